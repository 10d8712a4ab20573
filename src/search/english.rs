//! Reads English text into words, for the English handbook: folded, and stemmed by Snowball's English stemmer.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// Brings one folded word to the form under which the index has English words; no Dutch form looks like it.
pub(super) fn normal(folded: &str) -> String {
    format!("en/{}", STEMMER.stem(folded))
}
