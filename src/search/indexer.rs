//! Keeps the index equal to the database: one task owns the writer and follows the outbox.
//!
//! The database is the only truth. Each round reads the events after the committed number, loads the *present* rows
//! and commits them together with the new number, so that being killed at any moment costs a repeated round at most.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use entity::ids::{OrganisationId, SharedCopyId};
use entity::setting;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::documents::{documents, handbook_documents};
use super::{Change, Document, Index, Rebuild, RebuildReason, Writer};
use crate::db::facts::EPOCH;
use crate::db::{Db, outbox, wake};
use crate::event::Event;
use crate::library;

/// Shortest time between two commits: a commit costs more than many documents.
const PAUSE: Duration = Duration::from_millis(500);
/// Events that stay in the outbox behind the index, so that slower readers of this instance still find them.
const KEPT_EVENTS: i64 = 10_000;

/// The one owner of the index's writer.
pub struct Indexer {
    db: Db,
    /// Away while a blocking thread works with it.
    writer: Option<Writer>,
    start: Start,
}

/// What has to be done before the outbox can be followed.
#[derive(Clone, Copy)]
enum Start {
    Rebuild(Option<RebuildReason>),
    CatchUp,
    Done,
}

impl Indexer {
    /// Opens the index in `folder` as it lies there; [`Indexer::settle`] builds what is missing or doesn't fit.
    pub async fn open(db: Db, folder: PathBuf) -> anyhow::Result<(Index, Self)> {
        let epoch = epoch(&db).await?;
        let last = number(outbox::last(db.read()).await?);
        let opened = tokio::task::spawn_blocking(move || Index::open(&folder, epoch, last))
            .await?
            .context("the search index can't be opened")?;
        let behind_the_trimmed = match opened.writer.seq() {
            Some(seq) => number(outbox::trimmed(db.read()).await?) > seq,
            None => false,
        };
        let start = match opened.rebuild {
            Some(reason) => Start::Rebuild(Some(reason)),
            None if behind_the_trimmed => Start::Rebuild(None),
            None => Start::CatchUp,
        };
        Ok((opened.index, Self { db, writer: Some(opened.writer), start }))
    }

