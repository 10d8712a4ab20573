//! Opens the index: takes the folder, looks whether what lies there fits the database, and says when it must be rebuilt.
//!
//! A lock, a missing right or a full disk is an error and never a reason to rebuild: throwing work away cures none of
//! them. Surprising: right after the writer is opened, left-over files are collected, because a killed process
//! otherwise leaves an index that can't be written any more.

use std::io::{self, ErrorKind};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyError};
use uuid::Uuid;

use super::folder::{self, Folder};
use super::schema::{self, Fields};
use super::writer::{Current, Writer};
use super::{Error, Hit, Result};
use crate::memo::Memo;

/// Answers to what is like something that are kept.
const RELATED_KEPT: NonZeroUsize = NonZeroUsize::new(256).unwrap();
/// At least 15 MB a thread; more saves small segments when everything is rebuilt.
const WRITER_MEMORY: usize = 40_000_000;

/// The side of the index that is searched. Clones share one index, also after a rebuild.
#[derive(Clone, Default)]
pub struct Index {
    live: Arc<RwLock<Option<Live>>>,
    /// What is searched isn't all there is: the rest is being built.
    partial: Arc<AtomicBool>,
}

/// What [`Index::open`] gives.
pub struct Opened {
    pub index: Index,
    pub writer: Writer,
    /// Why nothing can be searched or written until the writer has rebuilt the index; `None` when all is well.
    pub rebuild: Option<RebuildReason>,
}

/// Why an index can't be used as it lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RebuildReason {
    /// There is no index yet.
    Missing,
    /// It was made with other fields, another analyser or other word tables.
    OtherShape,
    /// It was made from the database as it was before a restore.
    OtherEpoch,
    /// It holds more than the database has.
    AheadOfDatabase,
    /// Its files can't be read.
    Damaged,
}

/// What is searched at this moment.
#[derive(Clone)]
pub(super) struct Live {
    pub reader: IndexReader,
    pub fields: Fields,
    /// What was found to be like something, by what was asked of which state.
    pub related: Memo<Vec<Hit>>,
}

impl Live {
    pub fn new(reader: IndexReader, fields: Fields) -> Self {
        Self { reader, fields, related: Memo::of(RELATED_KEPT) }
    }
}

/// What each commit carries, so that the index and its place in the outbox can't disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    pub db_epoch: Uuid,
    pub schema: String,
    pub seq: u64,
    /// Which text of the handbook it holds; none in an index of an earlier program.
    #[serde(default)]
    pub handbook: String,
}

/// Why a generation couldn't be opened.
pub(super) enum Fault {
    Damaged,
    Error(Error),
}

impl Index {
    /// Opens the index in a folder for a database of this epoch, whose last outbox row is `database_seq`.
    pub fn open(folder: &Path, epoch: Uuid, database_seq: u64) -> Result<Opened> {
        let folder = Folder::claim(folder)?;
        let index = Self::default();
        let (current, rebuild) = match open_current(&folder, epoch, database_seq)? {
            Ok((current, name)) => {
                folder.keep_only(Some(&name))?;
                index.show(current.live());
                (Some(current), None)
            }
            Err((reason, old)) => {
                if let Some(old) = old {
                    index.show_partial(old);
                }
                (None, Some(reason))
            }
        };
        let writer = Writer::new(folder, index.clone(), epoch, current);
        Ok(Opened { index, writer, rebuild })
    }

    /// Gives what is searched now.
    pub(super) fn live(&self) -> Result<Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Error::NotBuilt)
    }

    /// Tells whether what is searched isn't all there is, because the index is being built anew.
    pub fn is_partial(&self) -> bool {
        self.partial.load(Ordering::Relaxed)
    }

    /// Tells whether everything can be searched.
    pub fn is_built(&self) -> bool {
        self.live().is_ok() && !self.is_partial()
    }

    /// Searches another generation from now on.
    pub(super) fn show(&self, live: Live) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Some(live);
        self.partial.store(false, Ordering::Relaxed);
    }

    /// Searches what there is until a whole index can be shown.
    pub(super) fn show_partial(&self, live: Live) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Some(live);
        self.partial.store(true, Ordering::Relaxed);
    }

    /// Searches nothing until an index can be shown.
    pub(super) fn hide(&self) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.partial.store(false, Ordering::Relaxed);
    }
}

