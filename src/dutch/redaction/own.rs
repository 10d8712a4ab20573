//! What an organisation knows beforehand: the names of its members, its streets, partners and places, always found.

use std::collections::{HashMap, HashSet};

use super::Category::{self, Person};
use super::Confidence::Certain;
use super::Known;
use super::Reason::{Member, Own};
use super::draft::Draft;
use super::lexicon::List;
use super::token::{self, Token};

/// The most tokens of a phrase.
const LONGEST: usize = 12;

/// Finds the names of members by their parts, and the organisation's own words as they are written.
pub(super) fn find(draft: &mut Draft<'_>, known: &Known) {
    find_phrases(draft, &known.words);
    find_members(draft, &known.names);
}

fn find_members(draft: &mut Draft<'_>, names: &[String]) {
    let mut parts = HashSet::new();
    for name in names {
        for token in token::cut(name) {
            if token.is_word() && token.folded.len() > 2 && !token.on(List::Particle) {
                parts.insert(token.folded.into_owned());
            }
        }
    }
    if parts.is_empty() {
        return;
    }
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        let member = token.is_word() && parts.contains(token.folded.as_ref());
        if member && (token.is_capital() || !token.traits.is_ordinary()) {
            draft.add(at..at + 1, Person, Certain, Member);
        }
    }
}

/// Finds phrases word by word, whatever their capitals; a street takes its house number along.
fn find_phrases(draft: &mut Draft<'_>, words: &[(Category, String)]) {
    let mut phrases: HashMap<String, Vec<(Category, Vec<String>)>> = HashMap::new();
    for (category, phrase) in words {
        let parts: Vec<String> = token::cut(phrase).iter().map(key).take(LONGEST).collect();
        if let Some(first) = parts.first().cloned() {
            phrases.entry(first).or_default().push((*category, parts));
        }
    }
    if phrases.is_empty() {
        return;
    }
    for at in 0..draft.len() {
        let Some(candidates) = phrases.get(draft.tokens[at].folded.as_ref()) else { continue };
        let fits = |parts: &[String]| {
            let tokens = draft.tokens[at..].iter().take(parts.len());
            tokens.len() == parts.len() && tokens.zip(parts).all(|(token, part)| token.is(part))
        };
        let longest = candidates.iter().filter(|(_, parts)| fits(parts)).max_by_key(|(_, parts)| parts.len());
        let Some((category, parts)) = longest else { continue };
        let mut end = at + parts.len();
        if *category == Category::Address && draft.follows(end) {
            end = super::house_numbers::house_number_end(draft, end).unwrap_or(end);
        }
        draft.add(at..end, *category, Certain, Own);
    }
}

fn key(token: &Token<'_>) -> String {
    token.folded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redaction::tests::{found_known, found_with};

    #[test]
    fn members() {
        assert_eq!(found_with("toen zei groen of Groen het", &["Bo Groen"], &[]), ["person Groen"]);
        assert_eq!(found_with("Bouchra en Selma", &[], &["bouchra"]), ["person Selma"]);
    }

    #[test]
    fn own_words_in_any_capitals() {
        let words = vec![
            (Category::Address, "de zoom".to_owned()),
            (Category::Organisation, "Samen Sterk".to_owned()),
            (Category::Organisation, "samen".to_owned()),
        ];
        let known = Known { words, ..Known::default() };
        assert_eq!(
            found_known("op De Zoom 12a bij samen sterk, niet de zomer", &known),
            ["address De Zoom 12a", "organisation samen sterk"]
        );
    }
}
