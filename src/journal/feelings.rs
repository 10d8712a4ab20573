//! Words for what one feels, from content/prompts/feelings.toml: to tag an entry with, and to find it back by.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::bilingual::Bilingual;
use crate::content;

/// A feeling that can be tapped.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeling {
    pub key: String,
    pub name: Bilingual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    feeling: Vec<Feeling>,
}

static FEELINGS: LazyLock<Vec<Feeling>> =
    LazyLock::new(|| load().expect("the embedded feelings are checked by a test"));

/// Lists the feelings, in the order of the file.
pub fn all() -> &'static [Feeling] {
    &FEELINGS
}

/// Finds a feeling by its key.
pub fn find(key: &str) -> Option<&'static Feeling> {
    all().iter().find(|feeling| feeling.key == key)
}

/// Reads the embedded file.
pub fn load() -> Result<Vec<Feeling>, String> {
    content::data::<File>(include_str!("../../content/prompts/feelings.toml")).map(|file| file.feeling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feelings_have_keys_of_their_own() {
        let keys: std::collections::BTreeSet<_> = all().iter().map(|feeling| &feeling.key).collect();
        assert_eq!(keys.len(), all().len());
        assert!((12..=24).contains(&keys.len()));
    }
}
