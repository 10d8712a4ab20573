//! The product's own index, through its own query.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use omgang::search::{Change, Document, Index, Marker, Rights, SearchQuery};
use uuid::Uuid;

use super::documents::{Library, ORGANISATION};
use super::{QUESTIONS, report, report_times};

/// How often it is looked whether a change is found.
const PAUSE: Duration = Duration::from_millis(1);

pub fn measure(library: &Library) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut opened = Index::open(folder.path(), ORGANISATION, u64::MAX)?;
    let start = Instant::now();
    opened.writer.rebuild((0..library.number).map(|number| library.document(number)), 1)?;
    let took = start.elapsed().as_secs_f64();
    let generating = Instant::now();
    for number in 0..library.number.min(5_000) {
        std::hint::black_box(library.document(number));
    }
    let generated =
        generating.elapsed().as_secs_f64() * f64::from(library.number) / f64::from(library.number.min(5_000));
    let net = took - generated;
    report(&format!(
        "Omgang: {:.0} documents a second ({net:.1} s, making the texts left out)",
        f64::from(library.number) / net
    ));
    report(&format!("Omgang: index {:.1} MB, memory at most {} MB", size(folder.path()) / 1e6, memory("VmHWM:")));
    let teams = (100..105).map(Uuid::from_u128).collect();
    let rights = Rights { organisation: ORGANISATION, teams, handbook_language: "nl".to_owned() };
    let mut times = Vec::new();
    let mut found = 0;
    for number in 0..QUESTIONS + QUESTIONS / 10 {
        let words = library.question(number).join(" ");
        let asked = Instant::now();
        let query = SearchQuery::parse([("q", words.as_str()), ("year", "2024")]);
        let results = opened.index.search(&query, &rights)?;
        let looked = asked.elapsed();
        // The texts come from the database; making them here is left out.
        let texts: Vec<String> = results.hits.iter().map(|hit| library.text(hit.key.parse().unwrap_or(0))).collect();
        let showing = Instant::now();
        let mut marker = Marker::of(&query);
        for text in &texts {
            std::hint::black_box(marker.snippet(text));
        }
        if number >= QUESTIONS / 10 {
            times.push(looked + showing.elapsed());
            found += results.total;
        }
    }
    report_times("Omgang", times);
    report(&format!("Omgang: {} found on average; memory then {} MB", found / QUESTIONS, memory("VmRSS:")));
    changed(&mut opened.writer, &opened.index, library, &rights)
}

/// How long after a change is handed over a search finds it, while the writer may still put its files in order.
fn changed(
    writer: &mut omgang::search::Writer,
    index: &Index,
    library: &Library,
    rights: &Rights,
) -> anyhow::Result<()> {
    let (mut times, mut most) = (Vec::new(), Duration::ZERO);
    for (round, number) in (0..20u32).enumerate() {
        let title = format!("vlonder{}", ["a", "b", "c", "d", "e"][round % 5].repeat(round + 1));
        let document = Document { title: title.clone(), ..library.document(number) };
        let owner = rights.teams[0];
        let document =
            Document { owner: omgang::search::Owner::Team { organisation: ORGANISATION, team: owner }, ..document };
        let query = SearchQuery::parse([("q", title.as_str())]);
        let is_found =
            || index.search(&query, rights).map(|found| found.hits.iter().any(|hit| hit.key == number.to_string()));
        let start = Instant::now();
        thread::scope(|scope| {
            let written = scope.spawn(|| writer.apply(vec![Change::Put(Box::new(document))], 2 + u64::from(number)));
            while !is_found()? && !written.is_finished() {
                thread::park_timeout(PAUSE);
            }
            times.push(start.elapsed());
            written.join().expect("the writer doesn't panic")?;
            anyhow::ensure!(is_found()?, "{title}");
            Ok(())
        })?;
        most = most.max(start.elapsed());
    }
    report_times("Omgang, a changed document found", times);
    report(&format!("Omgang: ready for the next change after {:.2} ms at the most", most.as_secs_f64() * 1000.0));
    Ok(())
}

fn size(folder: &Path) -> f64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0.0 };
    entries
        .filter_map(Result::ok)
        .map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => size(&entry.path()),
            #[expect(clippy::cast_precision_loss, reason = "megabytes are shown")]
            Ok(about) => about.len() as f64,
            Err(_) => 0.0,
        })
        .sum()
}

/// Reads what the system says of this process's memory, in megabytes.
fn memory(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes =
        status.lines().find_map(|text| text.strip_prefix(line)?.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1000
}
