//! Phone numbers and mail addresses as they are said aloud: 'nul zes, drie vier …', 'jan apenstaartje ziggo punt nl'.

use super::Category::{Email, Phone};
use super::Confidence::{Likely, Possible};
use super::Reason::Form;
use super::contact::is_domain;
use super::draft::Draft;
use super::number_words::number_word;
use super::token::Token;

/// The most tokens of a number that is said aloud; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 30;

/// Finds phone numbers that are said aloud.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        let named = token.is("nul") || token.is("plus") || token.is("06");
        // 'mobiel: zes een twee drie …'.
        let begins = token.is_word()
            && number_word(&token.folded).is_some()
            && !draft.before(at, 1).is_some_and(|before| before.is_word() && spoken_digits(before).is_some());
        if !draft.is_claimed(at) && (named || begins) {
            find_phone(draft, at);
        }
    }
}

/// Finds mail addresses whose sign is written as a word; runs before web addresses, which would take the half of one.
pub(super) fn find_mails(draft: &mut Draft<'_>) {
    const SIGNS: [&str; 5] = ["apenstaartje", "apestaartje", "apenstaart", "apestaart", "at"];
    for at in 0..draft.len() {
        if !draft.is_claimed(at) && draft.tokens[at].is_one_of(&SIGNS) {
            find_mail(draft, at);
        }
    }
}

/// Figures and number words from 'nul' or '06' on, eight digits or more.
fn find_phone(draft: &mut Draft<'_>, start: usize) {
    let (mut at, mut end, mut digits, mut words) = (start, start, 0, 0);
    while at < start + LONGEST && (at == start || draft.follows(at)) && !draft.is_claimed(at) {
        let token = &draft.tokens[at];
        if let Some(size) = spoken_digits(token) {
            digits += size;
            words += usize::from(token.is_word());
            end = at + 1;
        } else if !(token.is_dash() || token.is_mark(',') || token.is_mark('.') || is_filler(token)) {
            break;
        }
        at += 1;
    }
    if (8..=13).contains(&digits) && words > 0 {
        draft.add(start..end, Phone, Likely, Form);
    }
}

/// How many digits a word or a figure stands for.
fn spoken_digits(token: &Token<'_>) -> Option<usize> {
    if token.is_number() {
        return Some(token.text.len());
    }
    if token.is("dubbel") || token.is("plus") {
        return Some(usize::from(token.is("dubbel")));
    }
    number_word(&token.folded).map(|number| if number < 10 { 1 } else { 2 })
}

fn is_filler(token: &Token<'_>) -> bool {
    token.is_one_of(&["en", "dan", "en dan", "keer", "streepje", "daarna"])
}

/// 'jan punt smit apenstaartje ziggo punt nl', 'jan at gmail.com'.
fn find_mail(draft: &mut Draft<'_>, sign: usize) {
    let is_dot = |at: usize| {
        let glued = draft.get(at + 1).is_some_and(Token::is_glued);
        let joins = |token: &Token<'_>| ["-", "_", "+"].contains(&token.text) && token.is_glued();
        draft.get(at).is_some_and(|token| token.is("punt") || (token.is_mark('.') || joins(token)) && glued)
    };
    let is_part = |at: usize| draft.get(at).is_some_and(|token| token.is_word() || token.is_number());
    let open = |at: usize| draft.get(at).is_some_and(|token| ["(", "[", "{"].contains(&token.text));
    let wrapped = sign > 0 && open(sign - 1);
    let Some(mut start) = sign.checked_sub(1 + usize::from(wrapped)).filter(|at| is_part(*at)) else { return };
    while start > 1 && sign - start < 12 && is_dot(start - 1) && is_part(start - 2) && draft.before(start, 2).is_some()
    {
        start -= 2;
    }
    let mut end = sign + 1 + usize::from(wrapped);
    let mut dots = 0;
    while end < sign + 12 && draft.follows(end) && is_part(end) && !draft.tokens[end].is("punt") {
        end += 1;
        // 'xs4all' is three tokens.
        while end < sign + 12 && draft.follows(end) && is_part(end) && draft.tokens[end].is_glued() {
            end += 1;
        }
        if !(is_dot(end) && draft.follows(end) && is_part(end + 1)) {
            break;
        }
        dots += 1;
        end += 1;
    }
    // 'hij at brood.Daarna' has no domain.
    let said = draft.tokens[start..end].iter().any(|token| token.is("punt"));
    if dots > 0 && (said || is_domain(&draft.tokens[end - 1])) {
        draft.add(start..end, Email, Possible, Form);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn numbers_said_aloud() {
        assert_eq!(
            found("bel nul zes twaalf vierendertig zesenvijftig achtenzeventig maar"),
            ["phone nul zes twaalf vierendertig zesenvijftig achtenzeventig"]
        );
        assert_eq!(found("06 en dan twee maal vijf, nul komma vijf, nul op het rekest"), Vec::<String>::new());
    }

    #[test]
    fn addresses_said_aloud() {
        assert_eq!(
            found("mail xq punt vv apenstaartje ziggo punt nl even"),
            ["email xq punt vv apenstaartje ziggo punt nl"]
        );
        assert_eq!(found("het apenstaartje is stuk. punt."), Vec::<String>::new());
    }

    #[test]
    fn a_sign_in_brackets() {
        assert_eq!(found("mail q.vv(at)xs4all.nl even"), ["email q.vv(at)xs4all.nl"]);
    }
}
