//! A name or initial that was found once is found everywhere in the same text: bare, with a possessive s, as a
//! diminutive ('|wolff|jes'), in lower case.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::Category::{Initial, Person};
use super::Confidence::Likely;
use super::Reason::Elsewhere;
use super::bare;
use super::draft::Draft;
use super::lexicon::{List, Traits};
use super::sloppy;
use super::token::{Gap, Token};

/// The longest start of a name that somebody is called by, in bytes.
const LONGEST_START: usize = 12;

/// Letters of a name, and how it was seen; an ordinary word counts only as it was written.
#[derive(Default)]
struct Seen {
    names: HashSet<String, RandomState>,
    /// How names begin, from three letters on: 'sou', 'soul' of 'soulaiman'.
    starts: HashSet<String, RandomState>,
    written: HashSet<String, RandomState>,
    /// The small words that a name was seen with ('de wit').
    particles: HashMap<String, Vec<String>, RandomState>,
    initials: HashSet<String, RandomState>,
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
            let acting = draft.get(at + 1).is_some_and(|next| next.on(List::Speech) && next.gap == Gap::Blank)
                && !["u", "n", "t", "s"].contains(&folded)
                && !token.is_glued();
            if (token.is_capital() || acting) && seen.initials.contains(text) && !is_listing(draft, at) {
                draft.add(at..at + 1, Initial, Likely, Elsewhere);
            }
        } else if token.is_capital() && seen.initials.contains(text) && token.text.len() <= 4 {
            draft.add(at..at + 1, Initial, Likely, Elsewhere);
        } else if seen.names.contains(folded) {
            if token.is_capital() && !token.traits.is_ordinary()
                || !is_word(token.traits)
                || sloppy::stands_as_subject(draft, at) && !is_small(token)
                || seen.written.contains(text) && !is_thing(draft, at) && (!is_small(token) || bare::stands(draft, at))
            {
                let start = particles_start(draft, at, &seen);
                draft.add(start..at + 1, Person, Likely, Elsewhere);
            }
        } else if is_short_form(draft, at, &seen) {
            draft.add(at..at + 1, Person, Likely, Elsewhere);
        } else if let Some(bytes) = longer_form(token, &seen.names) {
            draft.add_start(at, bytes, Person, Elsewhere);
        }
    }
}

fn gather(draft: &Draft<'_>) -> Seen {
    let mut seen = Seen::default();
    for found in draft.found() {
        let tokens = &draft.tokens[found.tokens.clone()];
        let small = tokens.iter().take_while(|token| token.on(List::Particle)).count();
        if let Some(core) = tokens.get(small).filter(|_| small > 0 && found.category == Person) {
            let particles = tokens[..small].iter().map(|token| token.folded.to_string()).collect();
            seen.particles.entry(core.folded.to_string()).or_insert(particles);
        }
        if found.category == Person {
            seen.initials.extend(monogram(tokens));
        }
        for token in tokens.iter().filter(|token| token.is_word()) {
            if found.category == Initial {
                seen.initials.insert(token.text.to_owned());
            } else if found.category == Person && token.folded.len() > 2 && !token.on(List::Particle) {
                seen.starts.extend(starts(&token.folded).map(str::to_owned));
                seen.names.insert(token.folded.to_string());
                seen.written.insert(token.text.to_owned());
            }
        }
    }
    seen
}

