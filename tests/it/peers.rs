//! docs/PEERS.md says where each thing that peers' users ask for works here. What it says of the meeting and of what comes back is
//! held against the product: its addresses, the words on its pages, and the tests that show it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use omgang::config::{Config, Flags};
use omgang::web::routes;

const PEERS: &str = include_str!("../../docs/PEERS.md");

/// The rows of the meeting and of what comes back: number and whole line.
fn rows() -> Vec<(u32, &'static str)> {
    let part = |title: &str| PEERS.split(title).nth(1).unwrap().split("\n## ").next().unwrap();
    let lines = ["\n## The meeting", "\n## What comes back"].into_iter().flat_map(|title| part(title).lines());
    lines.filter_map(|line| Some((line.strip_prefix("| ")?.split(" |").next()?.parse().ok()?, line))).collect()
}

/// What stands between these signs, wherever it does.
fn between(text: &'static str, open: char, close: char) -> Vec<&'static str> {
    text.split(open)
        .skip(1)
        .step_by(if open == close { 2 } else { 1 })
        .filter_map(|rest| rest.split(close).next())
        .collect()
}

/// An address without the names of what stands in it.
fn shape(address: &str) -> String {
    let parts = address.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true if !path.ends_with("node_modules") => found.extend(files(&path, extension)),
            true => {}
            false if path.extension().is_some_and(|own| own == extension) => found.push(path),
            false => {}
        }
    }
    found
}

fn read(folders: &[&str], extension: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = folders.iter().flat_map(|folder| files(&root.join(folder), extension));
    paths.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_row_stands_there_once() {
    let numbers: Vec<u32> = rows().into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, (1..=27).chain(48..=51).collect::<Vec<_>>());
}

#[test]
fn each_row_names_a_place_and_what_shows_it_and_they_are_there() {
    let config = Config::resolve(&Flags::default(), &|_| None).unwrap();
    let addresses: BTreeSet<String> = routes::all(&config).listed().iter().map(|route| shape(&route.pattern)).collect();
    let words: String = read(&["content/locales/nl"], "ftl");
    let code = read(&["src", "tests/it"], "rs");
    let mut lost = Vec::new();
    for (number, line) in rows() {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [_, _, place, shown] = cells[..] else { panic!("row {number} has four cells: {line}") };
        assert!(place.contains('`') || place.contains('“'), "row {number} names no place: {place}");
        let mut shows = 0;
        for address in between(place, '`', '`').into_iter().filter(|one| one.starts_with('/')) {
            let there = [shape(address), shape(&format!("/o/{{organisation}}{address}"))];
            if !there.iter().any(|one| addresses.contains(one)) {
                lost.push(format!("{number}: no address {address}"));
            }
        }
        for said in between(place, '“', '”').into_iter().filter(|said| !words.contains(&format!("= {said}"))) {
            lost.push(format!("{number}: no page says {said}"));
        }
        for test in between(shown, '`', '`') {
            let there = match test.ends_with(".test.mjs") {
                true => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e").join(test).exists(),
                false if test.contains('/') => Path::new(env!("CARGO_MANIFEST_DIR")).join(test).exists(),
                false => code.contains(&format!("fn {test}(")),
            };
            shows += usize::from(there);
            if !there {
                lost.push(format!("{number}: nothing is called {test}"));
            }
        }
        assert!(shows > 0, "row {number} is shown by nothing");
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
