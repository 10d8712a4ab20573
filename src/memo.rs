//! What was worked out before from the same things, so that a page that is read again doesn't work it out again.
//!
//! It keeps the last few results in memory, under a fingerprint of what they were made from: no text can be read in it.

use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;

/// Two hashes by keys of this process: nobody can make two things that look the same.
type Fingerprint = (u64, u64);

/// The last few results of one kind of work. Clones share them.
#[derive(Clone)]
pub struct Memo<V> {
    keys: (RandomState, RandomState),
    kept: Arc<Mutex<LruCache<Fingerprint, V>>>,
}

impl<V: Clone> Memo<V> {
    /// Makes an empty one for at most `most` results.
    pub fn of(most: NonZeroUsize) -> Self {
        Self { keys: Default::default(), kept: Arc::new(Mutex::new(LruCache::new(most))) }
    }

    /// Returns what was made from `things`, when it is kept. All that the result depends on must be in them.
    pub fn get(&self, things: &impl Hash) -> Option<V> {
        self.lock().get(&self.fingerprint(things)).cloned()
    }

    /// Keeps what was made from `things`.
    pub fn put(&self, things: &impl Hash, made: V) {
        self.lock().put(self.fingerprint(things), made);
    }

    fn fingerprint(&self, things: &impl Hash) -> Fingerprint {
        (self.keys.0.hash_one(things), self.keys.1.hash_one(things))
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<Fingerprint, V>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_longest_ago_goes() {
        let memo = Memo::of(NonZeroUsize::new(2).unwrap());
        assert_eq!(memo.get(&"a"), None);
        memo.put(&"a", 1);
        memo.put(&"b", 2);
        assert_eq!(memo.clone().get(&"a"), Some(1), "clones share");
        memo.put(&"c", 3);
        assert_eq!((memo.get(&"a"), memo.get(&"b"), memo.get(&"c")), (Some(1), None, Some(3)));
    }
}
