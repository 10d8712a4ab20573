//! Numbers of files and clients, after a cue or by their form; calls what finds citizen numbers, postcodes and plates.

use super::Category::Number;
use super::Confidence::{Likely, Possible};
use super::Reason::{Cue, Form};
use super::checked::find_bsn;
use super::draft::Draft;
use super::lexicon::List;
use super::plates;
use super::postcodes;
use super::token::{Gap, Token};

/// Finds them all, the checked ones first.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        find_bsn(draft, at);
    }
    for at in 0..draft.len() {
        find_cued(draft, at);
        postcodes::find(draft, at);
    }
    for at in 0..draft.len() {
        plates::find(draft, at);
    }
    for at in 0..draft.len() {
        find_code(draft, at);
    }
}

/// The cue word up to three tokens before a number, on the same line.
pub(super) fn cue_before(draft: &Draft<'_>, at: usize) -> Option<usize> {
    for back in 1..=3 {
        let token = draft.before(at, back)?;
        if token.on(List::Number) || token.is("nummer") {
            return Some(at - back);
        }
        let between =
            token.is_mark(':') || token.is_mark('.') || token.is_mark(',') || token.is("is") || token.is("nr");
        if !between {
            return None;
        }
    }
    None
}

/// Words with 'nummer' whose number is nobody's file.
const OTHER: [&str; 12] = [
    "huisnummer",
    "huisnr",
    "netnr",
    "netnummer",
    "kamernummer",
    "kamernr",
    "telefoonnummer",
    "telnr",
    "serienummer",
    "serienr",
    "nummer",
    "typenummer",
];

/// A number after 'dossier', 'klantnr', 'V-nummer', or after a bare 'nr' when it is long enough.
fn find_cued(draft: &mut Draft<'_>, cue: usize) {
    let token = &draft.tokens[cue];
    let ending = token.folded.len() > 6 && (token.folded.ends_with("nummer") || token.folded.ends_with("kenmerk"))
        || token.folded.len() > 3 && token.folded.ends_with("nr");
    let other = token.is_one_of(&OTHER);
    let named = token.on(List::Number)
        || ending && !other
        || (token.is("nummer") && draft.before(cue, 1).is_some_and(Token::is_dash));
    // 'als cl 5512 bij ons'.
    let client = token.is_one_of(&["cl", "clt", "client"])
        && draft.get(cue + 1).is_some_and(|next| next.is_number() && next.gap == Gap::Blank && next.text.len() > 3);
    let named = named || client;
    let bare = token.is("nr") || token.is("nummer") || token.is("no");
    if !(named || bare) || (bare && draft.before(cue, 1).is_some_and(|t| t.is("serie") || t.is("kamer"))) {
        return;
    }
    let mut at = cue + 1;
    while draft.follows(at) && at < cue + 6 {
        let token = &draft.tokens[at];
        let glue = [":", ".", ",", "#", "(", "-"].contains(&token.text)
            || token.is_one_of(&["is", "nr", "nummer", "no", "met"]);
        if !glue {
            break;
        }
        at += 1;
    }
    if !draft.follows(at) || (draft.tokens[at].is_glued() && draft.tokens[at - 1].is_word()) {
        return;
    }
    // 'haar nummer is 06…' is left to the phone numbers.
    if bare && draft.tokens[at].text.starts_with('0') && draft.tokens[at].text.len() == 10 {
        return;
    }
    // 'polis DELA 77.120.993'.
    let lettered = draft.tokens[at].is_word()
        && (draft.tokens[at].is_capital()
            || draft.tokens[at].text.len() == 2 && !draft.tokens[at].on(List::NeverStart))
        && draft.tokens[at].text.len() <= 5
        && draft.get(at + 1).is_some_and(|next| next.is_number() && next.gap == Gap::Blank)
        && draft.follows(at + 1);
    let end = value_end(draft, if lettered && named { at + 1 } else { at });
    let digits: usize =
        draft.tokens[at..end].iter().filter(|token| token.is_number()).map(|token| token.text.len()).sum();
    let mixed = end > at + 1;
    // 'de aanvraag 2025' is a year's.
    let year = !mixed && !ending && draft.tokens[at].value().is_some_and(|year| (1900..2100).contains(&year));
    if year
        || draft.get(end).is_some_and(|next| next.gap == Gap::Blank && next.is_one_of(&["euro", "jaar", "uur", "keer"]))
    {
        return;
    }
    // 'bekend onder nummer 4410', 'een kaart, nummer 0417'.
    let called = bare && draft.tokens[cue].is("nummer");
    let under = called && draft.before(cue, 1).is_some_and(|before| before.is("onder"));
    let zero = called && draft.tokens[at].text.starts_with('0');
    if under && digits >= 3
        || zero && digits >= 4
        || digits >= if named { 3 } else { 5 }
        || (!named && mixed && digits >= 4)
    {
        draft.add(at..end, Number, Likely, Cue);
    }
}

