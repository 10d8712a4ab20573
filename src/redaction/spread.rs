//! A name or initial that was found once is found everywhere in the same text: bare, with a possessive s, as a
//! diminutive ('|wolff|jes'), in lower case.

use std::collections::HashSet;

use super::Category::{Initial, Person};
use super::Confidence::Likely;
use super::Reason::Elsewhere;
use super::draft::Draft;
use super::lexicon::{List, Traits};
use super::token::Token;

/// Letters of a name, and how it was seen; an ordinary word counts only as it was written.
struct Seen {
    names: HashSet<String>,
    written: HashSet<String>,
    initials: HashSet<String>,
}

/// Finds what was found before, everywhere else.
pub(super) fn find(draft: &mut Draft<'_>) {
    let seen = gather(draft);
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if draft.is_claimed(at) || !token.is_word() {
            continue;
        }
        let (text, folded) = (token.text, token.folded.as_ref());
        if token.is_letter() {
            if token.is_capital() && seen.initials.contains(text) && !is_listing(draft, at) {
                draft.add(at..at + 1, Initial, Likely, Elsewhere);
            }
        } else if seen.names.contains(folded) {
            if token.is_capital() && !token.traits.is_ordinary()
                || !is_word(token.traits)
                || seen.written.contains(text)
            {
                draft.add(at..at + 1, Person, Likely, Elsewhere);
            }
        } else if let Some(bytes) = longer_form(token, &seen.names) {
            draft.add_start(at, bytes, Person, Elsewhere);
        }
    }
}

fn gather(draft: &Draft<'_>) -> Seen {
    let mut seen = Seen { names: HashSet::new(), written: HashSet::new(), initials: HashSet::new() };
    for found in draft.found() {
        let tokens = &draft.tokens[found.tokens.clone()];
        for token in tokens.iter().filter(|token| token.is_word()) {
            if found.category == Initial {
                seen.initials.insert(token.text.to_owned());
            } else if found.category == Person && token.folded.len() > 2 && !token.on(List::Particle) {
                seen.names.insert(token.folded.to_string());
                seen.written.insert(token.text.to_owned());
            }
        }
    }
    seen
}

/// The bytes to mark of 'Emirhans' (all) or 'wolffjes' (the name only).
fn longer_form(token: &Token<'_>, names: &HashSet<String>) -> Option<usize> {
    let (text, folded) = (token.text, token.folded.as_ref());
    if token.traits.is_ordinary() {
        return None;
    }
    if folded.strip_suffix('s').is_some_and(|name| names.contains(name)) {
        return Some(text.len());
    }
    let name = ["tjes", "tje", "jes", "je"]
        .iter()
        .find_map(|ending| folded.strip_suffix(ending).filter(|name| names.contains(*name)))?;
    Some(if text.len() == folded.len() { name.len() } else { text.len() })
}

/// An ordinary word, or one made of two.
fn is_word(traits: Traits) -> bool {
    traits.is_ordinary() || traits.is_compound()
}

/// '(a)', 'plan B' and the like.
fn is_listing(draft: &Draft<'_>, at: usize) -> bool {
    draft.before(at, 1).is_some_and(|before| {
        before.is_mark('(') || ["plan", "kamer", "vitamine", "optie"].contains(&before.folded.as_ref())
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn once_found_everywhere() {
        assert_eq!(found("mw de wolff is boos. de wolffjes, zo noem ik ze"), ["person de wolff", "person wolff"]);
        assert_eq!(found("meneer (jaap) is weg. ik ben boos op jaap"), ["person jaap", "person jaap"]);
        assert_eq!(found("dhr. K. belt. Toen zei K dat niet"), ["initial K", "initial K"]);
    }
}
