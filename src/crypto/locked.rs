//! Small secrets of the server itself, locked under the instance's key: the database alone doesn't hold them.

use anyhow::anyhow;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::InstanceKey;

const NONCE: usize = 24;

impl InstanceKey {
    /// Locks a secret for one place, which `label` names: it opens nowhere else.
    pub fn lock(&self, label: &str, secret: &[u8]) -> anyhow::Result<Vec<u8>> {
        let nonce: [u8; NONCE] = rand::random();
        let locked = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: label.as_bytes() })
            .map_err(|_| anyhow!("locking a secret failed"))?;
        Ok([&nonce, locked.as_slice()].concat())
    }

    /// Opens what `lock` locked; `None` when the key or the place is another, or a bit has changed.
    pub fn unlock(&self, label: &str, locked: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, locked) = locked.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: locked, aad: label.as_bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
    }

    /// Under a key of its own: the one that handles are made with serves for nothing else.
    fn cipher(&self) -> XChaCha20Poly1305 {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.as_slice()).expect("any key length is allowed");
        mac.update(b"omgang locked secret 1");
        let key: Zeroizing<[u8; 32]> = Zeroizing::new(mac.finalize().into_bytes().into());
        XChaCha20Poly1305::new((&*key).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_in_its_own_place_under_its_own_key() {
        let key = InstanceKey::random();
        let locked = key.lock("here", b"geheim").unwrap();
        assert_eq!(key.unlock("here", &locked).unwrap().as_slice(), b"geheim");
        assert!(key.unlock("there", &locked).is_none());
        assert!(InstanceKey::random().unlock("here", &locked).is_none());
        let mut changed = locked;
        *changed.last_mut().unwrap() ^= 1;
        assert!(key.unlock("here", &changed).is_none() && key.unlock("here", b"kort").is_none());
    }
}
