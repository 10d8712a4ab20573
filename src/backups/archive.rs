//! Reads the file of a backup, and believes none of it: each part is held against its SHA-256 before anybody uses it. Blocking.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tokio_util::sync::CancellationToken;
use zip::ZipArchive;
use zip::result::ZipError;

use super::manifest::{FORMAT, MANIFEST, Manifest, Part};
use super::pack::{ReadAnywhere, copy};
use super::refused::{At, Refused};
use crate::crypto::envelope::{self, Identities};
use crate::db::tables::known_migrations;

/// How a zip begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// Largest manifest that is read.
const MOST_MANIFEST: u64 = 4 * 1024 * 1024;

/// A backup that is open for reading.
pub struct Archive {
    file: PathBuf,
    zip: ZipArchive<Box<dyn ReadAnywhere>>,
    manifest: Manifest,
}

impl Archive {
    /// Opens a backup; `keys` are needed when it is sealed.
    pub fn open(file: &Path, keys: Option<&Identities>) -> Result<Self, Refused> {
        let Ok(mut zip) = ZipArchive::new(source(file, keys)?) else {
            return Err(Refused::damaged(file, "it ends too early, or was changed"));
        };
        let manifest = read_manifest(file, &mut zip)?;
        let archive = Self { file: file.to_owned(), zip, manifest };
        if archive.zip.len() != archive.manifest.parts.len() + 1 {
            return Err(Refused::damaged(file, "it has other parts than its manifest says"));
        }
        Ok(archive)
    }

    /// Returns what it says it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads every part and holds it against the manifest.
    pub fn check(&mut self, stop: &CancellationToken) -> Result<(), Refused> {
        for part in self.manifest.parts.clone() {
            self.read(&part, io::sink(), stop)?;
        }
        Ok(())
    }

    /// Writes every part into a folder that is ours alone, and holds each against the manifest.
    pub fn unpack(&mut self, folder: &Path, stop: &CancellationToken) -> Result<(), Refused> {
        for part in self.manifest.parts.clone() {
            let path = folder.join(&part.name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).at(parent)?;
            }
            let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).at(&path)?;
            self.read(&part, &file, stop)?;
            file.sync_all().at(&path)?;
        }
        Ok(())
    }

    fn read(&mut self, part: &Part, to: impl Write, stop: &CancellationToken) -> Result<(), Refused> {
        let damaged = |what: &str| Refused::damaged(&self.file, format!("{}: {what}", part.name));
        let entry = self.zip.by_name(&part.name).map_err(|_| damaged("it isn't there"))?;
        let mut to = Noticing { to, failed: None };
        // One byte more than there should be is enough to see that it is another file.
        let copied = copy(entry.take(part.bytes + 1), &mut to, stop);
        if let Some(error) = to.failed.take() {
            return Err(error).at(Path::new(&part.name));
        }
        match copied {
            _ if stop.is_cancelled() => Err(Refused::Stopped),
            Ok((bytes, sha256)) if bytes == part.bytes && sha256 == part.sha256 => Ok(()),
            Ok(_) => Err(damaged("its SHA-256 is another")),
            Err(_) => Err(damaged("it can't be read to its end")),
        }
    }
}

fn source(file: &Path, keys: Option<&Identities>) -> Result<Box<dyn ReadAnywhere>, Refused> {
    let mut input = File::open(file).at(file)?;
    let mut beginning = Vec::new();
    Read::take(&mut input, envelope::BEGINNING.len() as u64).read_to_end(&mut beginning).at(file)?;
    input.rewind().at(file)?;
    if beginning.starts_with(ZIP) {
        return Ok(Box::new(BufReader::new(input)));
    }
    if beginning != envelope::BEGINNING {
        return Err(Refused::Foreign(file.to_owned()));
    }
    let keys = keys.ok_or_else(|| Refused::Sealed(file.to_owned()))?;
    Ok(Box::new(keys.open(input).map_err(|closed| Refused::of_closed(closed, file))?))
}

fn read_manifest(file: &Path, zip: &mut ZipArchive<Box<dyn ReadAnywhere>>) -> Result<Manifest, Refused> {
    let entry = match zip.by_name(MANIFEST) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Err(Refused::Foreign(file.to_owned())),
        Err(error) => return Err(Refused::damaged(file, error)),
    };
    let mut text = String::new();
    entry.take(MOST_MANIFEST).read_to_string(&mut text).map_err(|error| Refused::damaged(file, error))?;
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|_| Refused::Foreign(file.to_owned()))?;
    // A later shape may have other fields: what it says of itself is looked at before the rest.
    let Some(format) = value["format"].as_u64() else { return Err(Refused::Foreign(file.to_owned())) };
    let version = value["omgang"].as_str().unwrap_or("?").to_owned();
    if format > u64::from(FORMAT) {
        return Err(Refused::Newer { file: file.to_owned(), version });
    }
    let manifest: Manifest = serde_json::from_value(value).map_err(|error| Refused::damaged(file, error))?;
    if !known_migrations().contains(&manifest.migration) {
        return Err(Refused::Newer { file: file.to_owned(), version });
    }
    if !manifest.is_sound() {
        return Err(Refused::damaged(file, "its manifest lists what no backup has"));
    }
    Ok(manifest)
}

/// Remembers that it was the writing that failed, and not the reading.
struct Noticing<W> {
    to: W,
    failed: Option<io::Error>,
}

impl<W: Write> Write for Noticing<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.to.write(buffer).map_err(|error| {
            let kind = error.kind();
            self.failed = Some(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
