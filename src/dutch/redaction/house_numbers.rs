//! House numbers: where they end ('8-II', '77-3hg', '15 t/m 19'), and what may follow them. Only reads.

use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// Additions to a house number besides one or two letters.
const ADDITIONS: [&str; 17] = [
    "bis", "hs", "huis", "rood", "rd", "zw", "zwart", "ii", "iii", "iv", "boven", "beneden", "bg", "hoog", "links",
    "rechts", "achter",
];

/// The end of '12', '12a', '12 bis', '8-II', '33 b'.
pub(super) fn house_number_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    // 'Kerkstraat nr 12', 'Kerkstraat, nummer 14'.
    let comma = usize::from(draft.follows(at) && draft.tokens[at].is_mark(','));
    let said = draft.follows(at + comma)
        && draft.tokens[at + comma].is_one_of(&["nr", "nummer", "no", "huisnr", "huisnummer"]);
    let dotted = said && draft.get(at + comma + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let at = if said { at + comma + 1 + usize::from(dotted) } else { at };
    let number = draft.get(at).filter(|_| draft.follows(at))?;
    if !number.is_number() || number.text.len() > 4 || number.text.starts_with('0') {
        return None;
    }
    let mut end = at + 1;
    let addition = |token: &Token<'_>, glued: bool| {
        token.is_one_of(&ADDITIONS)
            || token.is_word() && token.text.len() <= 2 && (glued || token.is_letter() && token.is_capital())
            || glued && token.is_number() && token.text.len() <= 3
    };
    if draft.follows(end) && draft.tokens[end].is_dash() && draft.tokens[end].is_glued() {
        let next = draft.get(end + 1).filter(|next| next.is_glued());
        if !next.is_some_and(|next| addition(next, true)) {
            return Some(end);
        }
        // '77-3hg'.
        let letters = draft.get(end + 2).filter(|last| draft.follows(end + 2) && last.is_glued() && last.is_word());
        return Some(if letters.is_some_and(|last| last.text.len() <= 2) { end + 3 } else { end + 2 });
    }
    if draft.follows(end) && addition(&draft.tokens[end], draft.tokens[end].is_glued()) && !draft.tokens[end].is("u") {
        end += 1;
    }
    Some(range_end(draft, room_end(draft, end)))
}

/// The end of 'K03', 'k7', '-204', ' c': the room, flat or letter after a house number.
fn room_end(draft: &Draft<'_>, end: usize) -> usize {
    let Some(token) = draft.get(end).filter(|_| draft.follows(end)) else { return end };
    // 'k. 16', 'app 3'.
    if token.is_one_of(&["k", "kmr", "kamer", "app", "appartement", "unit", "studio", "bus"]) {
        let at = end + 1 + usize::from(draft.get(end + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued()));
        let room = draft.follows(at) && draft.tokens[at].is_number() && draft.tokens[at].text.len() <= 4;
        return if room { at + 1 } else { end };
    }
    let glued = |at: usize| draft.follows(at) && draft.tokens[at].is_glued();
    let number = |at: usize| glued(at) && draft.tokens[at].is_number() && draft.tokens[at].text.len() <= 4;
    if token.is_word() && token.text.len() <= 2 && number(end + 1) {
        return end + 2;
    }
    if token.is_dash() && token.is_glued() && number(end + 1) {
        return end + 2;
    }
    let stops = draft.get(end + 1).is_none_or(|next| next.gap == Gap::Line || !next.is_word() && !next.is_apostrophe());
    let letter = token.is_letter() && token.gap == Gap::Blank && b"abcdefgh".contains(&token.folded.as_bytes()[0]);
    if letter && stops { end + 1 } else { end }
}

/// '15 t/m 19', '22 1-hoog', '8/2': more numbers that belong to a house.
fn range_end(draft: &Draft<'_>, end: usize) -> usize {
    let is = |at: usize, text: &str| draft.follows(at) && draft.tokens[at].is(text);
    let number = |at: usize| draft.follows(at) && draft.tokens[at].is_number() && draft.tokens[at].text.len() <= 4;
    if is(end, "t") && is(end + 1, "/") && is(end + 2, "m") && number(end + 3) {
        end + 4
    } else if is(end, "tm") && number(end + 1) {
        end + 2
    } else if number(end) && is(end + 1, "-") && is(end + 2, "hoog") {
        end + 3
    } else if is(end, "/") && draft.tokens[end].is_glued() && number(end + 1) && draft.tokens[end + 1].is_glued() {
        end + 2
    } else {
        end
    }
}

/// 'Akerstraat-Noord'.
pub(super) fn quarter_end(draft: &Draft<'_>, end: usize) -> usize {
    const QUARTERS: [&str; 10] =
        ["noord", "oost", "zuid", "west", "midden", "centrum", "boven", "beneden", "binnen", "buiten"];
    let dash = draft.get(end).is_some_and(|dash| dash.is_dash() && dash.is_glued()) && draft.follows(end);
    let quarter = draft.get(end + 1).is_some_and(|next| next.is_glued() && next.is_one_of(&QUARTERS));
    // 'Rijksweg Zuid 12'.
    let apart = draft.follows(end) && draft.tokens[end].is_one_of(&QUARTERS) && draft.tokens[end].gap == Gap::Blank;
    let numbered = draft.get(end + 1).is_some_and(Token::is_number);
    if dash && quarter {
        end + 2
    } else if apart && (numbered || draft.tokens[end].is_capital()) {
        end + 1
    } else {
        end
    }
}

/// A house number with nothing after it that is counted, and no year: 'boukoul 19 achterom'.
pub(super) fn is_free(draft: &Draft<'_>, end: usize) -> bool {
    let year = draft.tokens[end - 1].value().is_some_and(|number| (1900..2100).contains(&number));
    let next = draft.get(end).filter(|next| next.gap != Gap::Line);
    let counted = |next: &Token<'_>| {
        next.on(List::Unit)
            || next.is_mark('%')
            || next.is_mark(':')
            || next.is_number()
            || next.is_glued() && !matches!(next.text, "." | "," | ")" | ";")
            || next.traits.is_ordinary() && next.folded.ends_with("en") && !next.on(List::NeverStart)
    };
    let decimal = next.is_some_and(|next| [".", ","].contains(&next.text))
        && draft.get(end + 1).is_some_and(|part| part.is_glued() && part.is_number());
    !year && !decimal && !next.is_some_and(counted)
}

pub(super) fn ends_clause(draft: &Draft<'_>, end: usize) -> bool {
    draft.get(end).is_none_or(|next| next.gap == Gap::Line || [",", ")", ".", "(", ";"].contains(&next.text))
}
