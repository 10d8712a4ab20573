//! Phone numbers: Dutch ones by area and length, others by a leading '+' or '00', shorter ones after a cue.

use super::Category::Phone;
use super::Confidence::{Certain, Likely};
use super::Reason::{Cue, Form};
use super::draft::Draft;
use super::lexicon::List;
use super::token::Gap;

/// Area and service codes of three digits; the others have four.
const SHORT_AREAS: [&str; 32] = [
    "010", "013", "015", "020", "023", "024", "026", "030", "033", "035", "036", "038", "040", "043", "045", "046",
    "050", "053", "055", "058", "070", "071", "072", "073", "074", "075", "076", "077", "078", "079", "085", "088",
];

/// Finds mobile and foreign numbers, before '06-12 34 56 78' can be a date and '+32 478 12 34 56' a citizen number.
pub(super) fn find_mobiles(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if token.is_mark('+') || token.is_number() && (token.text.starts_with("06") || token.text.starts_with("00")) {
            find_phone(draft, at);
        }
    }
}

/// Finds phone numbers: Dutch ones by area and length, others by a leading '+' or '00'.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if token.is_mark('+') || token.is_mark('(') || (token.is_number() && token.text.starts_with('0')) {
            find_phone(draft, at);
        }
    }
    for at in 0..draft.len() {
        if draft.tokens[at].on(List::Phone) {
            find_local(draft, at);
        }
    }
}

fn find_phone(draft: &mut Draft<'_>, at: usize) {
    // '06 12345678/020-1234567' are two.
    let second = at > 1 && draft.tokens[at - 1].is_mark('/') && draft.is_claimed(at - 2);
    let glued = at > 0 && draft.tokens[at].is_glued() && !draft.is_claimed(at - 1);
    if draft.is_claimed(at) || glued && !second && is_inside(draft, at - 1) {
        return;
    }
    if let Some(end) = phone_end(draft, at) {
        draft.add(at..end, Phone, Certain, Form);
    }
}

/// 'tel. 41 22 33', 'mob 12345678': after a cue six to ten digits will do, without an area.
fn find_local(draft: &mut Draft<'_>, cue: usize) {
    let mut at = cue + 1;
    while draft.follows(at)
        && at < cue + 5
        && ([":", ".", ",", "(", "-", "="].contains(&draft.tokens[at].text)
            || draft.tokens[at].is_one_of(&["is", "nr", "nummer", "op", "overdag", "prive", "werk", "via"]))
    {
        at += 1;
    }
    if !draft.follows(at)
        || !draft.tokens[at].is_number()
        || draft.tokens[at].is_glued() && draft.tokens[at - 1].is_word()
    {
        return;
    }
    let (mut end, mut last, mut digits) = (at, at, 0);
    while end < at + 12 && draft.follows(end) {
        let token = &draft.tokens[end];
        if token.is_number() {
            digits += token.text.len();
            last = end + 1;
        } else if !(token.is_dash() || token.is_mark('.') || token.is_mark('/')) {
            break;
        }
        end += 1;
    }
    let tied = draft.get(last).is_some_and(|next| next.is_glued() && next.is_word());
    let dated =
        draft.tokens[at].text.len() < 3 && digits < 9 && draft.tokens[at..last].iter().any(|t| t.text.len() == 4);
    let service = ["0800", "0900", "0906"].contains(&draft.tokens[at].text);
    if (6..=11).contains(&digits) && !tied && !dated && !service {
        draft.add(at..last, Phone, Likely, Cue);
    }
}

fn phone_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let mut digits = String::new();
    let (mut at, mut groups, mut marks, mut end) = (start, Vec::new(), 0, None);
    while let Some(token) = draft.get(at) {
        let far = at > start && token.gap == Gap::Line;
        if far || draft.is_claimed(at) || digits.len() > 15 {
            break;
        }
        if token.is_number() {
            digits.push_str(token.text);
            groups.push(token.text.len());
            marks = 0;
            let closed = !draft.get(at + 1).is_some_and(|next| next.is_glued() && (next.is_word() || next.is_number()));
            if closed && is_phone(&digits, &groups, draft.tokens[start].is_mark('+')) {
                end = Some(at + 1);
            }
        } else {
            marks += 1;
            // '06:12345678'.
            let early = digits == "06" && [":", "=", ",", "_"].contains(&token.text);
            let joins = token.is_dash() || early || ["+", ".", "/", "(", ")", "·"].contains(&token.text);
            if !joins || marks > 2 || (token.is_mark('.') && !next_is_glued_number(draft, at)) {
                break;
            }
        }
        at += 1;
    }
    end
}

fn next_is_glued_number(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at + 1).is_some_and(|next| next.is_number() && next.is_glued())
}

/// Numbers of public services (0800, 0900, 14 + area) point to nobody.
fn is_phone(digits: &str, groups: &[usize], plus: bool) -> bool {
    let abroad = if plus { Some(digits) } else { digits.strip_prefix("00") };
    if let Some(number) = abroad {
        let national = number.strip_prefix("31").map(|rest| rest.strip_prefix('0').unwrap_or(rest).len());
        return national.map_or((9..=15).contains(&number.len()), |length| length == 9);
    }
    let service = digits.starts_with("0800") || digits.starts_with("0900") || digits.starts_with("0906");
    if digits.len() != 10 || service {
        return false;
    }
    let first = groups.first().copied().unwrap_or(0);
    let short = digits.get(..3).is_some_and(|area| SHORT_AREAS.contains(&area));
    digits.starts_with("06") || (short && first >= 3) || (first >= 4 && !digits.starts_with("00"))
}

/// A number that belongs to a longer one: glued to a digit, letter or joining mark that is glued itself.
fn is_inside(draft: &Draft<'_>, before: usize) -> bool {
    let token = &draft.tokens[before];
    token.is_number()
        || token.is_word()
        || ((token.is_dash() || token.is_mark('.') || token.is_mark('/')) && token.is_glued())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn phone_numbers() {
        for number in [
            "0612345678",
            "06-12345678",
            "06 12 34 56 78",
            "0182 - 14 50 61",
            "(020) 123 45 67",
            "+31 6 12345678",
            "0031 6 1234 5678",
            "+5999 512 34 71",
        ] {
            assert_eq!(found(&format!("bel {number} morgen")), [format!("phone {number}")]);
        }
        for number in ["112", "0800-1205", "0900 8844", "01-01-2006 14:00 uur", "14 020"] {
            assert!(!found(&format!("bel {number}")).iter().any(|f| f.starts_with("phone")), "{number}");
        }
    }
}