/// Opens a generation's files for reading only.
pub(super) fn open_to_read(path: &Path) -> Result<tantivy::Index, Fault> {
    let directory = MmapDirectory::open(path).map_err(TantivyError::from)?;
    let index = tantivy::Index::open(directory)?;
    if index.schema() != schema::schema().0 {
        return Err(Fault::Damaged);
    }
    Ok(index)
}

/// Opens a generation's files for reading and writing, and collects what a killed process left.
pub(super) fn open_files(path: &Path) -> Result<(tantivy::Index, IndexWriter), Fault> {
    let index = open_to_read(path)?;
    let writer = open_writer(&index)?;
    Ok((index, writer))
}

/// Opens the one writer. Segments are merged by us, after a commit, never in the background.
pub(super) fn open_writer(index: &tantivy::Index) -> Result<IndexWriter, TantivyError> {
    let writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    writer.garbage_collect_files().wait()?;
    Ok(writer)
}

/// Opens a reader that shows a commit only when it is told to.
pub(super) fn open_reader(index: &tantivy::Index) -> Result<IndexReader, TantivyError> {
    index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
}

/// Reads the payload of the last commit; `None` when it has none that we know.
pub(super) fn read_payload(index: &tantivy::Index) -> Result<Option<Payload>, TantivyError> {
    let payload = index.load_metas()?.payload;
    Ok(payload.and_then(|text| serde_json::from_str(&text).ok()))
}

/// An index that is whole, with its name; or why it isn't, with what can be searched of it.
type Found = Result<(Current, String), (RebuildReason, Option<Live>)>;

fn open_current(folder: &Folder, epoch: Uuid, database_seq: u64) -> Result<Found> {
    let Some(name) = folder.current()? else {
        return Ok(Err((RebuildReason::Missing, None)));
    };
    let shape = schema::shape();
    if !folder::has_shape(&name, &shape) {
        return Ok(Err((RebuildReason::OtherShape, None)));
    }
    let (current, payload) = match Current::open(&folder.path(&name)) {
        Ok(opened) => opened,
        Err(Fault::Damaged) => return Ok(Err((RebuildReason::Damaged, None))),
        Err(Fault::Error(error)) => return Err(error),
    };
    // Each hit is read again from the database, so that an index of another life can't show what isn't there.
    Ok(match payload {
        payload if payload.schema != shape => Err((RebuildReason::OtherShape, None)),
        payload if payload.db_epoch != epoch => Err((RebuildReason::OtherEpoch, Some(current.live()))),
        payload if payload.seq > database_seq => Err((RebuildReason::AheadOfDatabase, Some(current.live()))),
        _ => Ok((current, name)),
    })
}

impl From<TantivyError> for Fault {
    fn from(error: TantivyError) -> Self {
        if is_damage(&error) { Self::Damaged } else { Self::Error(refusal(error)) }
    }
}

/// Names a held lock for what it is.
pub(super) fn refusal(error: TantivyError) -> Error {
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::InUse,
        other => Error::Tantivy(other),
    }
}

/// Tells whether the files themselves are wrong, so that only building them again helps.
fn is_damage(error: &TantivyError) -> bool {
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::OpenDirectoryError(
            OpenDirectoryError::DoesNotExist(_) | OpenDirectoryError::NotADirectory(_),
        )
        | TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_)) => true,
        TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. })
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
        | TantivyError::IoError(io_error) => is_damage_io(io_error),
        _ => false,
    }
}

fn is_damage_io(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::UnexpectedEof | ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn io(kind: ErrorKind) -> TantivyError {
        TantivyError::from(io::Error::from(kind))
    }

    #[test]
    fn only_wrong_files_call_for_a_rebuild() {
        for kind in [ErrorKind::NotFound, ErrorKind::UnexpectedEof, ErrorKind::InvalidData] {
            assert!(is_damage(&io(kind)), "{kind}");
        }
        for kind in [ErrorKind::PermissionDenied, ErrorKind::StorageFull, ErrorKind::Interrupted, ErrorKind::Other] {
            assert!(!is_damage(&io(kind)), "{kind}");
        }
        let busy = TantivyError::from(LockError::LockBusy);
        assert!(!is_damage(&busy));
        assert!(matches!(refusal(busy), Error::InUse));
    }
}
