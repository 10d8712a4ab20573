//! Names as lists sort them: 'KLOP, Arie', 'Vries, J. de', 'Berg van den, Karin'.

use super::draft::Draft;
use super::letters::initials_end;
use super::lexicon::List;
use super::shape::Lead;
use super::token::{Gap, Token};

/// 'KLOP, Arie', 'Veldkamp, Sjoerd': a word with a capital, a comma, and a first name that nothing follows.
pub(super) fn turned_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    if let Some(end) = sorted_end(draft, at) {
        return Some(end);
    }
    let surname = draft.get(at).filter(|token| token.is_capital() && !token.is_letter() && !draft.is_claimed(at))?;
    // 'Kim-Ly, Gertjan' are two.
    if surname.is_glued() && draft.before(at, 1).is_some_and(Token::is_dash) {
        return None;
    }
    let comma = draft.get(at + 1).is_some_and(|mark| mark.is_mark(',') && mark.is_glued());
    let first = draft
        .get(at + 2)
        .filter(|first| comma && first.is_capital() && first.on(List::FirstName) && draft.follows(at + 2))?;
    let opens = surname.gap == Gap::Line
        || draft.before(at, 1).is_some_and(|before| {
            !before.is_word() && !before.is_mark(',')
                || before.on(List::Kin)
                || before.on(List::Title)
                || before.on(List::Particle)
        });
    let closed = draft
        .get(at + 3)
        .is_none_or(|next| next.gap == Gap::Line || ["(", ";", ":", "-", "–", "[", "|", ")", "/"].contains(&next.text));
    let usable = !surname.on(List::NeverStart)
        && !surname.on(List::Naming)
        && !surname.traits.is_neutral()
        && !surname.on(List::FirstName)
        && !first.on(List::NeverStart);
    (opens && closed && usable).then_some(at + 3)
}

/// 'Vries, J. de', 'Vries de, J', 'Berg van den, Karin': as lists sort names, with the small words behind.
pub(super) fn sorted_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let small = |at: usize| {
        draft.follows(at)
            && draft.tokens[at].gap == Gap::Blank
            && draft.tokens[at].is_one_of(&["de", "van", "der", "den", "het", "ter", "ten", "el", "vd"])
    };
    let past = |mut at: usize| {
        while small(at) {
            at += 1;
        }
        at
    };
    let surname = draft.get(at).filter(|token| token.is_capital() && !token.is_letter() && !draft.is_claimed(at))?;
    let comma = past(at + 1);
    if surname.on(List::NeverStart)
        || surname.on(List::Naming)
        || !draft.get(comma).is_some_and(|mark| mark.is_mark(','))
        || !draft.follows(comma + 1)
    {
        return None;
    }
    let first = &draft.tokens[comma + 1];
    let before = comma > at + 1;
    let end = if first.is_letter() && first.is_capital() {
        initials_end(draft, comma + 1, Lead::Capital).max(comma + 2)
    } else if first.on(List::FirstName) && first.is_capital() {
        comma + 2
    } else {
        return None;
    };
    let dot = end + usize::from(draft.get(end).is_some_and(|dot| dot.is_mark('.') && dot.is_glued()));
    let after = past(dot);
    let stops =
        |at: usize| draft.get(at).is_none_or(|next| next.gap == Gap::Line || !next.is_word() && !next.is_apostrophe());
    if after > dot && surname.on(List::FirstName) && !surname.on(List::Surname) {
        return None;
    }
    if after > dot && stops(after) { Some(after) } else { (before && stops(dot)).then_some(end) }
}
