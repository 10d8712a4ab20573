//! The tensions that come back in outreach work: six groups, each tension with two poles that are both respectable.

pub mod barriers;
pub mod cues;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::bilingual::Bilingual;
use crate::content;

/// Most tensions that one person names for a conversation.
pub const MOST_RECOGNISED: usize = 2;

/// A group of tensions that belong together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub key: String,
    pub name: Bilingual,
    pub explanation: Bilingual,
    #[serde(rename = "tension")]
    pub tensions: Vec<Tension>,
}

/// Two poles between which a worker has to find a way.
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

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    load().unwrap_or_else(|error| panic!("the embedded tensions are checked before release: {error}"))
});

/// Lists the groups with their tensions, in the order of the file.
pub fn groups() -> &'static [Group] {
    &GROUPS
}

/// Finds a tension and the group it stands in.
pub fn find(key: &str) -> Option<(&'static Group, &'static Tension)> {
    groups()
        .iter()
        .find_map(|group| group.tensions.iter().find(|tension| tension.key == key).map(|tension| (group, tension)))
}

/// Reads the embedded file.
pub fn load() -> Result<Vec<Group>, String> {
    content::data::<File>(include_str!("../content/tensions/tensions.toml")).map(|file| file.group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_groups_hold_about_twenty_five_tensions_with_keys_of_their_own() {
        let keys: Vec<&str> =
            groups().iter().flat_map(|group| &group.tensions).map(|tension| tension.key.as_str()).collect();
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!((groups().len(), distinct.len()), (6, keys.len()));
        assert!((20..=30).contains(&keys.len()), "{}", keys.len());
        assert_eq!(find("act_wait").map(|(group, _)| group.key.as_str()), Some("stepping_in"));
    }
}
