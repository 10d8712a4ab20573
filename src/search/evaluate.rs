//! Measures the search against judged collections, through the same index, analyser and query as the product.
//!
//! A collection is a folder in the layout of BEIR; a file of word pairs says which forms should meet. Everything happens in a
//! temporary folder, with one synthetic reader. Measures: nDCG with the grade as gain and log2(rank + 1) as discount, recall and reciprocal
//! rank over documents graded 1 or more; a query that finds nothing counts as nought.

mod collection;
mod measure;
mod pairs;

use std::path::Path;

use dutch::analyser;
use uuid::Uuid;

use super::query::PAGE_SIZE;
use super::{Document, Index, Kind, Owner, Result, Rights, SearchQuery, Writer};

pub use collection::Collection;
pub use measure::{Measures, Scores};
pub use pairs::{Pair, met};

/// Documents of a run that are kept for a query.
const DEPTH: usize = 100;
const ORGANISATION: Uuid = Uuid::from_u128(1);
const TEAM: Uuid = Uuid::from_u128(2);

/// What was found for each query, best first: the query's id, and documents' ids with their scores.
pub type Run = Vec<(String, Vec<(String, f32)>)>;

/// Indexes a collection in a temporary folder and asks all its queries.
pub fn run(collection: &Collection) -> Result<Run> {
    let documents = collection
        .documents
        .iter()
        .map(|entry| document(&entry.id, Owner::Organisation(ORGANISATION), &entry.title, &entry.text));
    let temporary = Temporary::with(documents)?;
    let rights = Rights { organisation: ORGANISATION, teams: vec![TEAM], handbook_language: "nl".to_owned() };
    let mut run = Run::new();
    for query in &collection.queries {
        let asked = SearchQuery::parse([("q", query.text.as_str())]);
        run.push((query.id.clone(), temporary.ask(&asked, &rights, DEPTH)?));
    }
    Ok(run)
}

/// An index that goes when it is dropped.
struct Temporary {
    index: Index,
    _writer: Writer,
    _folder: tempfile::TempDir,
}

impl Temporary {
    fn with(documents: impl IntoIterator<Item = Document>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut opened = Index::open(folder.path(), ORGANISATION, 0)?;
        opened.writer.rebuild(documents, 0)?;
        Ok(Self { index: opened.index, _writer: opened.writer, _folder: folder })
    }

    fn ask(&self, query: &SearchQuery, rights: &Rights, depth: usize) -> Result<Vec<(String, f32)>> {
        let mut found = Vec::new();
        for page in 1..=depth.div_ceil(PAGE_SIZE) {
            let results = self.index.search(&query.on_page(page), rights)?;
            found.extend(results.hits.into_iter().map(|hit| (hit.key, hit.score)));
            if found.len() >= results.total {
                break;
            }
        }
        found.truncate(depth);
        Ok(found)
    }
}

fn document(key: &str, owner: Owner, title: &str, text: &str) -> Document {
    Document {
        key: key.to_owned(),
        kind: Kind::Record,
        owner,
        bundle: None,
        title: title.to_owned(),
        text: text.to_owned(),
        virtues: Vec::new(),
        sides: Vec::new(),
        tension_groups: Vec::new(),
        tensions: Vec::new(),
        barriers: Vec::new(),
        phase: None,
        level: None,
        method: None,
        year: None,
    }
}

/// Writes a run in the format of TREC.
pub fn write_run(run: &Run, file: &Path) -> std::io::Result<()> {
    let mut lines = String::new();
    for (query, found) in run {
        for (rank, (document, score)) in found.iter().enumerate() {
            lines.push_str(&format!("{query} Q0 {document} {} {score} omgang\n", rank + 1));
        }
    }
    std::fs::write(file, lines)
}

/// Shows the terms of words, a line each, for people who look into the analyser.
pub fn explain(text: &str) -> Vec<String> {
    let list = |words: &[String]| if words.is_empty() { "–".to_owned() } else { words.join(" ") };
    analyser::words(text)
        .iter()
        .map(|word| {
            let joined = word.joined.clone().into_iter().collect::<Vec<_>>();
            let split: Vec<String> = word.split().iter().map(|&part| part.to_owned()).collect();
            format!(
                "{}\texact {}\tnormal {}\tsplit {}\tparts {}\tjoined {}\t{}",
                &text[word.from..word.to],
                word.exact,
                list(&word.normals),
                list(&split),
                list(&word.parts()),
                list(&joined),
                if analyser::is_known(&word.exact) { "known" } else { "unknown" },
            )
        })
        .collect()
}
