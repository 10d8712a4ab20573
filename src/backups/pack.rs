//! Writes the file of a backup: under another name first, read back as a restore would, and named only then. Blocking.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use age::stream::StreamWriter;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter as ZipStream};
use zip::{CompressionMethod, ZipWriter};

use super::archive::Archive;
use super::manifest::{DUMP, MANIFEST, Manifest, Part};
use super::refused::{At, Refused};
use crate::config::Sealing;
use crate::crypto::envelope::Identities;
use crate::crypto::hex;

/// Bytes read at once.
pub(super) const CHUNK: usize = 64 * 1024;
/// What a file is named while it isn't whole yet.
pub(super) const UNFINISHED: &str = "partial";

/// A file that goes into a backup, and its name there.
pub(super) struct Source {
    pub name: String,
    pub file: PathBuf,
}

/// Measures the files that go into a backup.
pub(super) fn measure(sources: &[Source], stop: &CancellationToken) -> Result<Vec<Part>, Refused> {
    let part = |source: &Source| {
        let (bytes, sha256) = copy(File::open(&source.file).at(&source.file)?, io::sink(), stop).at(&source.file)?;
        Ok(Part { name: source.name.clone(), bytes, sha256 })
    };
    sources.iter().map(part).collect()
}

/// Writes the backup and reads it back; returns its size. Broken off at any moment it leaves no file of that name.
pub(super) fn pack(
    to: &Path,
    manifest: &Manifest,
    sources: &[Source],
    sealing: &Sealing,
    stop: &CancellationToken,
) -> Result<u64, Refused> {
    let unfinished = Unfinished::beside(to)?;
    let path = unfinished.0.as_path();
    // Made for this one reading, and gone with it: the server itself holds no key that opens its backups.
    let for_reading = Identities::generate();
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path).at(path)?;
    let out = Out { file, hash: Sha256::new(), bytes: 0, failed: false, stop: stop.clone() };
    let mut sink = match sealing {
        Sealing::Unencrypted => Sink::Plain(BufWriter::with_capacity(CHUNK, out)),
        Sealing::To(keys) => {
            let out = BufWriter::with_capacity(CHUNK, out);
            Sink::Sealed(Box::new(keys.and(&for_reading).seal(out).at(path)?))
        }
    };
    write_zip(&mut sink, manifest, sources, stop).map_err(|error| of_zip(error, path, stop))?;
    let out = sink.finish().at(path)?;
    out.file.sync_all().at(path)?;
    let written = hex(&out.hash.finalize());
    let (bytes, read) = copy(File::open(path).at(path)?, io::sink(), stop).at(path)?;
    if read != written {
        return Err(Refused::damaged(path, "what was read back isn't what was written"));
    }
    let mut archive = Archive::open(path, Some(&for_reading))?;
    if archive.manifest() != manifest {
        return Err(Refused::damaged(path, "the manifest that was read back isn't what was written"));
    }
    archive.check(stop)?;
    unfinished.name(to)?;
    Ok(bytes)
}

fn write_zip<W: Write>(
    sink: &mut W,
    manifest: &Manifest,
    sources: &[Source],
    stop: &CancellationToken,
) -> Result<(), ZipError> {
    let mut zip = ZipWriter::new_stream(sink);
    let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o600);
    zip.start_file(MANIFEST, plain)?;
    zip.write_all(serde_json::to_string_pretty(manifest).map_err(io::Error::other)?.as_bytes())?;
    for (source, part) in sources.iter().zip(&manifest.parts) {
        // A dump is packed already.
        let method = if part.name == DUMP { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = plain.compression_method(method).large_file(part.bytes > u64::from(u32::MAX) / 2);
        zip.start_file(&part.name, options)?;
        let (_, sha256) = copy(File::open(&source.file)?, &mut zip, stop)?;
        if sha256 != part.sha256 {
            return Err(io::Error::other(format!("{} changed while it was packed", part.name)).into());
        }
    }
    let _sink: ZipStream<&mut W> = zip.finish()?;
    Ok(())
}

/// Copies everything; returns how many bytes, and their SHA-256 in hexadecimal.
pub(super) fn copy(mut from: impl Read, mut to: impl Write, stop: &CancellationToken) -> io::Result<(u64, String)> {
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; CHUNK]);
    loop {
        if stop.is_cancelled() {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        match from.read(&mut buffer)? {
            0 => return Ok((bytes, hex(&hash.finalize()))),
            read => {
                hash.update(&buffer[..read]);
                to.write_all(&buffer[..read])?;
                bytes += read as u64;
            }
        }
    }
}

fn of_zip(error: ZipError, path: &Path, stop: &CancellationToken) -> Refused {
    match error {
        _ if stop.is_cancelled() => Refused::Stopped,
        ZipError::Io(error) => Err::<(), _>(error).at(path).expect_err("an error stays one"),
        other => Refused::damaged(path, other),
    }
}

/// The file as it is written, with what was written so far.
struct Out {
    file: File,
    hash: Sha256,
    bytes: u64,
    /// After a failure what still comes is let go: the packer ends its file when it is dropped, and would complain.
    failed: bool,
    stop: CancellationToken,
}

impl Write for Out {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(buffer.len());
        }
        let written =
            if self.stop.is_cancelled() { Err(io::Error::other("broken off")) } else { self.file.write(buffer) };
        match &written {
            Ok(length) => {
                self.hash.update(&buffer[..*length]);
                self.bytes += *length as u64;
            }
            Err(_) => self.failed = true,
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Where the packed bytes go: sealed, or as they are.
enum Sink {
    Plain(BufWriter<Out>),
    Sealed(Box<StreamWriter<BufWriter<Out>>>),
}

impl Sink {
    fn finish(self) -> io::Result<Out> {
        let out = match self {
            Self::Plain(out) => out,
            Self::Sealed(sealed) => sealed.finish()?,
        };
        out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Write for Sink {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(buffer),
            Self::Sealed(out) => out.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Sealed(out) => out.flush(),
        }
    }
}

/// A file that isn't whole yet; it goes when this does, unless it was named.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(to: &Path) -> Result<Self, Refused> {
        if to.exists() {
            return Err(Refused::Exists(to.to_owned()));
        }
        let mut name = to.as_os_str().to_owned();
        name.push(format!(".{UNFINISHED}"));
        Ok(Self(PathBuf::from(name)))
    }

    fn name(self, to: &Path) -> Result<(), Refused> {
        fs::rename(&self.0, to).at(to)?;
        let folder = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).at(folder)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it has its name, nothing is here any more.
        fs::remove_file(&self.0).ok();
    }
}

/// Something that is read at any place.
pub(super) trait ReadAnywhere: Read + Seek {}

impl<T: Read + Seek> ReadAnywhere for T {}
