//! The one side that changes the index: batches, merges, and taking a withdrawn document's words out of the files.
//!
//! After any error the tantivy writer is thrown away and opened again at the next call; what wasn't committed is gone,
//! and the caller feeds it again from [`Writer::seq`]. Feeding the same rows twice does no harm.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::index::SegmentId;
use tantivy::{IndexReader, IndexWriter, TantivyError};
use uuid::Uuid;

use super::documents::handbook_fingerprint;
use super::folder::Folder;
use super::index::{self, Fault, Index, Live, Payload};
use super::rebuild::Rebuild;
use super::schema::{self, Fields};
use super::segments;
use super::{Change, Document, Error, Result};

/// So many documents are handed over at a time in a rebuild.
const REBUILD_BATCH: usize = 200;

/// Changes the index. There is one for each folder; it holds the folder's lock.
pub struct Writer {
    folder: Folder,
    index: Index,
    epoch: Uuid,
    current: Option<Current>,
}

/// The generation that is being written.
pub(super) struct Current {
    path: PathBuf,
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    writer: Option<IndexWriter>,
    seq: u64,
    holds_this_handbook: bool,
}

impl Writer {
    pub(super) fn new(folder: Folder, index: Index, epoch: Uuid, current: Option<Current>) -> Self {
        Self { folder, index, epoch, current }
    }

    /// Gives the number of the outbox row up to which the index is committed; `None` before the first build.
    pub fn seq(&self) -> Option<u64> {
        self.current.as_ref().map(|current| current.seq)
    }

    /// Tells whether the index was opened with the handbook in it as this program has it.
    pub fn holds_this_handbook(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.holds_this_handbook)
    }

    /// Commits a batch in its order, together with the number of the last outbox row that it covers, and shows it.
    pub fn apply(&mut self, batch: Vec<Change>, seq: u64) -> Result<()> {
        let payload = self.payload(seq)?;
        self.current_mut()?.guarded(|current| current.commit(&batch, &payload))
    }

    /// Takes the words of removed documents out of the files. `false` when the system didn't let go of an old file yet:
    /// call again a little later.
    pub fn purge_deleted(&mut self) -> Result<bool> {
        self.current_mut()?.guarded(Current::purge)
    }

    /// Lets go of an index whose files aren't whole any more, so that it can be built anew; what is still open of it is searched until
    /// then. `false` when the files are as they should be.
    pub fn give_up_if_damaged(&mut self) -> Result<bool> {
        let Some(current) = &self.current else { return Ok(false) };
        let opened = index::open_to_read(&current.path).and_then(|files| Ok(index::open_reader(&files)?));
        match opened {
            Ok(_) => return Ok(false),
            Err(Fault::Error(error)) => return Err(error),
            Err(Fault::Damaged) => {}
        }
        self.index.show_partial(current.live());
        self.current = None;
        Ok(true)
    }

    /// Builds the index anew from all documents and shows it. Take `seq` before the first document is read.
    pub fn rebuild(&mut self, documents: impl IntoIterator<Item = Document>, seq: u64) -> Result<()> {
        let mut rebuild = self.start_rebuild()?;
        let mut documents = documents.into_iter().peekable();
        while documents.peek().is_some() {
            rebuild.add(documents.by_ref().take(REBUILD_BATCH))?;
            rebuild.grow()?;
        }
        self.adopt(rebuild, seq)
    }

    /// Starts a new index beside the present one, which stays in use. Dropping it unfinished removes it.
    pub fn start_rebuild(&self) -> Result<Rebuild> {
        let growing = (self.current.is_none() && self.index.live().is_err()).then(|| self.index.clone());
        Rebuild::start(&self.folder, growing)
    }

    /// Finishes a rebuild, puts it in the place of the present index in one step and removes the old one.
    pub fn adopt(&mut self, rebuild: Rebuild, seq: u64) -> Result<()> {
        let name = rebuild.finish(&self.payload(seq)?)?;
        let (current, _) = Current::open(&self.folder.path(&name)).map_err(|fault| match fault {
            Fault::Damaged => TantivyError::SystemError("a new index can't be read back".to_owned()).into(),
            Fault::Error(error) => error,
        })?;
        let live = current.live();
        self.folder.publish(&name)?;
        self.index.show(live);
        self.current = Some(current);
        if let Err(error) = self.folder.keep_only(Some(&name)) {
            tracing::warn!(%error, "an old search index could not be removed; the next start tries again");
        }
        Ok(())
    }

    /// Leaves a document in the writer without a commit, as a killed process does.
    #[cfg(test)]
    pub(super) fn add_without_commit(&mut self, document: &Document) {
        let current = self.current.as_mut().expect("the index was built");
        let writer = current.writer.as_mut().expect("the writer is open");
        writer.add_document(current.fields.document(document)).expect("the document fits");
    }

    #[cfg(test)]
    pub(super) fn close_as_after_an_error(&mut self) {
        self.current.as_mut().expect("the index was built").writer = None;
    }

    fn payload(&self, seq: u64) -> Result<String> {
        let payload = Payload { db_epoch: self.epoch, schema: schema::shape(), seq, handbook: handbook_fingerprint() };
        Ok(serde_json::to_string(&payload).map_err(TantivyError::from)?)
    }

    fn current_mut(&mut self) -> Result<&mut Current> {
        self.current.as_mut().ok_or(Error::NotBuilt)
    }
}

