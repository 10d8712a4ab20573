//! Secrets: tokens, their hashes, keyed handles and passwords. Vetted crates only; nothing here is our own cryptography.

pub mod envelope;
mod locked;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, AssociatedData, Params, ParamsBuilder, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// A secret that leaves the server once, in a cookie or a link; the database keeps its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Makes 256 random bits.
    pub fn new() -> Self {
        Self(URL_SAFE_NO_PAD.encode(random_bytes()))
    }

    /// Takes a token as a browser sent it; any text is allowed, since only a hash is compared.
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Returns the text for a cookie or a link.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Returns the hash that the database keeps, in hexadecimal.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }

    /// Returns a key for one purpose. It leads back neither to the token nor to the key of another purpose.
    pub fn key_for(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.as_bytes()).expect("any key length is allowed");
        mac.update(purpose.as_bytes());
        Zeroizing::new(mac.finalize().into_bytes().into())
    }
}

impl Default for Token {
    fn default() -> Self {
        Self::new()
    }
}

/// The key file of an instance: it keys handles, so that a stolen database alone can't tell who is behind one.
#[derive(Clone)]
pub struct InstanceKey(Arc<[u8; 32]>);

impl InstanceKey {
    /// Makes a key for a test.
    pub fn random() -> Self {
        Self(Arc::new(random_bytes()))
    }

    /// Reads the key file, or makes it when the folder is new.
    pub fn load_or_create(path: &Path) -> anyhow::Result<Self> {
        if !path.exists() {
            write_private(path, &random_bytes())?;
        }
        let bytes = std::fs::read(path).with_context(|| format!("cannot read the key file {}", path.display()))?;
        let key: [u8; 32] = bytes
            .try_into()
            .map_err(|_| anyhow::anyhow!("the key file {} is damaged: 32 bytes expected", path.display()))?;
        Ok(Self(Arc::new(key)))
    }

    /// Tells whether `given` is the handle for `parts`, in the same time whatever it is.
    pub fn is_handle(&self, salt: &str, parts: &[&str], given: &str) -> bool {
        bool::from(self.handle(salt, parts).as_bytes().ct_eq(given.as_bytes()))
    }

    /// Returns a handle for `parts` under this key and `salt`: equal input gives an equal handle, and nothing leads back.
    pub fn handle(&self, salt: &str, parts: &[&str]) -> String {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.as_slice()).expect("any key length is allowed");
        for part in std::iter::once(&salt).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        hex(&mac.finalize().into_bytes())
    }
}

/// Hashes and checks passwords off the async threads, a few at a time.
#[derive(Clone)]
pub struct Passwords {
    slots: Arc<Semaphore>,
    params: Params,
}

impl Passwords {
    /// Uses Argon2id with 19 MiB and two passes.
    pub fn standard() -> Self {
        Self { slots: Arc::new(Semaphore::new(2)), params: Params::DEFAULT }
    }

    /// Uses the least that Argon2 allows: for tests, and for the demo, whose passwords are printed anyway.
    pub fn quick() -> Self {
        let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("the least cost is a valid cost");
        Self { slots: Arc::new(Semaphore::new(8)), params }
    }

    /// Hashes a password into the PHC string format.
    pub async fn hash(&self, password: String) -> anyhow::Result<String> {
        let _slot = self.slots.acquire().await?;
        let argon2 = self.argon2();
        let hash =
            tokio::task::spawn_blocking(move || argon2.hash_password(password.as_bytes()).map(|h| h.to_string()));
        hash.await?.map_err(|error| anyhow::anyhow!("hashing failed: {error}"))
    }

    /// Tells whether the password belongs to the hash. Without a hash it works as long, so that time tells nothing.
    pub async fn verify(&self, password: String, hash: Option<String>) -> anyhow::Result<bool> {
        let Some(hash) = hash else {
            self.hash(password).await?;
            return Ok(false);
        };
        let _slot = self.slots.acquire().await?;
        let argon2 = self.argon2();
        let verified = tokio::task::spawn_blocking(move || {
            let parsed = PasswordHash::new(&hash).ok()?;
            argon2.verify_password(password.as_bytes(), &parsed).ok()
        });
        Ok(verified.await?.is_some())
    }

    /// Returns what a new slot of a journal costs to open: KiB of memory, and passes over it.
    pub fn slot_cost(&self) -> (u32, u32) {
        let quick = self.params.m_cost() < Params::DEFAULT_M_COST;
        if quick { (Params::MIN_M_COST, 1) } else { (64 * 1024, 3) }
    }

    /// Makes a key of a secret, with Argon2id.
    pub async fn stretch(&self, given: Stretch) -> anyhow::Result<Zeroizing<[u8; 32]>> {
        let _slot = self.slots.acquire().await?;
        tokio::task::spawn_blocking(move || given.run()).await?
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }
}

/// A secret of low entropy, to be made into a key.
pub struct Stretch {
    pub secret: Zeroizing<String>,
    pub salt: Vec<u8>,
    /// Says what the key is for; the same secret and salt give another key elsewhere.
    pub domain: &'static [u8],
    pub memory_kib: u32,
    pub passes: u32,
}

impl Stretch {
    fn run(&self) -> anyhow::Result<Zeroizing<[u8; 32]>> {
        let wrong = |error: argon2::Error| anyhow::anyhow!("stretching failed: {error}");
        let mut params = ParamsBuilder::new();
        params.m_cost(self.memory_kib).t_cost(self.passes).p_cost(1).output_len(32);
        params.data(AssociatedData::new(self.domain).map_err(wrong)?);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.build().map_err(wrong)?);
        let mut key = Zeroizing::new([0; 32]);
        argon2.hash_password_into(self.secret.as_bytes(), &self.salt, key.as_mut_slice()).map_err(wrong)?;
        Ok(key)
    }
}

/// Returns a join code: four consonants and four digits, easy to read out and to type on a phone.
pub fn join_code() -> String {
    const LETTERS: &[u8] = b"BCDFGHJKLMNPRSTVWXZ";
    let bytes: [u8; 32] = random_bytes();
    let letters = bytes[..4].iter().map(|b| char::from(LETTERS[usize::from(*b) % LETTERS.len()]));
    let digits = bytes[4..8].iter().map(|b| char::from(b'0' + b % 10));
    letters.chain(digits).collect()
}

/// Returns the SHA-256 of `text` in hexadecimal.
pub fn content_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn random_bytes() -> [u8; 32] {
    rand::random()
}

/// Returns bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| format!("cannot make the key file {}", path.display()))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let passwords = Passwords::quick();
        let hash = passwords.hash("een lange zin".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.verify("een lange zin".into(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("een andere zin".into(), Some(hash)).await.unwrap());
        assert!(!passwords.verify("een lange zin".into(), None).await.unwrap());
    }

    #[test]
    fn handles_depend_on_key_salt_and_the_borders_between_parts() {
        let key = InstanceKey::random();
        assert_eq!(key.handle("q", &["a", "b"]), key.handle("q", &["a", "b"]));
        assert_ne!(key.handle("q", &["ab"]), key.handle("q", &["a", "b"]));
        assert_ne!(key.handle("q", &["a"]), InstanceKey::random().handle("q", &["a"]));
    }
}
