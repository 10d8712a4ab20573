//! What stands beside a street: another one ('de weerdsprong of de grote kerkstraat'), or a postcode whose letters are a word.

use super::Category::{Address, Postcode};
use super::Confidence::{Likely, Possible};
use super::Reason::Form;
use super::draft::Draft;
use super::lexicon::List;
use super::token::Gap;

/// 'de weerdsprong of de grote kerkstraat': what stands beside a street is one too.
pub(super) fn find_beside(draft: &mut Draft<'_>) {
    let starts: Vec<usize> =
        draft.found().iter().filter(|found| found.category == Address).map(|found| found.tokens.start).collect();
    for start in starts {
        let is = |back: usize, words: &[&str]| draft.before(start, back).is_some_and(|before| before.is_one_of(words));
        let joined = is(1, &["de", "het"]) && is(2, &["of", "en"]) && is(4, &["de", "het"]);
        let Some(at) = start.checked_sub(3).filter(|_| joined) else { continue };
        let token = &draft.tokens[at];
        let free = token.is_word() && token.folded.len() > 3 && !draft.is_claimed(at) && !token.on(List::NeverStart);
        if free && !token.on(List::Kin) && !token.on(List::Role) {
            draft.add(at..at + 1, Address, Possible, Form);
        }
    }
}

/// 'Postbus 4410', 'Antwoordnummer 12'.
pub(super) fn find_post_boxes(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        let kind = token.is("postbus") || token.is("antwoordnummer");
        let number = draft.follows(at + 1) && draft.tokens[at + 1].is_number() && draft.tokens[at + 1].text.len() <= 5;
        if kind && number {
            draft.add(at..at + 2, Address, Likely, Form);
        }
    }
}

/// '1012 de' right after an address is a postcode, though 'de' is a word.
pub(super) fn find_postcode_after(draft: &mut Draft<'_>, end: usize) {
    let mut at = end;
    while at < end + 2 && draft.get(at).is_some_and(|next| next.is_mark(',') || next.is_mark('(') || next.is_mark('-'))
    {
        at += 1;
    }
    let four = draft.get(at).is_some_and(|token| {
        token.is_number() && token.text.len() == 4 && !token.text.starts_with('0') && token.gap != Gap::Glued
    });
    let two = draft.get(at + 1).is_some_and(|token| token.is_word() && token.text.len() == 2 && token.text.is_ascii());
    if four && two && draft.follows(at + 1) && !draft.is_claimed(at) {
        draft.add(at..at + 2, Postcode, Likely, Form);
    }
}
