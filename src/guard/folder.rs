//! The data folder: whether it is ours to write in, whether others may look into it, and how much room it has.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::path::{Path, PathBuf};

use anyhow::bail;

/// What lies in a data folder and is written to. SQLite's file comes before anybody has opened it: closing another handle on it
/// would let go of its locks.
const WRITTEN: [&str; 7] =
    ["omgang.db", "omgang.db-wal", "omgang.db-shm", "instance.key", "lock", "search/lock", "search/current"];

/// Where a restore is unpacked; as long as it is there the restore isn't finished.
pub const RESTORING: &str = "restoring";

/// Refuses a folder that can't be written in, or in which a restore was broken off.
pub fn require(data: &Path) -> anyhow::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(|error| refusal(data, &error))?;
    if data.join(RESTORING).exists() {
        bail!(
            "a restore into the folder {} was broken off, or is under way: run `omgang restore` again, or empty the folder",
            data.display()
        );
    }
    match probe(data) {
        // A full disk is no reason not to start: what is there can be read.
        Err(error) if error.kind() != ErrorKind::StorageFull => return Err(refusal(data, &error)),
        _ => {}
    }
    for name in WRITTEN {
        let path = data.join(name);
        match OpenOptions::new().append(true).open(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(refusal(&path, &error)),
            _ => {}
        }
    }
    Ok(())
}

/// Gives what root made to whom the folder around it belongs, so that the server can go on with it.
pub fn hand_over(path: &Path) {
    let Some(folder) = path.parent().and_then(|parent| fs::metadata(parent).ok()) else { return };
    if fs::metadata(path).is_ok_and(|made| (made.uid(), made.gid()) != (folder.uid(), folder.gid())) {
        // Only root may; nobody else makes what belongs to others.
        chown(path, Some(folder.uid()), Some(folder.gid())).ok();
    }
}

/// Tells which of these others than the owner may read or write, with their mode.
pub fn open_to_others(data: &Path) -> Vec<(PathBuf, u32)> {
    let paths = [data.to_owned(), data.join("instance.key"), data.join("omgang.toml")];
    let with_mode = |path: PathBuf| fs::metadata(&path).ok().map(|found| (path, found.mode() & 0o777));
    paths.into_iter().filter_map(with_mode).filter(|(_, mode)| mode & 0o077 != 0).collect()
}

/// Returns how many bytes are free where a path stands.
pub fn free_bytes(path: &Path) -> io::Result<u64> {
    let found = rustix::fs::statvfs(path)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

/// Tells whether two paths stand on the same disk.
pub fn on_same_disk(one: &Path, other: &Path) -> io::Result<bool> {
    Ok(fs::metadata(one)?.dev() == fs::metadata(other)?.dev())
}

/// Makes a file and takes it away again.
fn probe(data: &Path) -> io::Result<()> {
    let path = data.join(".writable");
    drop(File::create(&path)?);
    fs::remove_file(&path)
}

fn refusal(path: &Path, error: &io::Error) -> anyhow::Error {
    let shown = path.display();
    match error.kind() {
        ErrorKind::PermissionDenied => match (owner(path), me()) {
            (Some(owner), Some(me)) if owner != me => anyhow::anyhow!(
                "setting `data`: {shown} belongs to user {owner}, and omgang runs as user {me}, who can't write there. Start it \
                 as that user, or give it the folder: chown -R {me} {}",
                folder_of(path).display()
            ),
            _ => anyhow::anyhow!("setting `data`: omgang isn't allowed to write in {shown}: chmod u+rwX {shown}"),
        },
        ErrorKind::ReadOnlyFilesystem => anyhow::anyhow!("setting `data`: {shown} stands on a disk that is read-only"),
        _ => anyhow::anyhow!("setting `data`: cannot write {shown}: {error}"),
    }
}

fn folder_of(path: &Path) -> &Path {
    if path.is_dir() { path } else { path.parent().unwrap_or(path) }
}

/// Returns the owner of a path, or of what is nearest above it.
fn owner(path: &Path) -> Option<u32> {
    path.ancestors().find_map(|path| fs::metadata(path).ok()).map(|found| found.uid())
}

/// Returns as which user this program runs.
fn me() -> Option<u32> {
    fs::metadata("/proc/self").ok().map(|found| found.uid())
}