/// 'TO' of 'T. Oudejans': the letters that somebody with two names is noted by.
fn monogram(tokens: &[Token<'_>]) -> Option<String> {
    let words = tokens.iter().filter(|token| token.is_word() && token.is_capital() && !token.on(List::Particle));
    let letters: String = words.filter_map(|token| token.text.chars().next()).collect();
    (letters.chars().count() == 2
        && letters.is_ascii()
        && !["OK", "NS", "IK", "JA", "NU", "OM"].contains(&letters.as_str()))
    .then_some(letters)
}

/// How a name begins, without all of it or all but a letter.
fn starts(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.char_indices().map(|(end, _)| end).skip_while(|end| *end < 3);
    ends.take_while(|end| *end <= LONGEST_START && end + 1 < name.len()).map(|end| &name[..end])
}

/// 'soul' of 'soulaiman': how a name begins, where a name would stand.
fn is_short_form(draft: &Draft<'_>, at: usize, seen: &Seen) -> bool {
    let token = &draft.tokens[at];
    let folded = token.folded.as_ref();
    let word = is_word(token.traits);
    seen.starts.contains(folded)
        && !sloppy::is_never(token)
        && !token.on(List::Kin)
        && !token.on(List::Role)
        && !token.on(List::Title)
        && !token.on(List::Naming)
        && !sloppy::is_joined(draft, at)
        && (!word || token.is_capital() && !token.starts_sentence || sloppy::stands_as_subject(draft, at))
}

/// Goes back over 'de' before 'wit', when that name was seen so.
fn particles_start(draft: &Draft<'_>, at: usize, seen: &Seen) -> usize {
    let Some(particles) = seen.particles.get(draft.tokens[at].folded.as_ref()) else { return at };
    let fits = particles.iter().rev().zip(1..).all(|(particle, back)| {
        draft.before(at, back).is_some_and(|token| token.is(particle)) && !draft.is_claimed(at - back)
    });
    if fits { at - particles.len() } else { at }
}

/// 'wil', 'kan', 'snel' in lower case: a verb, a small word or how something is done, whatever it was elsewhere.
fn is_small(token: &Token<'_>) -> bool {
    let small = sloppy::is_never(token) && !token.on(List::Month) || token.is_one_of(&bare::MANNER);
    (!token.is_capital() || token.starts_sentence) && small
}

/// 'een roos', 'geen storm': an ordinary word after an article is no name.
fn is_thing(draft: &Draft<'_>, at: usize) -> bool {
    let article = draft.before(at, 1).is_some_and(|before| before.is_one_of(&["een", "geen", "veel"]));
    article && !draft.tokens[at].is_capital() && is_word(draft.tokens[at].traits)
}

/// The bytes to mark of 'Emirhans' (all) or 'wolffjes' (the name only).
fn longer_form(token: &Token<'_>, names: &HashSet<String, RandomState>) -> Option<usize> {
    let (text, folded) = (token.text, token.folded.as_ref());
    // 'Jozefs fiets': a capital outweighs that 'jozefs' is a word.
    if token.traits.is_ordinary() && !(token.is_capital() && folded.len() > 5) || token.traits.is_neutral() {
        return None;
    }
    if folded.strip_suffix('s').is_some_and(|name| names.contains(name)) {
        return Some(text.len());
    }
    let name = ["tjes", "tje", "jes", "je"]
        .iter()
        .find_map(|ending| folded.strip_suffix(ending).filter(|name| names.contains(*name)))?;
    Some(if text.len() == folded.len() && !token.is_capital() { name.len() } else { text.len() })
}

/// An ordinary word, or one made of two.
fn is_word(traits: Traits) -> bool {
    traits.is_ordinary() || traits.is_compound()
}

/// '(a)', 'plan B' and the like.
fn is_listing(draft: &Draft<'_>, at: usize) -> bool {
    draft
        .before(at, 1)
        .is_some_and(|before| before.is_mark('(') || before.is_one_of(&["plan", "kamer", "vitamine", "optie"]))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn once_found_everywhere() {
        assert_eq!(found("mw de wolff is boos. de wolffjes, zo noem ik ze"), ["person de wolff", "person wolffjes"]);
        assert_eq!(found("meneer (jaap) is weg. ik ben boos op jaap"), ["person jaap", "person jaap"]);
        assert_eq!(
            found("boos op meneer de wit. die de wit had een roos. een roos, zei zus roos"),
            ["person de wit", "person de wit", "person roos"]
        );
        assert_eq!(found("dhr. K. belt. Toen zei K dat niet"), ["initial K", "initial K"]);
    }

    #[test]
    fn short_forms_of_a_name() {
        assert_eq!(found("Aanwezig: T. Oudejans. Actie: TO belt"), ["person T. Oudejans", "initial TO"]);
        assert_eq!(found("met soulaiman gebeld. soul is moe"), ["person soulaiman", "person soul"]);
        assert_eq!(found("met geertruida gebeld. het geer van een rok"), ["person geertruida"]);
    }
}
