//! The words by which a text may be about a tension, a barrier or a phase of contact: only for proposing, never for
//! deciding.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::content;

/// Cues by the key of what they point to, each a word or a few that stand in one sentence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    pub tension: BTreeMap<String, Vec<String>>,
    pub barrier: BTreeMap<String, Vec<String>>,
    pub phase: BTreeMap<String, Vec<String>>,
}

static CUES: LazyLock<Cues> =
    LazyLock::new(|| load().unwrap_or_else(|error| panic!("the embedded cues are checked before release: {error}")));

/// Returns the embedded cues.
pub fn embedded() -> &'static Cues {
    &CUES
}

/// Reads the embedded file.
pub fn load() -> Result<Cues, String> {
    content::data(include_str!("../../content/tensions/cues.toml"))
}

#[cfg(test)]
mod tests {
    use entity::case_phase::ContactPhase;

    use super::*;
    use crate::tensions::{barriers, groups};

    #[test]
    fn everything_that_can_be_proposed_has_cues_and_nothing_else_has() {
        let cues = load().unwrap();
        let tensions = groups().iter().flat_map(|group| &group.tensions);
        let mut keys: Vec<&String> = tensions.map(|tension| &tension.key).collect();
        keys.sort();
        assert_eq!(cues.tension.keys().collect::<Vec<_>>(), keys);
        let mut keys: Vec<&String> = barriers::all().iter().map(|barrier| &barrier.key).collect();
        keys.sort();
        assert_eq!(cues.barrier.keys().collect::<Vec<_>>(), keys);
        let mut keys = ContactPhase::ALL.map(ContactPhase::as_str);
        keys.sort_unstable();
        assert_eq!(cues.phase.keys().collect::<Vec<_>>(), keys);
    }
}
