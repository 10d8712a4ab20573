//! Licence plates, by their form; the words for a car around them make up for missing hyphens and capitals.

use super::Category::Plate;
use super::Confidence::{Certain, Possible};
use super::Reason::Form;
use super::draft::Draft;
use super::lexicon::List;
use super::numbers::{is_tied_after, is_tied_before};
use super::token::Token;

/// Forms of Dutch licence plates: '9' a digit, 'X' a letter (RDW, sidecodes 1 to 14).
const PLATES: [&str; 15] = [
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
    "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9", "XXX-999",
];

/// The most tokens of a plate, its hyphens among them.
const LONGEST: usize = 8;

/// Finds the plate that begins at a token.
pub(super) fn find(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    let part = (token.is_word() || token.is_number()) && token.text.len() <= 4;
    if !part || !has_figures(draft, at) || is_tied_before(draft, at) || draft.is_claimed(at) {
        return;
    }
    if let Some(end) = lower_end(draft, at) {
        draft.add(at..end, Plate, Possible, Form);
        return;
    }
    let cue = (1..=6).map_while(|back| draft.before(at, back)).any(|token| token.on(List::Vehicle));
    let sure = (1..=3).any(|back| {
        draft.before(at, back).is_some_and(|token| token.folded.starts_with("kenteken") || token.is("plaat"))
    });
    let (mut written, mut compact, mut end) = (String::new(), String::new(), at);
    let (mut upper, mut spaced) = (true, false);
    while compact.len() < 6 && (end == at || draft.follows(end)) {
        let token = &draft.tokens[end];
        if token.is_dash() {
            written.push('-');
        } else if token.text.is_ascii() && (token.is_word() || token.is_number()) && token.text.len() <= 4 {
            if end > at && !token.is_glued() {
                spaced = true;
                written.push('-');
            }
            let form = if token.is_number() { "9" } else { "X" }.repeat(token.text.len());
            written.push_str(&form);
            compact.push_str(&form);
            upper &= token.is_number() || token.text.bytes().all(|b| b.is_ascii_uppercase());
        } else {
            break;
        }
        end += 1;
    }
    // 'kenteken Bulgaars: CB 4471 KH'.
    if (sure || cue) && is_foreign_form(draft, at) && upper && draft.tokens[at].text.len() == 2 {
        draft.add(at..at + 3, Plate, Possible, Form);
        return;
    }
    if compact.len() != 6 || is_tied_after(draft, end) {
        find_foreign(draft, at, cue, sure);
        return;
    }
    let small = draft.tokens[at].on(List::NeverStart);
    let hyphened = PLATES.contains(&written.as_str()) && (!spaced || upper || cue && !small);
    // Two groups without a hyphen look like a postcode or a form's code, so those need the word 'kenteken'.
    let plain = !written.contains('-') && PLATES.iter().any(|plate| plate.replace('-', "") == compact);
    let groups = compact.as_bytes().windows(2).filter(|pair| pair[0] != pair[1]).count();
    if hyphened || (plain && (sure || cue && upper || (upper && groups == 2))) {
        draft.add(at..end, Plate, if sure || !spaced { Certain } else { Possible }, Form);
    } else {
        find_foreign(draft, at, cue, sure);
    }
}

/// No plate is without them: most words need no closer look.
fn has_figures(draft: &Draft<'_>, at: usize) -> bool {
    draft.tokens[at..draft.len().min(at + LONGEST)].iter().any(Token::is_number)
}

/// 'nxgt38', 'grt62b': a plate as it is typed in haste, some words after a car.
fn lower_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let mut form = String::new();
    let mut end = at;
    while end < at + 3 && form.len() < 6 && (end == at || draft.get(end).is_some_and(Token::is_glued)) {
        let token = draft.get(end)?;
        let known = token.is_word() && token.text.len() > 1 && token.traits.is_ordinary();
        if known || token.is_capital() || !token.text.is_ascii() || !(token.is_word() || token.is_number()) {
            return None;
        }
        form.push_str(&if token.is_number() { "9" } else { "X" }.repeat(token.text.len()));
        end += 1;
    }
    let plate = form.len() == 6 && PLATES.iter().any(|plate| plate.replace('-', "") == form);
    let near = || (1..=10).map_while(|back| draft.before(at, back)).any(|token| token.on(List::Vehicle));
    (plate && !is_tied_after(draft, end) && near()).then_some(end)
}

/// 'ca 4419 pb', 'CB 4471 KH': letters, four figures, letters.
fn is_foreign_form(draft: &Draft<'_>, at: usize) -> bool {
    let letters = |token: &Token<'_>| {
        token.is_word() && token.text.is_ascii() && token.text.len() <= 2 && !token.on(List::NeverStart)
    };
    letters(&draft.tokens[at])
        && draft.follows(at + 1)
        && draft.tokens[at + 1].is_number()
        && draft.tokens[at + 1].text.len() == 4
        && draft.follows(at + 2)
        && draft.tokens[at + 2].text.len() == 2
        && letters(&draft.tokens[at + 2])
}

/// 'WPR 4L81', 'BL 482 KV': capitals and figures in two groups or more, near a car.
fn find_foreign(draft: &mut Draft<'_>, at: usize, cue: bool, sure: bool) {
    let is_part = |token: &Token<'_>| {
        token.is_number()
            || token.is_word() && token.text.len() <= 3 && token.text.bytes().all(|b| b.is_ascii_uppercase())
    };
    let (mut end, mut next, mut letters, mut digits, mut groups) = (at, at, 0, 0, 0);
    while next < at + LONGEST && (next == at || draft.follows(next)) {
        let token = &draft.tokens[next];
        let length = token.text.len();
        if !(is_part(token) && letters + digits + length <= 8 || token.is_dash() && token.is_glued()) {
            break;
        }
        if is_part(token) {
            letters += if token.is_word() { length } else { 0 };
            digits += if token.is_number() { length } else { 0 };
            groups += usize::from(next == at || !token.is_glued() || !is_part(&draft.tokens[next - 1]));
            end = next + 1;
        }
        next += 1;
    }
    let written =
        draft.tokens[at].is_word() && !draft.tokens[at].on(List::Vehicle) && !draft.tokens[at].traits.is_neutral();
    if cue && is_foreign_form(draft, at) {
        draft.add(at..at + 3, Plate, Possible, Form);
        return;
    }
    let formed = (5..=8).contains(&(letters + digits)) && letters >= 2 && digits >= 2 && groups >= 2 && end - at > 2;
    if formed && (sure || cue && written) && !is_tied_after(draft, end) {
        draft.add(at..end, Plate, Possible, Form);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn plates_near_a_car() {
        assert_eq!(found("in die lawaaiige golf, gd 415 t. hij"), ["plate gd 415 t"]);
        assert_eq!(found("gd 415 t, in een rij van 12 34 ab"), Vec::<String>::new());
    }

    #[test]
    fn plates() {
        for plate in ["BG-35-VJ", "2-ZPF-19", "VD-582-V", "94-px-rf", "FPL69B", "BG 35 VJ"] {
            assert_eq!(found(&format!("een auto ({plate}) stond")), [format!("plate {plate}")]);
        }
        assert_eq!(found("kenteken ab1234"), ["plate ab1234"]);
        assert_eq!(found("hij rijdt nog: de BG-35-VJ, en reed in die 41zkd7"), ["plate BG-35-VJ", "plate 41zkd7"]);
        assert_eq!(found("slaapt in een auto WPR 4L81, kenteken BL 482 KV"), ["plate WPR 4L81", "plate BL 482 KV"]);
    }
}
