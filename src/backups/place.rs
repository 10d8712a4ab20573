//! The folders in which a backup is prepared and a restore unpacked: each for one process at a time, and swept when another
//! was broken off. While a restore is unfinished its folder says so, and nothing opens the data folder.

use std::fs::{self, DirBuilder, File};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::manifest::{DATABASE, KEY, SETTINGS, THESAURUS};
use super::refused::{At, Refused};
use crate::guard::folder::{self, RESTORING};

/// Where a backup is prepared, in the data folder: the database lies there in the clear for a moment, as it does beside it.
const PREPARING: &str = "backing-up";
/// Locked by whoever prepares one.
const LOCK: &str = "backup.lock";
/// What may lie in an empty folder: the settings, and what a file system puts in its root.
const HARMLESS: [&str; 2] = ["omgang.toml", "lost+found"];

/// A folder in which one backup is prepared; it goes when this does.
pub struct Preparing {
    path: PathBuf,
    _lock: File,
}

impl Preparing {
    /// Takes the place, and sweeps what a broken-off backup left.
    pub fn claim(data: &Path) -> Result<Self, Refused> {
        let lock = lock(&data.join(LOCK))?;
        let path = data.join(PREPARING);
        sweep(&path)?;
        make(&path)?;
        Ok(Self { path, _lock: lock })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Preparing {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.path).ok();
    }
}

/// A data folder that was empty, and into which a restore unpacks.
pub struct Unpacking {
    data: PathBuf,
    parts: PathBuf,
    lock: File,
}

impl Unpacking {
    /// Takes an empty folder, or one in which a restore was broken off; makes it when it isn't there.
    pub fn claim(data: &Path) -> Result<Self, Refused> {
        DirBuilder::new().recursive(true).mode(0o700).create(data).at(data)?;
        let unfinished = data.join(RESTORING);
        if !unfinished.exists() {
            require_empty(data)?;
            make(&unfinished)?;
        }
        let lock = lock(&unfinished.join("lock"))?;
        // What a broken-off restore had put in place already goes with the rest of it.
        for name in [DATABASE, "omgang.db-wal", "omgang.db-shm", KEY, SETTINGS, THESAURUS] {
            sweep(&data.join(name))?;
        }
        require_empty(data)?;
        let parts = unfinished.join("parts");
        sweep(&parts)?;
        make(&parts)?;
        Ok(Self { data: data.to_owned(), parts, lock })
    }

    /// Returns the folder for the parts.
    pub fn parts(&self) -> &Path {
        &self.parts
    }

    /// Puts the parts in place. The restore is finished when the folder `restoring` is gone: one step.
    pub fn finish(self, leave_out: &[&str]) -> Result<(), Refused> {
        for name in leave_out {
            sweep(&self.parts.join(name))?;
        }
        for entry in fs::read_dir(&self.parts).at(&self.parts)? {
            let entry = entry.at(&self.parts)?;
            let to = self.data.join(entry.file_name());
            fs::rename(entry.path(), &to).at(&to)?;
            give(&to)?;
        }
        sync(&self.data)?;
        // Emptied first: a folder that isn't empty can't go in one step.
        sweep(&self.parts)?;
        let unfinished = self.data.join(RESTORING);
        sweep(&unfinished.join("lock"))?;
        drop(self.lock);
        fs::remove_dir(&unfinished).at(&unfinished)?;
        sync(&self.data)
    }

    /// Leaves the folder as empty as it was.
    pub fn give_up(self) {
        fs::remove_dir_all(self.data.join(RESTORING)).ok();
    }
}

fn require_empty(data: &Path) -> Result<(), Refused> {
    for entry in fs::read_dir(data).at(data)? {
        let name = entry.at(data)?.file_name();
        if name != RESTORING && !HARMLESS.iter().any(|harmless| name == *harmless) {
            return Err(Refused::NotEmpty { folder: data.to_owned(), has: name.to_string_lossy().into_owned() });
        }
    }
    Ok(())
}

fn lock(path: &Path) -> Result<File, Refused> {
    let file = File::options().create(true).write(true).truncate(false).open(path).at(path)?;
    folder::hand_over(path);
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Refused::Busy),
        Err(fs::TryLockError::Error(error)) => Err(error).at(path),
    }
}

fn make(path: &Path) -> Result<(), Refused> {
    DirBuilder::new().mode(0o700).create(path).at(path)
}

/// Takes a file or a folder away, if it is there.
fn sweep(path: &Path) -> Result<(), Refused> {
    let gone = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match gone {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).at(path),
        _ => Ok(()),
    }
}

/// Gives what root unpacked to whom the data folder belongs.
fn give(path: &Path) -> Result<(), Refused> {
    folder::hand_over(path);
    if path.is_dir() {
        for entry in fs::read_dir(path).at(path)? {
            give(&entry.at(path)?.path())?;
        }
    }
    Ok(())
}

fn sync(folder: &Path) -> Result<(), Refused> {
    File::open(folder).and_then(|folder| folder.sync_all()).at(folder)
}
