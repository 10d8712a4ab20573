//! The index as a whole. Here: what the tests in both files build on.

mod asking;
mod helping;
mod keeping;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

const EPOCH: Uuid = Uuid::from_u128(1);
const ORGANISATION: Uuid = Uuid::from_u128(10);
const NORTH: Uuid = Uuid::from_u128(11);
const SOUTH: Uuid = Uuid::from_u128(12);

fn document(key: &str, text: &str) -> Document {
    Document {
        key: key.to_owned(),
        kind: Kind::Record,
        owner: Owner::Team { organisation: ORGANISATION, team: NORTH },
        bundle: None,
        title: format!("Titel {key}"),
        text: text.to_owned(),
        virtues: vec!["geduld".to_owned()],
        sides: vec!["geduld/too_much".to_owned()],
        tension_groups: vec![],
        tensions: vec![],
        barriers: vec![],
        phase: None,
        level: None,
        method: None,
        year: Some(2025),
    }
}

fn handbook(key: &str, language: &str, text: &str) -> Document {
    Document {
        kind: Kind::Handbook,
        owner: Owner::Handbook { language: language.to_owned() },
        virtues: vec![],
        sides: vec![],
        year: None,
        ..document(key, text)
    }
}

fn put(document: Document) -> Change {
    Change::Put(Box::new(document))
}

fn rights(teams: &[Uuid]) -> Rights {
    Rights { organisation: ORGANISATION, teams: teams.to_vec(), handbook_language: "nl".to_owned() }
}

fn open(folder: &Path, seq: u64) -> Opened {
    Index::open(folder, EPOCH, seq).unwrap()
}

/// Makes an index of these documents in a folder of its own.
fn built(documents: Vec<Document>) -> (TempDir, Index, Writer) {
    let folder = TempDir::new().unwrap();
    let Opened { index, mut writer, .. } = open(folder.path(), 100);
    writer.rebuild(documents, 1).unwrap();
    (folder, index, writer)
}

fn search(index: &Index, parameters: &[(&str, &str)]) -> Results {
    index.search(&SearchQuery::parse(parameters.iter().copied()), &rights(&[NORTH])).unwrap()
}

fn keys(results: &Results) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.key.as_str()).collect()
}

fn found(index: &Index, text: &str) -> Vec<String> {
    let results = search(index, &[("q", text)]);
    let mut keys: Vec<String> = keys(&results).into_iter().map(str::to_owned).collect();
    keys.sort();
    keys
}

fn counts(results: &Results, facet: Facet) -> Vec<(&str, u64)> {
    let counts = results.facets.iter().find(|counts| counts.facet == facet).unwrap();
    counts.values.iter().map(|(value, count)| (value.as_str(), *count)).collect()
}

fn files_hold(folder: &Path, word: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return files_hold(&path, word);
        }
        fs::read(path).unwrap().windows(word.len()).any(|bytes| bytes == word.as_bytes())
    })
}

fn terms_hold(index: &Index, word: &str) -> bool {
    let live = index.live().unwrap();
    let fields = live.fields;
    let all = [fields.text_exact, fields.text_normal, fields.title_exact, fields.title_normal];
    let searcher = live.reader.searcher();
    let mut terms = all.map(|field| tantivy::Term::from_field_text(field, word)).into_iter();
    terms.any(|term| {
        searcher
            .segment_readers()
            .iter()
            .any(|segment| segment.inverted_index(term.field()).unwrap().get_term_info(&term).unwrap().is_some())
    })
}
