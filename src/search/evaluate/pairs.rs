//! Word pairs: does a search for one form find a document that holds nothing but the other?

use std::fs;
use std::path::Path;

use anyhow::Context;
use uuid::Uuid;

use super::{ORGANISATION, Temporary, document};
use crate::search::{Owner, Result, Rights, SearchQuery};

/// Two forms that should meet, or should not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub query: String,
    pub document: String,
    pub kind: String,
    pub should_match: bool,
}

impl Pair {
    /// Reads a file with a header line and the columns query, document, kind, and `yes` or `no`.
    pub fn read(file: &Path) -> anyhow::Result<Vec<Self>> {
        let text = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
        let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(number, line)| match line.split('\t').collect::<Vec<_>>().as_slice() {
                &[query, document, kind, answer @ ("yes" | "no")] => Ok(Self {
                    query: query.to_owned(),
                    document: document.to_owned(),
                    kind: kind.to_owned(),
                    should_match: answer == "yes",
                }),
                _ => anyhow::bail!("{}, line {}: expected four columns", file.display(), number + 1),
            })
            .collect()
    }
}

/// Tells of each pair whether its forms meet. Each document has a reader of its own; the index's words are of all.
pub fn met(pairs: &[Pair]) -> Result<Vec<bool>> {
    let team = |number: usize| Uuid::from_u128(1_000 + number as u128);
    let documents = pairs.iter().enumerate().map(|(number, pair)| {
        let owner = Owner::Team { organisation: ORGANISATION, team: team(number) };
        document(&number.to_string(), owner, "", &pair.document)
    });
    let temporary = Temporary::with(documents)?;
    pairs
        .iter()
        .enumerate()
        .map(|(number, pair)| {
            let rights =
                Rights { organisation: ORGANISATION, teams: vec![team(number)], handbook_language: "nl".to_owned() };
            let asked = SearchQuery::parse([("q", pair.query.as_str())]);
            Ok(!temporary.ask(&asked, &rights, 1)?.is_empty())
        })
        .collect()
}
