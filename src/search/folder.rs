//! The search folder: one sub-folder for each generation of the index, and a small file that names the current one.
//!
//! A new generation is built beside the old and becomes current by one rename, so that a crash leaves the one or the
//! other. A lock on a file in the folder keeps a second process out; the system lets go of it when a process dies.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Error, Result};

const LOCK: &str = "lock";
const CURRENT: &str = "current";
const CURRENT_DRAFT: &str = "current.new";

/// A search folder that is ours as long as this lives.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder if need be and takes its lock.
    pub fn claim(root: &Path) -> Result<Self> {
        fs::create_dir_all(root)?;
        let lock = File::options().create(true).write(true).truncate(false).open(root.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { root: root.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(Error::Io(error)),
        }
    }

    /// Names the current generation; `None` when there is none, or its name can't be read as one.
    pub fn current(&self) -> io::Result<Option<String>> {
        match fs::read(self.root.join(CURRENT)) {
            Ok(bytes) => Ok(String::from_utf8(bytes).ok().filter(|name| generation(name).is_some())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives the path of a generation.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Makes an empty generation of this shape, under a name that no other has.
    pub fn make(&self, shape: &str) -> io::Result<String> {
        // Somebody may have taken the whole folder away while the program runs.
        fs::create_dir_all(&self.root)?;
        let last = self.generations()?.iter().filter_map(|name| generation(name)).max().unwrap_or(0);
        let name = format!("{shape}-{:06}", last + 1);
        fs::create_dir(self.path(&name))?;
        Ok(name)
    }

    /// Makes a generation the current one, in one step that outlives a power cut.
    pub fn publish(&self, name: &str) -> io::Result<()> {
        let draft = self.root.join(CURRENT_DRAFT);
        let mut file = File::create(&draft)?;
        file.write_all(name.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, self.root.join(CURRENT))?;
        File::open(&self.root)?.sync_all()
    }

    /// Removes all generations but one.
    pub fn keep_only(&self, kept: Option<&str>) -> io::Result<()> {
        for name in self.generations()?.iter().filter(|name| Some(name.as_str()) != kept) {
            fs::remove_dir_all(self.path(name))?;
        }
        Ok(())
    }

    fn generations(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.root)? {
            let name = entry?.file_name();
            names.extend(name.to_str().filter(|name| generation(name).is_some()).map(str::to_owned));
        }
        Ok(names)
    }
}

/// Tells whether a generation's name was made for this shape.
pub(super) fn has_shape(name: &str, shape: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(of, _)| of == shape)
}

/// Reads the number at the end of a generation's name: `s1-a1-0a1b2c3d-000042`.
fn generation(name: &str) -> Option<u64> {
    let (shape, number) = name.rsplit_once('-')?;
    let plain = shape.starts_with('s') && shape.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    (plain && number.len() >= 6).then(|| number.parse().ok()).flatten()
}
