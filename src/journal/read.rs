//! Reading: rows come out of the database sealed, and are opened with the owner's key, off the async threads.
//!
//! What doesn't open is named and counted, and the rest stays readable.

use std::collections::HashMap;

use entity::ids::EntryId;
use entity::journal_note::{self, Column};
use sea_orm::prelude::TimeDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entry::{Body, Entry};
use super::merge::merge;
use super::seal::{JournalKey, Label, open};
use super::{OpenJournal, Refused};
use crate::db::aside;

/// Most branches that are read at once.
const MOST_NOTES: u64 = 100_000;

/// Which entries to read.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    All,
    One(EntryId),
    /// The days from the first to the second, both included.
    Days(TimeDate, TimeDate),
}

/// Returns one entry.
pub async fn get<C: ConnectionTrait>(db: &C, opened: &OpenJournal, id: EntryId) -> Result<Entry, Refused> {
    list(db, opened, Which::One(id)).await?.pop().ok_or(Refused::NotFound)
}

/// Lists entries, the latest first.
pub async fn list<C: ConnectionTrait>(db: &C, opened: &OpenJournal, which: Which) -> Result<Vec<Entry>, Refused> {
    let mut wanted = Condition::all().add(Column::AccountId.eq(opened.owner));
    match which {
        Which::All => {}
        Which::One(id) => wanted = wanted.add(Column::EntryId.eq(id)),
        Which::Days(from, to) => wanted = wanted.add(Column::Day.gte(from)).add(Column::Day.lte(to)),
    }
    let rows = journal_note::Entity::find()
        .filter(wanted)
        .order_by_desc(Column::Day)
        .order_by_desc(Column::EntryId)
        .limit(MOST_NOTES)
        .all(db)
        .await?;
    let key = opened.key.clone();
    let opening = aside(move || open_all(&key, rows));
    Ok(opening.await.map_err(anyhow::Error::new)?)
}

/// Lists the days that have entries, the latest first, with the id of each entry. Opens nothing.
pub async fn days<C: ConnectionTrait>(db: &C, opened: &OpenJournal) -> Result<Vec<(TimeDate, EntryId)>, DbErr> {
    journal_note::Entity::find()
        .select_only()
        .columns([Column::Day, Column::EntryId])
        .distinct()
        .filter(Column::AccountId.eq(opened.owner))
        .order_by_desc(Column::Day)
        .order_by_desc(Column::EntryId)
        .limit(MOST_NOTES)
        .into_tuple()
        .all(db)
        .await
}

fn open_all(key: &JournalKey, rows: Vec<journal_note::Model>) -> Vec<Entry> {
    let mut order: Vec<EntryId> = Vec::new();
    let mut by_entry: HashMap<EntryId, Vec<journal_note::Model>> = HashMap::new();
    for row in rows {
        let rows = by_entry.entry(row.entry_id).or_default();
        if rows.is_empty() {
            order.push(row.entry_id);
        }
        rows.push(row);
    }
    let mut entries: Vec<Entry> =
        order.into_iter().filter_map(|id| Some(open_entry(key, id, by_entry.remove(&id)?))).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.day, entry.body.begun)));
    entries
}

fn open_entry(key: &JournalKey, id: EntryId, rows: Vec<journal_note::Model>) -> Entry {
    let day = rows.iter().map(|row| row.day).min().unwrap_or(TimeDate::MIN);
    let opened: Vec<_> = rows.iter().filter_map(|row| Some((row, open_row(key, row)?))).collect();
    // What doesn't open was never read: whoever writes on doesn't hold its words, so it has to stay.
    let seen = opened.iter().map(|(row, _)| (row.branch_id, row.revision)).collect();
    let damaged = rows.len() - opened.len();
    let merged = merge(opened.into_iter().map(|(_, body)| body).collect()).unwrap_or_default();
    Entry { id, day, body: merged.body, seen, damaged, elsewhere: merged.elsewhere }
}

fn open_row(key: &JournalKey, row: &journal_note::Model) -> Option<Body> {
    let (owner, entry, branch, revision) = (row.account_id, row.entry_id, row.branch_id, row.revision);
    let text = open(key, Label::Note { owner, entry, branch, revision }, &row.sealed).ok()?;
    serde_json::from_slice(&text).ok()
}
