//! What recurs in cases, as pairs of poles that are both respectable: neither is the wrong one. From content/tensions,
//! embedded. A key that the content no longer has is simply not found: rows may outlive the words.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::bilingual::Bilingual;

static SOURCE: &str = include_str!("../content/tensions/tensions.toml");

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let file: File = toml::from_str(SOURCE).expect("the embedded tensions are valid; a test reads them");
    file.group
});

/// Tensions that belong together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub key: String,
    pub name: Bilingual,
    pub explanation: Bilingual,
    #[serde(rename = "tension")]
    pub tensions: Vec<Tension>,
}

/// Two goods that pull in different directions, with a question that helps to look.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tension {
    pub key: String,
    pub left: Bilingual,
    pub right: Bilingual,
    pub question: Bilingual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

/// Returns all groups, in the order of the content.
pub fn groups() -> &'static [Group] {
    &GROUPS
}

/// Returns all tensions, in the order of the content.
pub fn all() -> impl Iterator<Item = &'static Tension> {
    GROUPS.iter().flat_map(|group| &group.tensions)
}

/// Finds a tension by its key.
pub fn find(key: &str) -> Option<&'static Tension> {
    all().find(|tension| tension.key == key)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_tension_has_its_own_key_and_words_in_both_languages() {
        let mut keys = HashSet::new();
        for tension in all() {
            assert!(keys.insert(&tension.key), "{} stands there twice", tension.key);
            for words in [&tension.left, &tension.right, &tension.question] {
                assert!(!words.nl.is_empty() && !words.en.is_empty(), "{} lacks words", tension.key);
            }
        }
        assert_eq!(groups().len(), 6);
        assert_eq!(find("act_wait").unwrap().left.get("en"), "Stepping in");
        assert!(find("nothing").is_none());
    }
}