    /// Builds the index if it has to be built, and brings it up to date. Where its files were lost meanwhile, it is built anew.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        let Err(error) = self.follow().await else { return Ok(()) };
        if !self.with_writer(Writer::give_up_if_damaged).await.unwrap_or(false) {
            return Err(error);
        }
        tracing::warn!(error = format!("{error:#}"), "files of the search index are gone or damaged");
        self.start = Start::Rebuild(Some(RebuildReason::Damaged));
        self.follow().await
    }

    async fn follow(&mut self) -> anyhow::Result<()> {
        match self.start {
            Start::Rebuild(reason) => {
                tracing::info!(?reason, "building the search index");
                self.rebuild().await?;
            }
            Start::CatchUp => {
                // What an earlier run removed and had no time to take out of the files goes now.
                let holds_this_handbook = self.writer.as_ref().is_some_and(Writer::holds_this_handbook);
                let pages = if holds_this_handbook { Vec::new() } else { handbook_documents().map(put).collect() };
                let seq = self.committed();
                self.commit(pages, seq, true).await?;
            }
            Start::Done => {}
        }
        self.start = Start::Done;
        self.catch_up().await
    }

    /// Follows the outbox until told to stop. A failed round is tried again later.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut bell = self.db.wake().subscribe();
        while !stop.is_cancelled() {
            if let Err(error) = self.settle().await {
                tracing::error!(error = format!("{error:#}"), "the search index could not follow; it will try again");
            }
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(PAUSE) => {}
            }
            tokio::select! {
                () = stop.cancelled() => break,
                _ = bell.changed() => {}
                () = tokio::time::sleep(wake::POLL) => {}
            }
        }
    }

    /// Brings the index up to the last committed event.
    pub async fn catch_up(&mut self) -> anyhow::Result<()> {
        loop {
            let events = outbox::after(self.db.read(), signed(self.committed())).await?;
            let Some((last, _)) = events.last().copied() else { return Ok(()) };
            let mut changed: Vec<(OrganisationId, SharedCopyId)> = Vec::new();
            for (_, event) in events {
                if let Some(Event::SharedCopyChanged(organisation, copy)) = event
                    && !changed.contains(&(organisation, copy))
                {
                    changed.push((organisation, copy));
                }
            }
            if changed.is_empty() {
                self.commit(Vec::new(), number(last), false).await?;
                continue;
            }
            // Only what is withdrawn takes words away: a copy is never edited. Taking them out of the files writes whole segments anew.
            let (mut changes, mut withdrawn) = (Vec::new(), false);
            for (organisation, copy) in changed {
                changes.push(Change::RemoveBundle(copy.0));
                match library::shared(self.db.read(), organisation, copy).await? {
                    Some(bundle) => changes.extend(documents(&bundle).into_iter().map(put)),
                    None => withdrawn = true,
                }
                withdrawn |= library::has_withdrawn_parts(self.db.read(), organisation, copy).await?;
            }
            self.commit(changes, number(last), withdrawn).await?;
            self.db.forget_erased().await?;
            self.trim(last).await?;
        }
    }

    /// Builds the index anew from the database, beside the old one, and swaps. Where nothing can be searched, what
    /// was built already is.
    pub async fn rebuild(&mut self) -> anyhow::Result<()> {
        let seq = number(outbox::last(self.db.read()).await?);
        let mut building = self.with_writer(|writer| writer.start_rebuild()).await?;
        building = fill(building, handbook_documents().collect()).await?;
        let mut after = None;
        loop {
            let batch = library::shared_after(self.db.read(), after).await?;
            let Some((_, last)) = batch.last().copied() else { break };
            let mut found = Vec::new();
            for (organisation, copy) in batch {
                if let Some(bundle) = library::shared(self.db.read(), organisation, copy).await? {
                    found.extend(documents(&bundle));
                }
            }
            building = fill(building, found).await?;
            after = Some(last);
        }
        self.with_writer(move |writer| writer.adopt(building, seq)).await
    }

    async fn commit(&mut self, changes: Vec<Change>, seq: u64, purge: bool) -> anyhow::Result<()> {
        self.with_writer(move |writer| {
            writer.apply(changes, seq)?;
            if purge { writer.purge_deleted().map(|_| ()) } else { Ok(()) }
        })
        .await
    }

    /// Works with the writer on a blocking thread.
    async fn with_writer<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Writer) -> super::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let mut writer = self.writer.take().context("the index's writer was lost in an earlier failure")?;
        let (writer, outcome) = tokio::task::spawn_blocking(move || {
            let outcome = work(&mut writer);
            (writer, outcome)
        })
        .await?;
        self.writer = Some(writer);
        Ok(outcome?)
    }

    async fn trim(&self, committed: i64) -> anyhow::Result<()> {
        let oldest_kept = committed - KEPT_EVENTS;
        if oldest_kept > outbox::trimmed(self.db.read()).await? {
            let tx = self.db.write().await?;
            outbox::trim(tx.conn(), oldest_kept).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn committed(&self) -> u64 {
        self.writer.as_ref().and_then(Writer::seq).unwrap_or(0)
    }
}

/// Returns the name of this database's life, and makes it the first time.
pub(super) async fn epoch(db: &Db) -> anyhow::Result<Uuid> {
    if let Some(row) = setting::Entity::find_by_id(EPOCH.to_owned()).one(db.read()).await? {
        return Ok(Uuid::try_parse(&row.value)?);
    }
    let tx = db.write().await?;
    let row = setting::ActiveModel { key: Set(EPOCH.to_owned()), value: Set(OrganisationId::random().to_string()) };
    let keep_the_first = OnConflict::column(setting::Column::Key).do_nothing().to_owned();
    setting::Entity::insert(row).on_conflict(keep_the_first).exec_without_returning(tx.conn()).await?;
    let stored = setting::Entity::find_by_id(EPOCH.to_owned()).one(tx.conn()).await?;
    tx.commit().await?;
    Ok(Uuid::try_parse(&stored.context("the database keeps no epoch")?.value)?)
}

/// Adds documents to an index that is being built, on a blocking thread.
async fn fill(mut building: Rebuild, documents: Vec<Document>) -> anyhow::Result<Rebuild> {
    let filled = tokio::task::spawn_blocking(move || {
        building.add(documents)?;
        building.grow()?;
        Ok::<_, super::Error>(building)
    });
    Ok(filled.await??)
}

fn put(document: Document) -> Change {
    Change::Put(Box::new(document))
}

/// The outbox counts in signed numbers, the index in unsigned ones; both start at 0.
fn number(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or(0)
}

fn signed(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
