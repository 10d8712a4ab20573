//! How fast the detector reads: megabytes a second on one core, and the time of one page. Run on an idle machine with
//! `cargo bench -p dutch --bench redaction`. The texts are the labelled ones, the demo's cases and the handbook, each once, so that
//! words come back as often as they do in casework and no more.

use std::fmt::Write as _;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use dutch::redaction::{Known, find};

/// Characters of a page of text.
const PAGE: usize = 5_000;

fn main() {
    divan::main();
}

/// Reads every file of a folder that ends so, as one text.
fn folder(path: &str, ending: &str) -> String {
    let mut text = String::new();
    let mut files: Vec<_> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path))
        .expect("the repository has this folder")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    for file in files {
        let content = std::fs::read_to_string(file).expect("the file can be read");
        writeln!(text, "{content}").expect("a string takes all");
    }
    text
}

/// The texts of the labelled sets.
fn labelled() -> String {
    let mut text = String::new();
    for line in folder("tests/data/redaction", "jsonl").lines().filter(|line| !line.is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        writeln!(text, "{}\n", row["text"].as_str().unwrap_or_default()).expect("a string takes all");
    }
    text
}

fn all() -> String {
    [labelled(), folder("content/demo/cases", "toml"), folder("content/nl/handbook", "md")].concat()
}

#[divan::bench]
fn casework(bencher: Bencher<'_, '_>) {
    let (text, known) = (all(), Known::default());
    bencher.counter(BytesCount::of_str(&text)).bench(|| find(divan::black_box(&text), &known));
}

#[divan::bench]
fn page(bencher: Bencher<'_, '_>) {
    let text: String = labelled().chars().take(PAGE).collect();
    let known = Known::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| find(divan::black_box(&text), &known));
}

#[divan::bench]
fn page_of_a_large_organisation(bencher: Bencher<'_, '_>) {
    let text: String = labelled().chars().take(PAGE).collect();
    let names = (0..500).map(|number| format!("Voornaam{number} Achternaam{number}")).collect();
    let known = Known { names, ..Known::default() };
    bencher.counter(BytesCount::of_str(&text)).bench(|| find(divan::black_box(&text), &known));
}
