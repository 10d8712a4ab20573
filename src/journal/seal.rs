//! Sealing and opening: a content key for each text, the text under XChaCha20-Poly1305, the content key in a sealed box
//! (X25519, XSalsa20-Poly1305) to the journal's public key.
//!
//! The label (whose, which entry, which branch, which revision) is associated data: a sealed text that is moved to another
//! place doesn't open. Surprising: texts are padded to whole kilobytes first, so that their length says little.

use anyhow::anyhow;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use crypto_box::aead::OsRng;
use crypto_box::{PublicKey, SecretKey};
use entity::ids::{AccountId, BranchId, EntryId};
use zeroize::Zeroizing;

/// Texts are padded to a multiple of this many bytes.
pub const STEP: usize = 1024;
/// The form of a sealed text; its first byte.
const FORM: u8 = 1;
/// Bytes of a content key in its sealed box: ephemeral public key, key, tag.
const BOX: usize = 32 + 32 + 16;
const NONCE: usize = 24;

/// The secret half of a journal's key. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct JournalKey(Zeroizing<[u8; 32]>);

impl JournalKey {
    /// Makes a new key.
    pub fn generate() -> Self {
        Self(Zeroizing::new(rand::random()))
    }

    /// Takes a key as a slot or an opening kept it.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    /// Returns the bytes, to be wrapped.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the public half.
    pub fn public(&self) -> PublicHalf {
        PublicHalf(SecretKey::from(*self.0).public_key())
    }
}

/// The public half of a journal's key: seals, and opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicHalf(PublicKey);

impl PublicHalf {
    /// Reads the stored key.
    pub fn from_bytes(bytes: &[u8]) -> anyhow::Result<Self> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| anyhow!("a journal's public key has 32 bytes"))?;
        Ok(Self(PublicKey::from(bytes)))
    }

    /// Returns the bytes, to be stored.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.as_bytes().to_vec()
    }
}

/// What a sealed text is, and where it belongs. It isn't secret, but it can't be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Note { owner: AccountId, entry: EntryId, branch: BranchId, revision: i32 },
    Questions { owner: AccountId },
}

impl Label {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Note { owner, entry, branch, revision } => {
                let ids: [&[u8]; 3] = [owner.0.as_bytes(), entry.0.as_bytes(), branch.0.as_bytes()];
                let ids = ids.concat();
                [b"omgang/journal/note/1".as_slice(), &ids, &revision.to_be_bytes()].concat()
            }
            Self::Questions { owner } => [b"omgang/journal/questions/1".as_slice(), owner.0.as_bytes()].concat(),
        }
    }
}

/// A sealed text that doesn't open: changed, cut, moved, or sealed to another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed text is damaged")]
pub struct Damaged;

/// Seals a text to a journal.
pub fn seal(to: &PublicHalf, label: Label, text: &[u8]) -> anyhow::Result<Vec<u8>> {
    let content_key: Zeroizing<[u8; 32]> = Zeroizing::new(rand::random());
    let nonce: [u8; NONCE] = rand::random();
    let boxed = to.0.seal(&mut OsRng, content_key.as_slice()).map_err(|_| anyhow!("sealing a content key failed"))?;
    let padded = pad(text)?;
    let cipher = XChaCha20Poly1305::new((&*content_key).into());
    let payload = Payload { msg: &padded, aad: &label.bytes() };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| anyhow!("sealing a text failed"))?;
    Ok([&[FORM], boxed.as_slice(), &nonce, &sealed].concat())
}

/// Opens a sealed text that stands where its label says.
pub fn open(key: &JournalKey, label: Label, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Damaged> {
    let rest = sealed.strip_prefix(&[FORM]).ok_or(Damaged)?;
    let (boxed, rest) = rest.split_at_checked(BOX).ok_or(Damaged)?;
    let (nonce, text) = rest.split_at_checked(NONCE).ok_or(Damaged)?;
    let content_key = SecretKey::from(*key.0).unseal(boxed).map(Zeroizing::new).map_err(|_| Damaged)?;
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Damaged)?;
    let cipher = XChaCha20Poly1305::new_from_slice(&content_key).map_err(|_| Damaged)?;
    let payload = Payload { msg: text, aad: &label.bytes() };
    let padded = cipher.decrypt(&XNonce::from(nonce), payload).map(Zeroizing::new).map_err(|_| Damaged)?;
    unpad(&padded)
}

/// Puts the length in front and fills up with zeros to a whole number of steps.
fn pad(text: &[u8]) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let length = u32::try_from(text.len())?;
    let full = (text.len() + 4).next_multiple_of(STEP);
    let mut padded = Zeroizing::new(Vec::with_capacity(full));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(text);
    padded.resize(full, 0);
    Ok(padded)
}

fn unpad(padded: &[u8]) -> Result<Zeroizing<Vec<u8>>, Damaged> {
    let (length, text) = padded.split_first_chunk::<4>().ok_or(Damaged)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Damaged)?;
    Ok(Zeroizing::new(text.get(..length).ok_or(Damaged)?.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(revision: i32) -> Label {
        Label::Note { owner: AccountId::random(), entry: EntryId::random(), branch: BranchId::random(), revision }
    }

    #[test]
    fn what_is_sealed_opens_with_the_right_key_at_the_right_place_only() {
        let (key, other) = (JournalKey::generate(), JournalKey::generate());
        let label = note(3);
        let sealed = seal(&key.public(), label, "Ze deed niet open. 🌧".as_bytes()).unwrap();
        assert_eq!(open(&key, label, &sealed).unwrap().as_slice(), "Ze deed niet open. 🌧".as_bytes());
        assert_eq!(open(&other, label, &sealed), Err(Damaged));
        assert_eq!(open(&key, note(3), &sealed), Err(Damaged));
        let Label::Note { owner, entry, branch, .. } = label else { unreachable!("the label is a note's") };
        assert_eq!(open(&key, Label::Note { owner, entry, branch, revision: 4 }, &sealed), Err(Damaged));
        assert_eq!(open(&key, Label::Questions { owner }, &sealed), Err(Damaged));
    }

    #[test]
    fn a_change_of_any_byte_and_any_cut_are_noticed() {
        let key = JournalKey::generate();
        let label = note(1);
        let sealed = seal(&key.public(), label, b"kort").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(&key, label, &changed), Err(Damaged), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert_eq!(open(&key, label, &sealed[..length]), Err(Damaged), "cut to {length}");
        }
    }

    #[test]
    fn lengths_are_whole_kilobytes_and_two_seals_of_one_text_differ() {
        let key = JournalKey::generate();
        let length =
            |text: usize| seal(&key.public(), note(1), &vec![b'x'; text]).unwrap().len() - 1 - BOX - NONCE - 16;
        assert_eq!([length(0), length(1), length(STEP - 4), length(STEP - 3)], [STEP, STEP, STEP, 2 * STEP]);
        assert_eq!(length(100_000) % STEP, 0);
        let label = note(1);
        let seal_once = || seal(&key.public(), label, b"kort").unwrap();
        assert_ne!(seal_once(), seal_once());
    }
}
