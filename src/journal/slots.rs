//! Slots: the journal's key, wrapped under what only its owner knows. One for the passphrase, one for the recovery code.
//!
//! Both are stretched with Argon2id under a salt and a domain of their own: the hash of a login's password, even of the same
//! words, leads to neither.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE32_NOPAD;
use entity::ids::AccountId;
use entity::journal_slot::{self, SlotKind};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::seal::JournalKey;
use crate::crypto::{Passwords, Stretch};
use crate::people::passwords::{PASSWORD_MAX, PASSWORD_MIN};

/// What Argon2id is told besides, so that its output serves here only.
const DOMAIN: &[u8] = b"omgang journal slot 1";
const NONCE: usize = 24;

/// What opens a slot, as somebody typed it. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Secret {
    kind: SlotKind,
    text: Zeroizing<String>,
}

impl Secret {
    /// Takes a passphrase that somebody chooses; `None` when it is too short or too long.
    pub fn choose(text: &str) -> Option<Self> {
        let secret = Self::passphrase(text);
        (PASSWORD_MIN..=PASSWORD_MAX).contains(&secret.text.chars().count()).then_some(secret)
    }

    /// Takes a passphrase to open with. Phones add spaces and write accents in two ways: neither counts.
    pub fn passphrase(text: &str) -> Self {
        Self { kind: SlotKind::Passphrase, text: Zeroizing::new(text.trim().nfc().collect()) }
    }

    /// Takes a recovery code as it was typed: case, spaces and hyphens don't count, nor 0 for O, 1 for I and 8 for B.
    pub fn recovery(text: &str) -> Self {
        let letters = text.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_uppercase() {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            letter => letter,
        });
        Self { kind: SlotKind::Recovery, text: Zeroizing::new(letters.collect()) }
    }

    /// Takes a new recovery code, which doesn't count until it is typed back.
    pub fn new_recovery(text: &str) -> Self {
        Self { kind: SlotKind::NewRecovery, ..Self::recovery(text) }
    }

    /// Returns what it opens.
    pub fn kind(&self) -> SlotKind {
        self.kind
    }

    /// Tells whether both are the same words, in a time that tells nothing.
    pub fn is(&self, other: &Self) -> bool {
        use subtle::ConstantTimeEq;
        self.kind == other.kind && bool::from(self.text.as_bytes().ct_eq(other.text.as_bytes()))
    }
}

/// Makes a recovery code of 160 random bits: eight groups of four letters and digits.
pub fn recovery_code() -> Zeroizing<String> {
    let bytes: Zeroizing<[u8; 20]> = Zeroizing::new(rand::random());
    let plain = Zeroizing::new(BASE32_NOPAD.encode(bytes.as_slice()));
    let mut code = Zeroizing::new(String::with_capacity(40));
    for (at, letter) in plain.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            code.push(' ');
        }
        code.push(letter);
    }
    code
}

/// Wraps a key in a new slot.
pub async fn wrap(
    passwords: &Passwords,
    owner: AccountId,
    key: &JournalKey,
    secret: &Secret,
) -> anyhow::Result<journal_slot::Model> {
    let (memory_kib, passes) = passwords.slot_cost();
    let salt: [u8; 16] = rand::random();
    let stretched = passwords.stretch(stretch(secret, &salt, memory_kib, passes)).await?;
    let nonce: [u8; NONCE] = rand::random();
    let payload = Payload { msg: key.bytes(), aad: &label(owner, secret.kind) };
    let wrapped = XChaCha20Poly1305::new((&*stretched).into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| anyhow::anyhow!("wrapping a key failed"))?;
    Ok(journal_slot::Model {
        account_id: owner,
        kind: secret.kind,
        salt: salt.to_vec(),
        memory_kib: i32::try_from(memory_kib)?,
        passes: i32::try_from(passes)?,
        wrapped: [&nonce, wrapped.as_slice()].concat(),
    })
}

/// Opens a slot; `None` when the words are others, or the slot is damaged.
pub async fn unwrap(
    passwords: &Passwords,
    slot: &journal_slot::Model,
    secret: &Secret,
) -> anyhow::Result<Option<JournalKey>> {
    let (memory_kib, passes) = (u32::try_from(slot.memory_kib)?, u32::try_from(slot.passes)?);
    let stretched = passwords.stretch(stretch(secret, &slot.salt, memory_kib, passes)).await?;
    let Some((nonce, wrapped)) = slot.wrapped.split_first_chunk::<NONCE>() else { return Ok(None) };
    let payload = Payload { msg: wrapped, aad: &label(slot.account_id, slot.kind) };
    let opened = XChaCha20Poly1305::new((&*stretched).into()).decrypt(&XNonce::from(*nonce), payload);
    Ok(opened.ok().map(Zeroizing::new).and_then(|bytes| JournalKey::from_bytes(&bytes)))
}

fn stretch(secret: &Secret, salt: &[u8], memory_kib: u32, passes: u32) -> Stretch {
    Stretch { secret: secret.text.clone(), salt: salt.to_vec(), domain: DOMAIN, memory_kib, passes }
}

fn label(owner: AccountId, kind: SlotKind) -> Vec<u8> {
    [b"omgang/journal/slot/1/".as_slice(), kind.as_str().as_bytes(), owner.0.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_slot_opens_with_its_own_words_for_its_own_account() {
        let (passwords, owner, key) = (Passwords::quick(), AccountId::random(), JournalKey::generate());
        let secret = Secret::choose("een stille kamer").unwrap();
        let slot = wrap(&passwords, owner, &key, &secret).await.unwrap();
        let opened = |slot, text: &str| {
            let (passwords, secret) = (passwords.clone(), Secret::passphrase(text));
            async move { unwrap(&passwords, &slot, &secret).await.unwrap().map(|key| *key.bytes()) }
        };
        assert_eq!(opened(slot.clone(), " een stille kamer ").await, Some(*key.bytes()));
        assert_eq!(opened(slot.clone(), "een stille gang").await, None);
        let moved = journal_slot::Model { account_id: AccountId::random(), ..slot };
        assert_eq!(opened(moved, "een stille kamer").await, None);
    }

    #[test]
    fn a_recovery_code_is_read_as_people_type_it() {
        let code = recovery_code();
        assert_eq!((code.len(), code.split(' ').count()), (39, 8));
        assert!(Secret::recovery(&code).is(&Secret::recovery(&code.to_lowercase().replace(' ', "-"))));
        assert!(Secret::recovery("OIBA").is(&Secret::recovery("0 1 8 a")));
        assert!(!Secret::recovery(&code).is(&Secret::recovery(&recovery_code())));
        assert!(Secret::choose("te kort").is_none());
    }
}
