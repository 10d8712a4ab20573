//! Words in lower case after a title, a kin word or a role that may be a name: 'advocaat sluiter', 'mw d groot', 'verhuurder de graaf'.
//! Only reads.

use super::bare;
use super::draft::Draft;
use super::lexicon::List;
use super::sloppy;
use super::token::{Gap, Token};

/// Titles after which no noun comes without an article.
pub(super) const POLITE: [&str; 11] =
    ["mevrouw", "mevr", "mw", "mvr", "mv", "meneer", "mijnheer", "dhr", "heer", "familie", "fam"];

/// 'de graaf reageert': an article, a surname that is a word, and what it does.
pub(super) fn is_tied_surname(draft: &Draft<'_>, at: usize) -> bool {
    let core = draft.get(at + 1).filter(|core| draft.follows(at + 1) && core.on(List::Surname));
    draft.tokens[at].is("de")
        && core.is_some_and(|core| !core.on(List::Role) && !core.on(List::Kin) && !core.on(List::Noted))
        && draft.get(at + 2).is_none_or(|next| {
            !next.is_word()
                || next.gap == Gap::Line
                || next.on(List::Verb)
                || next.on(List::Speech)
                || next.folded.ends_with('t')
        })
}

/// 'mentor ton hagenaars komt': a first name that is a word, another word, and what they do.
pub(super) fn has_surname_and_verb(draft: &Draft<'_>, at: usize) -> bool {
    let acts = |token: &Token<'_>| token.on(List::Speech) || token.on(List::Verb);
    let surname = draft.get(at + 1).filter(|next| draft.follows(at + 1) && next.gap == Gap::Blank);
    surname.is_some_and(|next| next.is_word() && next.folded.len() > 3 && !acts(next) && !next.on(List::NeverStart))
        && draft.get(at + 2).is_some_and(|next| next.gap == Gap::Blank && acts(next))
}

/// 'mw d groot': a letter in lower case between a title and a surname.
pub(super) fn has_letter_and_surname(draft: &Draft<'_>, cue: usize, at: usize) -> bool {
    let surname = draft.get(at + 1).filter(|next| draft.follows(at + 1) && next.gap == Gap::Blank);
    draft.tokens[cue].is_one_of(&POLITE)
        && draft.tokens[at].is_letter()
        && !draft.tokens[at].is_one_of(&["u", "n", "t"])
        && surname.is_some_and(|next| next.on(List::Surname) && !next.on(List::Speech) && !next.on(List::Verb))
}

/// 'advocaat sluiter', 'vrouw groen': a surname that is counted as a word.
pub(super) fn is_named_word(cue: &Token<'_>, first: &Token<'_>) -> bool {
    let led = cue.on(List::Role) || cue.on(List::Kin) && !cue.folded.ends_with("je");
    led && first.on(List::Surname)
        && first.folded.len() > 2
        && !sloppy::is_never(first)
        && !first.on(List::Noted)
        && !first.on(List::Bare)
        && !first.on(List::Role)
        && !first.on(List::Kin)
        && !first.is_one_of(&bare::MANNER)
}

/// 'slijkhuis', 'waterman': made like a surname, though it may be a word.
pub(super) fn is_surname_like(token: &Token<'_>) -> bool {
    const ENDINGS: [&str; 26] = [
        "huis", "man", "mans", "stra", "sma", "berg", "veld", "kamp", "dijk", "hoek", "horst", "broek", "boom", "beek",
        "wijk", "hof", "sen", "ink", "inga", "steen", "burg", "meijer", "bakker", "maker", "hout", "laar",
    ];
    let longer = |ending: &&str| token.folded.len() > ending.len() + 2 && token.folded.ends_with(*ending);
    token.is_word()
        && (ENDINGS.iter().any(longer) || token.traits.is_compound() && !token.folded.ends_with(['d', 't', 'n', 'e']))
}
