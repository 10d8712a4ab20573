//! Numbers that pass a check of their own: accounts (remainder 97, length by country) and citizen numbers (eleven-test).

use super::Category::{Bsn, Iban, Number};
use super::Confidence::{Certain, Likely};
use super::Reason::{Checksum, Form};
use super::checksum;
use super::draft::Draft;
use super::numbers::{cue_before, is_tied_after, is_tied_before};
use super::token::Token;

/// Finds accounts, before all others.
pub(super) fn find_ibans(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        find_iban(draft, at);
    }
}

fn find_iban(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    if !token.is_word() || token.text.len() != 2 || !token.text.is_ascii() || is_tied_before(draft, at) {
        return;
    }
    let country = token.text.to_ascii_uppercase();
    let Some(length) = checksum::iban_length(&country) else { return };
    let mut compact = country;
    let mut end = at + 1;
    while compact.len() < length && draft.follows(end) && draft.tokens[end].text.is_ascii() {
        let next = &draft.tokens[end];
        let first_glued = end > at + 1 || next.is_glued();
        if !first_glued || !(next.is_word() || next.is_number()) {
            // Full stops and hyphens between groups are passed over, as some banks print them.
            if !(compact.len() > 3 && (next.is_dash() || next.is_mark('.')) && next.is_glued()) {
                break;
            }
        } else {
            compact.push_str(&next.text.to_ascii_uppercase());
        }
        end += 1;
    }
    if compact.len() != length || is_tied_after(draft, end) {
        return;
    }
    if checksum::is_iban(&compact) {
        draft.add(at..end, Iban, Certain, Checksum);
    } else if compact.starts_with("NL") && is_dutch_account(&compact) {
        draft.add(at..end, Iban, Likely, Form);
    }
}

/// A mistyped Dutch account is still somebody's: two digits, four letters of the bank, ten digits.
fn is_dutch_account(compact: &str) -> bool {
    let bytes = compact.as_bytes();
    bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..8].iter().all(u8::is_ascii_uppercase)
        && bytes[8..].iter().all(u8::is_ascii_digit)
}

pub(super) fn find_bsn(draft: &mut Draft<'_>, at: usize) {
    if !draft.tokens[at].is_number() || draft.is_claimed(at) || is_tied_before(draft, at) {
        return;
    }
    let mut digits = String::new();
    let mut end = at;
    while digits.len() < 9 && (end == at || draft.follows(end)) {
        let token = &draft.tokens[end];
        if token.is_number() {
            digits.push_str(token.text);
        } else if !((token.is_mark('.') || token.is_dash()) && token.is_glued()) {
            break;
        }
        end += 1;
    }
    if end - at > 7 || is_tied_after(draft, end) || !checksum::is_bsn(&digits) || is_country_before(draft, at) {
        return;
    }
    let cue = cue_before(draft, at);
    let other = cue.is_some_and(|cue| !is_bsn_cue(&draft.tokens[cue]));
    draft.add(at..end, if other { Number } else { Bsn }, Certain, Checksum);
}

/// '0031 6 1402 7755' is a phone number, though its nine last digits may pass.
fn is_country_before(draft: &Draft<'_>, at: usize) -> bool {
    draft.before(at, 1).is_some_and(|before| {
        before.is("0031")
            || before.is("31") && draft.before(at, 2).is_some_and(|plus| plus.is_mark('+'))
            || before.is_mark(')') && draft.before(at, 2).is_some_and(|zero| zero.is("0"))
    })
}

fn is_bsn_cue(token: &Token<'_>) -> bool {
    token.is_one_of(&["bsn", "burgerservicenummer", "sofinummer"])
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn accounts() {
        assert_eq!(found("van NL91 ABNA 0417 1643 00 naar"), ["iban NL91 ABNA 0417 1643 00"]);
        assert_eq!(found("van nl91abna0417164300."), ["iban nl91abna0417164300"]);
        assert_eq!(found("BE68 5390 0754 7034 en"), ["iban BE68 5390 0754 7034"]);
        assert_eq!(found("tikfout NL92ABNA0417164300"), ["iban NL92ABNA0417164300"]);
    }

    #[test]
    fn citizen_numbers_pass_the_eleven_test() {
        assert_eq!(found("bsn 111222333, en 1112.22.333"), ["bsn 111222333", "bsn 1112.22.333"]);
        assert_eq!(found("haar bsn 111 222 333;"), ["bsn 111 222 333"]);
        assert_eq!(found("de router is 111222334"), Vec::<String>::new());
        assert_eq!(found("bsn 111222334"), ["number 111222334"]);
        assert_eq!(found("klantnummer 111222333"), ["number 111222333"]);
    }
}
