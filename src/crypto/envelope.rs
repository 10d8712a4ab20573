//! Files sealed to somebody's key, in the age format (age-encryption.org/v1): whoever holds the key file opens them, with this
//! program or with any other that knows age. The sealing side needs the public half only, so a server can't open its own backups.

use std::fmt;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use age::secrecy::ExposeSecret;
use age::stream::{StreamReader, StreamWriter};
use age::x25519::{Identity, Recipient};
use age::{DecryptError, Decryptor, Encryptor};
use anyhow::Context;
use zeroize::Zeroizing;

/// How every sealed file begins.
pub const BEGINNING: &[u8] = b"age-encryption.org/";

/// Whom files are sealed to: one or more public keys.
#[derive(Clone)]
pub struct Recipients(Vec<Recipient>);

impl fmt::Debug for Recipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().fmt(f)
    }
}

impl Recipients {
    /// Reads public keys, `age1…`, with spaces or commas between; `None` when one of them can't be a key, or there is none.
    pub fn parse(text: &str) -> Option<Self> {
        let keys = text.split([',', ' ', '\n', '\t']).filter(|key| !key.is_empty());
        let keys: Vec<Recipient> = keys.map(|key| key.parse().ok()).collect::<Option<_>>()?;
        (!keys.is_empty()).then_some(Self(keys))
    }

    /// The same, and the holder of one more key.
    #[must_use]
    pub fn and(&self, key: &Identities) -> Self {
        let more = key.0.iter().map(Identity::to_public);
        Self(self.0.iter().cloned().chain(more).collect())
    }

    /// Begins a sealed file; what is written goes through it. `finish` ends it.
    pub fn seal<W: Write>(&self, output: W) -> io::Result<StreamWriter<W>> {
        let all = self.0.iter().map(|key| key as &dyn age::Recipient);
        Encryptor::with_recipients(all).map_err(io::Error::other)?.wrap_output(output)
    }
}

/// Secret keys that open files.
#[derive(Clone)]
pub struct Identities(Vec<Identity>);

/// Why a file doesn't open.
#[derive(Debug, thiserror::Error)]
pub enum Closed {
    #[error("none of these keys opens it")]
    OtherKey,
    #[error("its beginning is damaged")]
    Damaged,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Identities {
    /// Makes a new secret key.
    pub fn generate() -> Self {
        Self(vec![Identity::generate()])
    }

    /// Reads a key file: a line for each secret key, `AGE-SECRET-KEY-1…`; lines with `#` in front are remarks.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).map(Zeroizing::new);
        let text = text.with_context(|| format!("cannot read the key file {}", path.display()))?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys: Option<Vec<Identity>> = lines.map(|line| line.parse().ok()).collect();
        let keys = keys.filter(|keys| !keys.is_empty());
        keys.map(Self).with_context(|| format!("{} is no key file: AGE-SECRET-KEY-1… expected", path.display()))
    }

    /// Returns the text of a key file.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        for key in &self.0 {
            text.push_str(&format!("# public key: {}\n", key.to_public()));
            text.push_str(key.to_string().expose_secret());
            text.push('\n');
        }
        text
    }

    /// Returns the public halves, as the setting has them.
    pub fn recipients(&self) -> String {
        self.0.iter().map(|key| key.to_public().to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Opens a sealed file for reading at any place. What was changed in it, or cut off, is an error where it is read.
    pub fn open<R: Read + Seek>(&self, input: R) -> Result<Opened<R>, Closed> {
        let decryptor = Decryptor::new_buffered(BufReader::new(input)).map_err(closed)?;
        let keys = self.0.iter().map(|key| key as &dyn age::Identity);
        Ok(Opened(decryptor.decrypt(keys).map_err(closed)?))
    }
}

/// What is in a sealed file.
pub struct Opened<R>(StreamReader<BufReader<R>>);

impl<R: Read + Seek> Read for Opened<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: Read + Seek> Seek for Opened<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

fn closed(error: DecryptError) -> Closed {
    match error {
        DecryptError::NoMatchingKeys => Closed::OtherKey,
        DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => Closed::Io(error),
        _ => Closed::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn sealed(to: &Recipients, words: &[u8]) -> Vec<u8> {
        let mut writer = to.seal(Vec::new()).unwrap();
        writer.write_all(words).unwrap();
        writer.finish().unwrap()
    }

    fn read(keys: &Identities, bytes: &[u8]) -> Result<Vec<u8>, Closed> {
        let mut words = Vec::new();
        keys.open(Cursor::new(bytes))?.read_to_end(&mut words)?;
        Ok(words)
    }

    #[test]
    fn each_recipient_opens_what_is_sealed_and_nobody_else() {
        let (one, two, other) = (Identities::generate(), Identities::generate(), Identities::generate());
        let to = Recipients::parse(&format!("{}, {}", one.recipients(), two.recipients())).unwrap();
        let bytes = sealed(&to, b"woorden");
        assert!(bytes.starts_with(BEGINNING) && !bytes.windows(7).any(|part| part == b"woorden"));
        assert_eq!((read(&one, &bytes).unwrap(), read(&two, &bytes).unwrap()), (b"woorden".into(), b"woorden".into()));
        assert!(matches!(read(&other, &bytes), Err(Closed::OtherKey)));
    }

    #[test]
    fn what_is_cut_off_or_changed_is_refused() {
        let key = Identities::generate();
        let to = Recipients::parse(&key.recipients()).unwrap();
        let whole = sealed(&to, &[7; 200_000]);
        for length in [10, 150, 70_000, whole.len() - 1] {
            assert!(read(&key, &whole[..length]).is_err(), "{length}");
        }
        let mut changed = whole.clone();
        changed[100_000] ^= 1;
        assert!(read(&key, &changed).is_err());
        assert_eq!(read(&key, &whole).unwrap().len(), 200_000);
    }

    #[test]
    fn keys_are_read_back_from_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let key = Identities::generate();
        std::fs::write(&path, key.to_text().as_bytes()).unwrap();
        assert_eq!(Identities::read(&path).unwrap().recipients(), key.recipients());
        std::fs::write(&path, "niets").unwrap();
        assert!(Identities::read(&path).is_err() && Recipients::parse("").is_none());
        assert!(Recipients::parse("age1niets").is_none());
    }
}