impl Current {
    /// Opens a generation and its payload.
    pub fn open(path: &Path) -> Result<(Self, Payload), Fault> {
        let (index, writer) = index::open_files(path)?;
        let payload = index::read_payload(&index)?.ok_or(Fault::Damaged)?;
        let reader = index::open_reader(&index)?;
        let (path, fields, seq) = (path.to_owned(), schema::schema().1, payload.seq);
        let holds_this_handbook = payload.handbook == handbook_fingerprint();
        Ok((Self { path, index, reader, fields, writer: Some(writer), seq, holds_this_handbook }, payload))
    }

    /// Gives what is searched.
    pub fn live(&self) -> Live {
        Live::new(self.reader.clone(), self.fields)
    }

    /// Runs a change with an open writer; after an error the writer is closed.
    fn guarded<T>(&mut self, change: impl FnOnce(&mut Self) -> Result<T, TantivyError>) -> Result<T> {
        if self.writer.is_none() {
            self.writer = Some(index::open_writer(&self.index).map_err(index::refusal)?);
            self.seq = index::read_payload(&self.index)?.map_or(self.seq, |payload| payload.seq);
        }
        change(self).map_err(|error| {
            self.writer = None;
            index::refusal(error)
        })
    }

    fn commit(&mut self, batch: &[Change], payload: &str) -> Result<(), TantivyError> {
        let fields = self.fields;
        let writer = self.writer_mut()?;
        for change in batch {
            match change {
                Change::Put(document) => {
                    writer.delete_term(fields.key_term(&document.key));
                    writer.add_document(fields.document(document))?;
                }
                Change::Remove { key } => {
                    writer.delete_term(fields.key_term(key));
                }
                Change::RemoveBundle(bundle) => {
                    writer.delete_term(fields.bundle_term(*bundle));
                }
            }
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(payload);
        commit.commit()?;
        self.seq = index::read_payload(&self.index)?.map_or(self.seq, |payload| payload.seq);
        // What is new is found before the files are put in order, which may take a while.
        self.reader.reload()?;
        if segments::merge(self.writer_mut()?)? {
            self.reader.reload()?;
        }
        Ok(())
    }

    fn purge(&mut self) -> Result<bool, TantivyError> {
        let metas = self.index.searchable_segment_metas()?;
        let touched: Vec<SegmentId> =
            metas.iter().filter(|meta| meta.has_deletes()).map(tantivy::SegmentMeta::id).collect();
        drop(metas);
        if !touched.is_empty() {
            self.writer_mut()?.merge(&touched).wait()?;
        }
        self.reader.reload()?;
        self.writer_mut()?.garbage_collect_files().wait()?;
        self.holds_only_live_files()
    }

    /// Looks whether each file of a segment in the folder belongs to a segment that is in use.
    fn holds_only_live_files(&self) -> Result<bool, TantivyError> {
        let live: HashSet<String> = self.index.searchable_segment_ids()?.iter().map(SegmentId::uuid_string).collect();
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let segment = name.to_str().and_then(|name| name.split_once('.')).map(|(segment, _)| segment);
            if segment.is_some_and(|segment| SegmentId::from_uuid_string(segment).is_ok() && !live.contains(segment)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn writer_mut(&mut self) -> Result<&mut IndexWriter, TantivyError> {
        self.writer.as_mut().ok_or_else(|| TantivyError::SystemError("the index writer is closed".to_owned()))
    }
}
