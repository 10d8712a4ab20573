//! Proposes what a text may be about: tensions, barriers, the phase of contact. People decide; at most three are shown.
//!
//! A cue counts when its words stand in one sentence, in any form; a cue of more words says more than one of one word.

use std::collections::{BTreeMap, HashMap, HashSet};

use dutch::analyser;

use crate::tensions::cues;

/// Below this a text says too little to propose anything.
const LEAST: f32 = 1.0;
/// What each further sentence with the same cue adds.
const AGAIN: f32 = 0.25;

/// Something that a text may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    Tension(String),
    Barrier(String),
}

/// Proposes tensions and barriers, the most likely first; leaves out what is known already.
pub fn proposals(text: &str, known: &[String], most: usize) -> Vec<Proposal> {
    let sentences = sentences(text);
    let cues = cues::embedded();
    let tensions = scored(&sentences, &cues.tension).into_iter().map(|(key, worth)| (Proposal::Tension(key), worth));
    let barriers = scored(&sentences, &cues.barrier).into_iter().map(|(key, worth)| (Proposal::Barrier(key), worth));
    let mut all: Vec<(Proposal, f32)> = tensions.chain(barriers).collect();
    all.retain(|(proposal, _)| match proposal {
        Proposal::Tension(key) | Proposal::Barrier(key) => !known.contains(key),
    });
    // The sort keeps the order of keys among equals, so that the same text always gives the same proposals.
    all.sort_by(|one, other| other.1.total_cmp(&one.1));
    all.into_iter().take(most).map(|(proposal, _)| proposal).collect()
}

/// Proposes the phase of contact that a text tells of; `None` when it doesn't say.
pub fn contact_phase(text: &str) -> Option<String> {
    let scored = scored(&sentences(text), &cues::embedded().phase);
    scored.into_iter().max_by(|one, other| one.1.total_cmp(&other.1)).map(|(key, _)| key)
}

/// Reads a text into the normal forms of each sentence.
fn sentences(text: &str) -> Vec<HashSet<String>> {
    let sentences = text.split(['.', '?', '!', '\n', ';']);
    let forms = sentences.map(|one| analyser::words(one).into_iter().flat_map(|word| word.normals).collect());
    forms.filter(|words: &HashSet<String>| !words.is_empty()).collect()
}

/// Weighs each key by its cues, in the order of the keys.
fn scored(sentences: &[HashSet<String>], cues: &BTreeMap<String, Vec<String>>) -> Vec<(String, f32)> {
    let mut shared: HashMap<&str, u8> = HashMap::new();
    for cue in cues.values().flatten() {
        *shared.entry(cue).or_default() += 1;
    }
    let worth = |cue: &String| {
        let mut words: Vec<String> =
            analyser::words(cue).into_iter().filter_map(|word| word.normals.into_iter().next()).collect();
        if words.len() > 1 {
            words.retain(|word| !analyser::is_weak(word));
        }
        let hits = sentences.iter().filter(|sentence| words.iter().all(|word| sentence.contains(word))).count();
        let first = if words.len() > 1 { 1.5 } else { 1.0 } / f32::from(shared[cue.as_str()]);
        (0..hits).map(|number| if number == 0 { first } else { first * AGAIN }).sum::<f32>()
    };
    let weighed = cues.iter().map(|(key, cues)| (key.clone(), cues.iter().map(worth).sum::<f32>()));
    weighed.filter(|(_, worth)| *worth >= LEAST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let key = |proposal| match proposal {
            Proposal::Tension(key) | Proposal::Barrier(key) => key,
        };
        proposals(text, &[], 3).into_iter().map(key).collect()
    }

    #[test]
    fn a_text_gets_at_most_three_proposals_that_fit() {
        let found = keys("Hij schaamt zich en houdt de gordijnen dicht. Er is een wachtlijst van acht maanden.");
        assert!(found.contains(&"shame".to_owned()) && found.contains(&"waiting_list".to_owned()), "{found:?}");
        assert!(found.len() <= 3);
        assert!(keys("We hebben koffie gedronken en over het weer gepraat.").is_empty());
        assert!(keys("").is_empty());
    }

    #[test]
    fn what_is_known_is_not_proposed_again() {
        let text = "Ik kan moeilijk loslaten en stel het afscheid uit.";
        assert_eq!(proposals(text, &[], 3).first(), Some(&Proposal::Tension("stay_let_go".into())));
        assert!(!proposals(text, &["stay_let_go".into()], 3).contains(&Proposal::Tension("stay_let_go".into())));
    }

    #[test]
    fn the_phase_comes_from_the_story() {
        assert_eq!(contact_phase("Hij doet niet open als ik aanbel.").as_deref(), Some("making_contact"));
        assert_eq!(contact_phase("Het was mijn laatste bezoek.").as_deref(), Some("closing"));
        assert_eq!(contact_phase("Mooi weer."), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "\\PC{0,400}") {
            proptest::prop_assert!(proposals(&text, &[], 3).len() <= 3);
        }
    }
}
