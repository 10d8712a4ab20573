//! What stands in the way of good work: barriers have one side only, unlike tensions.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::bilingual::Bilingual;
use crate::content;

/// Something that stands in the way.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Barrier {
    pub key: String,
    pub name: Bilingual,
    pub meaning: Bilingual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    barrier: Vec<Barrier>,
}

static BARRIERS: LazyLock<Vec<Barrier>> = LazyLock::new(|| {
    load().unwrap_or_else(|error| panic!("the embedded barriers are checked before release: {error}"))
});

/// Lists all barriers, in the order of the file.
pub fn all() -> &'static [Barrier] {
    &BARRIERS
}

/// Finds a barrier.
pub fn find(key: &str) -> Option<&'static Barrier> {
    all().iter().find(|barrier| barrier.key == key)
}

/// Reads the embedded file.
pub fn load() -> Result<Vec<Barrier>, String> {
    content::data::<File>(include_str!("../../content/tensions/barriers.toml")).map(|file| file.barrier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_fifteen_barriers_have_keys_of_their_own() {
        let distinct: std::collections::BTreeSet<_> = all().iter().map(|barrier| &barrier.key).collect();
        assert_eq!(distinct.len(), all().len());
        assert!((12..=18).contains(&distinct.len()), "{}", distinct.len());
        assert!(find("shame").is_some() && find("act_wait").is_none());
    }
}
