//! Streets in lower case without an ending, before a house number.

use super::Category::Address;
use super::Confidence::Likely;
use super::Reason::Form;
use super::draft::Draft;
use super::house_numbers::{house_number_end, is_free, quarter_end};
use super::lexicon::{self, List};
use super::named_streets::is_unlisted;
use super::token::Gap;
use super::unknown;

/// 'aan de meent 12', 'op schieveen 3a': in lower case a house number needs a word before the street as well.
pub(super) fn find(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    if draft.is_claimed(at) || token.folded.len() < 3 || token.traits.is_neutral() || token.on(List::NeverStart) {
        return;
    }
    let last = quarter_end(draft, at + 1);
    let Some(end) = house_number_end(draft, last) else { return };
    let is = |back: usize, words: &[&str]| draft.before(at, back).is_some_and(|before| before.is_one_of(words));
    let article = is(1, &["de", "het", "t"]);
    let unknown = unknown::is_unknown(token) && is_unlisted(token);
    let kind = lexicon::endings(List::Street).iter().any(|ending| token.is(ending));
    let aan = is(1, &["aan", "adres", "woont", "ligplaats"])
        || article && (is(2, &["aan"]) || (unknown || kind) && is(2, &["op", "in"]));
    let weak = |ending: &String| token.folded.len() > ending.len() + 2 && token.folded.ends_with(ending.as_str());
    let ended = !token.traits.is_ordinary()
        && lexicon::endings(List::NumberedStreet).iter().any(weak)
        && (aan
            || article
            || is(1, &["op", "in", "naar", "van", "bij"])
            || draft.before(at, 1).is_none_or(|t| !t.is_word()));
    let month = token.on(List::Month) || token.on(List::ShortMonth);
    let stops = draft
        .get(end)
        .is_none_or(|next| next.gap == Gap::Line || !next.is_word() && !next.is_number() && !next.is_mark('%'));
    let aside = ["kamer", "huisje", "nummer", "nr", "tafel", "lijn", "groep", "klas", "week", "nog", "al"];
    // 'op de middenbaan noord 8', 'kade 28, 4703 gm'.
    let quarter = last > at + 1 && article;
    let alone = (unknown || quarter) && is_free(draft, end) || is_before_postcode(draft, end) && !token.on(List::Verb);
    if (stops && (aan || ended) || alone) && !month && !token.is_one_of(&aside) {
        // 'op de dreef 41' is written so on the door; 'aan de meent 12' isn't.
        let start = if kind && article && draft.follows(at) { at - 1 } else { at };
        draft.add(start..end, Address, Likely, Form);
    }
}

/// 'kade 28, 4703 gm': a postcode was found right after the house number.
fn is_before_postcode(draft: &Draft<'_>, end: usize) -> bool {
    let at = end + usize::from(draft.get(end).is_some_and(|mark| mark.is_mark(',')));
    draft.is_claimed(at)
        && draft.get(at).is_some_and(|token| token.is_number() && token.text.len() == 4 && token.gap == Gap::Blank)
}
