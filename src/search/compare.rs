//! Compares the index with the database, document by document, without taking the folder from a running server.
//!
//! Each document in the index carries a fingerprint of all that went into it. What is said names keys and numbers, never words.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::documents::{documents, handbook_documents};
use super::index::{self, Fault};
use super::indexer::epoch;
use super::schema;
use super::{Document, RebuildReason};
use crate::db::{Db, outbox};
use crate::library;

/// What the index has, and how far it has read.
struct Contents {
    /// Fingerprints by the documents' keys.
    prints: HashMap<String, u64>,
    doubled: Vec<String>,
    seq: u64,
}

/// What comparing came to.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Documents that both have alike.
    pub alike: usize,
    /// Events that the index hasn't read yet.
    pub behind: u64,
    /// What is wrong, a line each.
    pub problems: Vec<String>,
}

/// Compares the index in `folder` with the database.
pub async fn compare(db: &Db, folder: PathBuf) -> anyhow::Result<Comparison> {
    let epoch = epoch(db).await?;
    let read = tokio::task::spawn_blocking(move || contents(&folder, epoch)).await??;
    let mut contents = match read {
        Ok(contents) => contents,
        Err(reason) => {
            let problem = format!("there is no index that fits ({reason:?}): the server builds it when it starts");
            return Ok(Comparison { problems: vec![problem], ..Comparison::default() });
        }
    };
    let last = u64::try_from(outbox::last(db.read()).await?).unwrap_or(0);
    let mut comparison = Comparison { behind: last.saturating_sub(contents.seq), ..Comparison::default() };
    for key in &contents.doubled {
        comparison.problems.push(format!("{key} is in the index twice"));
    }
    for document in handbook_documents() {
        comparison.check(&document, &mut contents.prints);
    }
    let mut after = None;
    loop {
        let batch = library::shared_after(db.read(), after).await?;
        let Some((_, last)) = batch.last().copied() else { break };
        for (organisation, copy) in batch {
            if let Some(bundle) = library::shared(db.read(), organisation, copy).await? {
                for document in documents(&bundle) {
                    comparison.check(&document, &mut contents.prints);
                }
            }
        }
        after = Some(last);
    }
    let mut left: Vec<String> = contents.prints.into_keys().collect();
    left.sort();
    comparison.problems.extend(left.iter().map(|key| format!("{key} is in the index, and not in the database")));
    Ok(comparison)
}

impl Comparison {
    fn check(&mut self, document: &Document, prints: &mut HashMap<String, u64>) {
        match prints.remove(&document.key) {
            Some(print) if print == schema::print(document) => self.alike += 1,
            Some(_) => self.problems.push(format!("{} is in the index as it was before", document.key)),
            None => self.problems.push(format!("{} is not in the index", document.key)),
        }
    }
}

fn contents(folder: &Path, epoch: uuid::Uuid) -> anyhow::Result<Result<Contents, RebuildReason>> {
    let name = std::fs::read_to_string(folder.join("current")).unwrap_or_default();
    if name.is_empty() {
        return Ok(Err(RebuildReason::Missing));
    }
    let opened = match index::open_to_read(&folder.join(name.trim())) {
        Ok(opened) => opened,
        Err(Fault::Damaged) => return Ok(Err(RebuildReason::Damaged)),
        Err(Fault::Error(error)) => return Err(error.into()),
    };
    let Some(payload) = index::read_payload(&opened)? else { return Ok(Err(RebuildReason::Damaged)) };
    if payload.schema != schema::shape() {
        return Ok(Err(RebuildReason::OtherShape));
    }
    if payload.db_epoch != epoch {
        return Ok(Err(RebuildReason::OtherEpoch));
    }
    let mut contents = Contents { prints: HashMap::new(), doubled: Vec::new(), seq: payload.seq };
    let searcher = index::open_reader(&opened)?.searcher();
    for segment in searcher.segment_readers() {
        let keys = segment.fast_fields().str(schema::KEY)?.context("documents have keys")?;
        let prints = segment.fast_fields().u64(schema::PRINT)?;
        for document in segment.doc_ids_alive() {
            let mut key = String::new();
            if let Some(number) = keys.term_ords(document).next() {
                keys.ord_to_str(number, &mut key)?;
            }
            if contents.prints.insert(key.clone(), prints.first(document).unwrap_or(0)).is_some() {
                contents.doubled.push(key);
            }
        }
    }
    Ok(Ok(contents))
}