/// Letters and digits in one code, without a cue: 'CL-2209-44', 'PL2000-2025131904'.
fn find_code(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    let first = token.is_word() && token.text.len() <= 4 && token.text.bytes().all(|b| b.is_ascii_uppercase());
    if !first || draft.is_claimed(at) || is_tied_before(draft, at) {
        return;
    }
    if let Some(end) = mixed_end(draft, at) {
        draft.add(at..end, Number, Possible, Form);
        return;
    }
    let end = value_end(draft, at);
    let parts = &draft.tokens[at..end];
    let digits: usize = parts.iter().filter(|token| token.is_number()).map(|token| token.text.len()).sum();
    let joined = parts.iter().skip(1).all(Token::is_glued);
    let other = parts.iter().skip(1).any(|token| token.is_word() && token.text.len() > 4);
    let year = parts.iter().any(|part| part.value().is_some_and(|year| (1900..2100).contains(&year)));
    let short = digits == 4 && parts.len() == 3 && parts[1].is_dash() && !year && !parts[0].traits.is_ordinary();
    if (digits >= 5 || short) && joined && !other {
        draft.add(at..end, Number, Possible, Form);
    }
}

/// 'NWB8K3P12': capitals and figures by turns, as papers have them.
fn mixed_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let part =
        |token: &Token<'_>| token.is_number() || token.is_word() && token.text.bytes().all(|b| b.is_ascii_uppercase());
    let mut end = at + 1;
    while end < at + 10 && draft.get(end).is_some_and(|token| token.is_glued() && part(token)) {
        end += 1;
    }
    let length: usize = draft.tokens[at..end].iter().map(|token| token.text.len()).sum();
    (end >= at + 3 && (7..=14).contains(&length) && !is_tied_after(draft, end)).then_some(end)
}

/// The end of a run of letters, digits, hyphens and slashes, with groups of digits parted by blanks.
pub(super) fn value_end(draft: &Draft<'_>, at: usize) -> usize {
    let mut end = at;
    let mut last = at;
    while end < at + 24 && (end == at || draft.follows(end)) && !draft.is_claimed(end) {
        let token = &draft.tokens[end];
        let joined = token.is_glued() || end == at;
        let group = token.is_number() && token.text.len() > 1 && end > at && draft.tokens[end - 1].is_number();
        let part = token.is_word() || token.is_number();
        let mark = token.is_dash() || ["/", ".", "·", "_"].contains(&token.text);
        let tail = part && end > at && !joined && is_tail(draft, end);
        if !(joined && (part || mark) || group || tail) {
            break;
        }
        end += 1;
        if part {
            last = end;
        }
    }
    last
}

/// 'RL EXPL 24-1822' after a number: capitals that lead to more figures, and the figures after capitals.
fn is_tail(draft: &Draft<'_>, at: usize) -> bool {
    let code = |at: usize| {
        draft.get(at).is_some_and(|token| {
            token.is_word() && token.text.len() <= 4 && token.text.bytes().all(|b| b.is_ascii_uppercase())
        })
    };
    let figures =
        |at: usize| draft.get(at).is_some_and(|token| token.is_number() && token.text.len() > 1) && draft.follows(at);
    if draft.tokens[at].is_number() {
        return code(at - 1) && figures(at);
    }
    code(at) && (figures(at + 1) || code(at + 1) && figures(at + 2))
}

/// Glued to a letter, a digit, or a mark that is glued to one.
pub(super) fn is_tied_before(draft: &Draft<'_>, at: usize) -> bool {
    let tied = |token: &Token<'_>| token.is_word() || token.is_number();
    let mark = |token: &Token<'_>| token.is_dash() || token.is_mark('/') || token.is_mark('_') || token.is_mark('.');
    at > 0
        && draft.tokens[at].is_glued()
        && !draft.is_claimed(at - 1)
        && (tied(&draft.tokens[at - 1])
            || (at > 1
                && mark(&draft.tokens[at - 1])
                && draft.tokens[at - 1].is_glued()
                && tied(&draft.tokens[at - 2])))
}

pub(super) fn is_tied_after(draft: &Draft<'_>, end: usize) -> bool {
    let part =
        |at: usize| draft.get(at).is_some_and(|token| token.is_glued() && (token.is_word() || token.is_number()));
    let mark = draft
        .get(end)
        .is_some_and(|token| token.is_glued() && (token.is_dash() || token.is_mark('/') || token.is_mark('.')));
    part(end) || (mark && part(end + 1) && draft.tokens[end + 1].is_number())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn numbers_after_a_cue() {
        assert_eq!(found("dossier WMO-24-00761 ligt klaar"), ["number WMO-24-00761"]);
        assert_eq!(found("V-nummer 281 904 7765."), ["number 281 904 7765"]);
        assert_eq!(found("een pasje, nummer 0417, op kamer nummer 41"), ["number 0417"]);
        assert_eq!(found("een klacht, nr K-88213,"), ["number K-88213"]);
        assert_eq!(found("van nr 12, kamer 12, artikel 2.3, fase 2"), Vec::<String>::new());
    }

    #[test]
    fn clients_by_number() {
        assert_eq!(found("hij stond als cl 5512 bij ons"), ["number 5512"]);
    }
}
