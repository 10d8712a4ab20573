//! Why no backup was made or put back: each a sentence for whoever runs the instance.

use std::io;
use std::path::{Path, PathBuf};

use sea_orm::DbErr;

use crate::crypto::envelope::Closed;
use crate::db;

/// Why no backup was made or put back. Whatever it is, what was there before is there still.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("{0} is there already: choose another name")]
    Exists(PathBuf),
    #[error("a backup or restore of this folder is under way already")]
    Busy,
    #[error("the disk is full where {0} stands. Nothing was changed: make room and try again")]
    Full(PathBuf),
    #[error("{0} is no backup of Omgang")]
    Foreign(PathBuf),
    #[error("{0} is encrypted: name the key file that opens it with --identity FILE")]
    Sealed(PathBuf),
    #[error("this key file doesn't open {0}: it was encrypted to another key")]
    OtherKey(PathBuf),
    #[error("{file} isn't whole ({what}): use another backup")]
    Damaged { file: PathBuf, what: String },
    #[error("{file} was made by a later version of Omgang ({version}): use that version or a newer one")]
    Newer { file: PathBuf, version: String },
    #[error("the database itself is damaged, so no backup was made: {0}")]
    Rotten(String),
    #[error(
        "{folder} isn't empty, it has `{has}`: a backup is put back into an empty folder (omgang.toml may be there)"
    )]
    NotEmpty { folder: PathBuf, has: String },
    #[error("the database isn't empty: a backup is put back into an empty one")]
    DatabaseNotEmpty,
    #[error("this backup is of {of}; {instead}")]
    OtherDatabase { of: &'static str, instead: &'static str },
    #[error(
        "{0} isn't on the PATH: install PostgreSQL's client programs, or do it by hand (docs/OPERATIONS.md has the \
         commands; keep instance.key with the dump)"
    )]
    NoProgram(&'static str),
    #[error("{program} failed: {said}")]
    Program { program: &'static str, said: String },
    #[error("the work was broken off")]
    Stopped,
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl Refused {
    /// Names the kind of trouble, for what is kept about it and for the words that a page has.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Full(_) => "full",
            Self::Io { .. } | Self::Exists(_) => "folder",
            Self::NoProgram(_) | Self::Program { .. } => "program",
            Self::Rotten(_) => "rotten",
            _ => "other",
        }
    }

    /// Says what a database refused, or that the disk is full below a path.
    pub(super) fn of_database(error: DbErr, path: &Path) -> Self {
        match error {
            error if db::is_full(&error) => Self::Full(path.to_owned()),
            error if error.to_string().contains("malformed") => Self::Rotten(error.to_string()),
            error => Self::Database(error),
        }
    }

    /// Says why a sealed file doesn't open.
    pub(super) fn of_closed(closed: Closed, file: &Path) -> Self {
        match closed {
            Closed::OtherKey => Self::OtherKey(file.to_owned()),
            Closed::Damaged => Self::damaged(file, "its beginning can't be read"),
            Closed::Io(source) => Self::Io { path: file.to_owned(), source },
        }
    }

    pub(super) fn damaged(file: &Path, what: impl ToString) -> Self {
        Self::Damaged { file: file.to_owned(), what: what.to_string() }
    }
}

/// Says at which path the system refused something.
pub(super) trait At<T> {
    fn at(self, path: &Path) -> Result<T, Refused>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Refused> {
        self.map_err(|source| {
            let path = path.to_owned();
            if db::is_full(&source) { Refused::Full(path) } else { Refused::Io { path, source } }
        })
    }
}
