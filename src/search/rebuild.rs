//! A new index that grows beside the one in use.
//!
//! It becomes the index only through `Writer::adopt`; dropped before that, it leaves nothing behind. A caller whose
//! reading from the database fails must drop it: half an index must never be adopted.

use std::fs;
use std::path::PathBuf;

use tantivy::IndexWriter;
use tantivy::directory::MmapDirectory;

use super::folder::Folder;
use super::index;
use super::schema::{self, Fields};
use super::{Document, Result};

/// A new index that is being filled.
pub struct Rebuild {
    name: String,
    path: PathBuf,
    fields: Fields,
    /// `None` once finished.
    writer: Option<IndexWriter>,
}

impl Rebuild {
    pub(super) fn start(folder: &Folder) -> Result<Self> {
        let name = folder.make(&schema::shape())?;
        let path = folder.path(&name);
        let (schema, fields) = schema::schema();
        let mut rebuild = Self { name, path, fields, writer: None };
        let directory = MmapDirectory::open(&rebuild.path).map_err(tantivy::TantivyError::from)?;
        let index = tantivy::Index::builder().schema(schema).open_or_create(directory)?;
        rebuild.writer = Some(index::open_writer(&index).map_err(index::refusal)?);
        Ok(rebuild)
    }

    /// Adds documents. Each key may come once.
    pub fn add(&mut self, documents: impl IntoIterator<Item = Document>) -> Result<()> {
        if let Some(writer) = &self.writer {
            for document in documents {
                writer.add_document(self.fields.document(&document))?;
            }
        }
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
        if !finished && let Err(error) = fs::remove_dir_all(&self.path) {
            tracing::warn!(%error, "an unfinished search index could not be removed; the next start tries again");
        }
    }
}

fn commit(writer: &mut IndexWriter, payload: &str) -> Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(payload);
    commit.commit()?;
    Ok(())
}
