//! Words in lower case that nobody knows. Dutch casework hardly has any but names ('riemkje'), so wherever such a word stands it
//! is taken for one; a typo or another language's word that is marked along costs a person one look.

use super::Category::{Person, Place};
use super::Confidence::Possible;
use super::Reason::LowerCase;
use super::after_names;
use super::beginnings;
use super::draft::Draft;
use super::lexicon::List;
use super::sloppy;
use super::token::{Gap, Token};

/// The most tokens of one name; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 8;

/// Words that announce something, though no word list has them ('gebdat', 'telnr').
const CUES: [List; 9] = [
    List::Abbreviation,
    List::Handle,
    List::Number,
    List::Birth,
    List::Phone,
    List::Vehicle,
    List::Title,
    List::Role,
    List::Kind,
];

/// Words after which an unknown one is rather a place.
const INSIDE: [&str; 6] = ["in", "te", "uit", "vanuit", "rondom", "nabij"];

/// Finds them all, with the unknown words that follow ('maria do carmo', 'tjin a djie').
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !is_unknown(&draft.tokens[at]) || is_glued(draft, at) {
            continue;
        }
        let inside = draft.before(at, 1).is_some_and(|before| before.is_one_of(&INSIDE));
        let category = if inside && !draft.tokens[at].on(List::FirstName) { Place } else { Person };
        let end = after_names::hyphened_end(draft, end(draft, at + 1)).max(after_names::surname_end(draft, at));
        draft.add(start(draft, at)..end, category, Possible, LowerCase);
    }
}

/// A word in lower case, of no list and made of no ordinary words, that can be read aloud.
pub(super) fn is_unknown(token: &Token<'_>) -> bool {
    token.is_word()
        && !token.is_capital()
        && token.folded.len() > 2
        && !token.traits.is_ordinary()
        && !token.traits.is_compound()
        && !CUES.iter().any(|cue| token.on(*cue))
        && !token.folded.ends_with("nr")
        && token.folded.chars().any(|c| !c.is_ascii() || "aeiouy".contains(c))
}

/// Goes back over 'van', 'van de' before a surname, where no noun stands before that tells whose something is.
fn start(draft: &Draft<'_>, at: usize) -> usize {
    let small = |at: usize| {
        draft.tokens[at].gap == Gap::Blank
            && !draft.is_claimed(at - 1)
            && draft.tokens[at - 1].is_one_of(&["van", "de", "den", "der"])
    };
    let mut start = at;
    while at - start < 2 && start > 0 && draft.tokens[start].gap == Gap::Blank && small(start) {
        start -= 1;
    }
    // 'joel melo': a first name that is a word too.
    let called = |before: &Token<'_>| before.on(List::FirstName) && !before.is_capital() && !sloppy::is_never(before);
    // 'vragen aan joke vermaat': even one that is a word of every sentence.
    let asked = draft
        .before(at, 1)
        .is_some_and(|before| before.on(List::FirstName) && before.folded.len() > 2 && !before.is_capital())
        && draft.before(at, 2).is_some_and(|lead| lead.is_one_of(&["aan", "met", "bij", "door", "collega"]));
    let called = asked || draft.before(at, 1).is_some_and(called);
    if draft.tokens[at].gap == Gap::Blank && called && !draft.is_claimed(at - 1) {
        return at - 1;
    }
    let whole = start < at && draft.tokens[start].is("van") && !draft.tokens[at].on(List::FirstName);
    let those = draft.before(start, 1).is_some_and(|before| before.on(List::NeverStart));
    if whole && (those || beginnings::is_loose(draft, start)) { start } else { at }
}

/// Goes on over unknown words, with small ones of names between them.
fn end(draft: &Draft<'_>, start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while at < start + LONGEST && draft.follows(at) && draft.tokens[at].gap == Gap::Blank {
        let token = &draft.tokens[at];
        let known = token.on(List::FirstName);
        if is_unknown(token) && !known && !is_glued(draft, at) {
            end = at + 1;
        } else if !(token.is_one_of(&["a", "do", "da", "dos", "de", "van", "der", "el", "al"])) {
            break;
        }
        at += 1;
    }
    end
}

/// Part of an address, or what follows a hyphen.
fn is_glued(draft: &Draft<'_>, at: usize) -> bool {
    let joins = |token: &Token<'_>| token.is_number() || token.is_word() || token.is_mark('/') || token.is_mark('_');
    let before =
        draft.tokens[at].is_glued() && at > 0 && (joins(&draft.tokens[at - 1]) || draft.tokens[at - 1].is_dash());
    before || draft.get(at + 1).is_some_and(|next| next.is_glued() && joins(next))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn unknown_words_are_names() {
        assert_eq!(found("gisteren bij zjanneke geweest en qwinty zei niks"), ["person zjanneke", "person qwinty"]);
        assert_eq!(found("hij noemde riemkje. morgen mounqaim vragen"), ["person riemkje", "person mounqaim"]);
        assert_eq!(found("gebeld met tjiin a djiie, woont in qwarrum"), ["person tjiin a djiie", "place qwarrum"]);
        assert_eq!(found("de rompertjes, een buurtsoep, hmm pff"), Vec::<String>::new());
    }
}
