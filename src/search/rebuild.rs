//! A new index that grows beside the one in use.
//!
//! It becomes the index only through `Writer::adopt`; dropped before that, it leaves nothing behind. A caller whose
//! reading from the database fails must drop it: half an index must never be adopted. Surprising: where there is no index in use, what has
//! been built so far is searched, and says that it is partial.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, IndexWriter};

use super::folder::Folder;
use super::index::{self, Index, Live};
use super::schema::{self, Fields};
use super::segments;
use super::{Document, Result};

/// A new index that is being filled.
pub struct Rebuild {
    name: String,
    path: PathBuf,
    fields: Fields,
    /// `None` once finished.
    writer: Option<IndexWriter>,
    /// Where to show what has been built so far; `None` where another index is in use.
    growing: Option<Index>,
    reader: IndexReader,
    added: usize,
    /// It is shown again when so many documents were added: ever more, so that a large build isn't slowed down.
    next_shown: usize,
}

/// So many documents are shown at first.
const FIRST_SHOWN: usize = 200;

impl Rebuild {
    pub(super) fn start(folder: &Folder, growing: Option<Index>) -> Result<Self> {
        let name = folder.make(&schema::shape())?;
        let path = folder.path(&name);
        let opened = Self::open(&path);
        if opened.is_err() {
            // Nothing must stay behind; what stays nevertheless goes at the next start.
            let _removed = fs::remove_dir_all(&path);
        }
        let (writer, reader) = opened?;
        let fields = schema::schema().1;
        Ok(Self { name, path, fields, writer: Some(writer), growing, reader, added: 0, next_shown: FIRST_SHOWN })
    }

    fn open(path: &Path) -> Result<(IndexWriter, IndexReader)> {
        let directory = MmapDirectory::open(path).map_err(tantivy::TantivyError::from)?;
        let index = tantivy::Index::builder().schema(schema::schema().0).open_or_create(directory)?;
        let writer = index::open_writer(&index).map_err(index::refusal)?;
        Ok((writer, index::open_reader(&index)?))
    }

    /// Adds documents. Each key may come once.
    pub fn add(&mut self, documents: impl IntoIterator<Item = Document>) -> Result<()> {
        if let Some(writer) = &self.writer {
            for document in documents {
                writer.add_document(self.fields.document(&document))?;
                self.added += 1;
            }
        }
        Ok(())
    }

    /// Shows what has been built so far where nothing else can be searched, and enough was added since.
    pub fn grow(&mut self) -> Result<()> {
        let (Some(index), Some(writer)) = (&self.growing, &mut self.writer) else { return Ok(()) };
        if self.added < self.next_shown {
            return Ok(());
        }
        writer.commit()?;
        self.reader.reload()?;
        index.show_partial(Live::new(self.reader.clone(), self.fields));
        self.next_shown = self.added * 2;
        Ok(())
    }

    /// Commits, closes the writer and gives the generation's name.
    pub(super) fn finish(mut self, payload: &str) -> Result<String> {
        if let Some(mut writer) = self.writer.take() {
            let committed = commit(&mut writer, payload);
            if let Err(error) = committed {
                self.writer = Some(writer);
                return Err(error);
            }
        }
        Ok(std::mem::take(&mut self.name))
    }
}

impl Drop for Rebuild {
    fn drop(&mut self) {
        let finished = self.name.is_empty();
        self.writer = None;
        if let Some(index) = self.growing.take().filter(|_| !finished) {
            index.hide();
        }
        if !finished && let Err(error) = fs::remove_dir_all(&self.path) {
            tracing::warn!(%error, "an unfinished search index could not be removed; the next start tries again");
        }
    }
}

/// A large build leaves many segments: they are merged now, while nobody waits, and not at the first change.
fn commit(writer: &mut IndexWriter, payload: &str) -> Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(payload);
    commit.commit()?;
    while segments::merge(writer)? {}
    Ok(())
}
