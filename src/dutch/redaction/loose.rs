//! Numbers that nothing announces: five digits or more that are no money, year, time or amount ('zie 25-0417'), the tail of a
//! code ('11387421 RL EXPL 24-1822'), and phone numbers with a digit too few. Runs after all that know their form.

use super::Category::{Number, Phone};
use super::Confidence::Possible;
use super::Reason::Form;
use super::draft::Draft;
use super::lexicon::List;
use super::numbers::{is_tied_after, is_tied_before, value_end};
use super::token::{Gap, Token};

/// The fewest digits that make a number somebody's.
const DIGITS: usize = 5;

/// Things that have numbers of their own.
const THINGS: [&str; 14] = [
    "router",
    "serie",
    "serienummer",
    "serienr",
    "model",
    "type",
    "typenummer",
    "artikel",
    "artikelnummer",
    "versie",
    "isbn",
    "bedrag",
    "saldo",
    "schuld",
];

/// Finds them all.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_number() || is_tied_before(draft, at) {
            continue;
        }
        let end = value_end(draft, at);
        if is_amount(draft, at, end) || is_tied_after(draft, end) {
            continue;
        }
        if is_short_phone(draft, at) {
            draft.add(at..phone_end(draft, at), Phone, Possible, Form);
        } else if is_number(&draft.tokens[at..end]) {
            let start = letters_start(draft, at);
            draft.add(start..end, Number, Possible, Form);
        }
    }
}

/// Paid, measured, or the number of a thing.
fn is_amount(draft: &Draft<'_>, at: usize, end: usize) -> bool {
    let is = |token: &Token<'_>, words: &[&str]| token.is_one_of(words) || token.is_mark('€') || token.is_mark('$');
    let counted = draft.get(end).is_some_and(|next| {
        let cents = next.is_mark(',')
            && next.is_glued()
            && draft.get(end + 1).is_some_and(|part| part.is_glued() && (part.is_number() || part.is_dash()));
        next.gap != Gap::Line && (next.on(List::Unit) || is(next, &[]))
            || cents
            || next.is_mark('%')
            || next.is_mark('°')
    });
    let paid = draft.before(at, 1).is_some_and(|before| is(before, &["euro", "eur", "ca", "circa"]));
    counted || paid || (1..=3).any(|back| draft.before(at, back).is_some_and(|before| before.is_one_of(&THINGS)))
}

fn is_number(parts: &[Token<'_>]) -> bool {
    let groups: Vec<&Token<'_>> = parts.iter().filter(|token| token.is_number()).collect();
    let digits: usize = groups.iter().map(|token| token.text.len()).sum();
    let sized = |sizes: std::ops::RangeInclusive<usize>| groups.iter().all(|group| sizes.contains(&group.text.len()));
    let blank = groups.iter().skip(1).all(|group| group.gap == Gap::Blank);
    let year =
        |token: &Token<'_>| token.text.len() == 4 && token.value().is_some_and(|year| (1900..2100).contains(&year));
    let years = groups.iter().all(|group| year(group));
    // '2025-02' is a month.
    let month = digits == 6 && groups.len() == 2 && groups.iter().any(|group| year(group));
    // '12.30-14.00' are times, '12.500' and '1.250.000' money.
    let times = sized(1..=2) && !(blank && digits >= 7);
    let thousands = groups.len() > 1
        && groups[0].text.len() < 4
        && groups[1..].iter().all(|group| group.text.len() == 3)
        && parts.iter().all(|part| part.is_number() || part.is_mark('.'))
        && (digits < 7 || parts.last().is_some_and(|last| last.is("000")));
    let round = groups.len() == 1 && digits < 7 && groups[0].text.ends_with("00");
    digits >= DIGITS && !years && !month && !times && !thousands && !round
}

/// 'HA 77031', 'BSL 30 44 119': capitals before a number belong to it.
fn letters_start(draft: &Draft<'_>, at: usize) -> usize {
    let code = |token: &Token<'_>| {
        token.is_word()
            && token.text.len() <= 4
            && token.text.bytes().all(|b| b.is_ascii_uppercase())
            && !token.traits.is_neutral()
    };
    let mut start = at;
    while at - start < 5
        && draft.tokens[start].gap != Gap::Line
        && draft.before(start, 1).is_some_and(code)
        && !draft.is_claimed(start - 1)
    {
        start -= 1;
        // 'VT-OB 25.3319'.
        let joined = draft.tokens[start].is_glued() && draft.before(start, 1).is_some_and(Token::is_dash);
        start -= usize::from(joined && draft.before(start, 2).is_some_and(code) && !draft.is_claimed(start - 1));
    }
    start
}

/// '0344 - 601 12', '06 1234 567': begins as a phone number and has eight to eleven digits in two groups or more.
fn is_short_phone(draft: &Draft<'_>, at: usize) -> bool {
    let end = phone_end(draft, at);
    let groups = draft.tokens[at..end].iter().filter(|token| token.is_number());
    let digits: usize = groups.clone().map(|token| token.text.len()).sum();
    let service = ["0800", "0900", "0906"].contains(&draft.tokens[at].text);
    let area = draft.tokens[at].is("06")
        || draft.tokens[at].text.starts_with('0') && (3..=4).contains(&draft.tokens[at].text.len());
    area && !draft.tokens[at].text.starts_with("00") && !service && (8..=11).contains(&digits) && groups.count() > 1
}

fn phone_end(draft: &Draft<'_>, at: usize) -> usize {
    let (mut end, mut next) = (at + 1, at + 1);
    while next < at + 12 && draft.follows(next) {
        let token = &draft.tokens[next];
        if token.is_number() {
            end = next + 1;
        } else if !(token.is_dash() || [".", "/", "·"].contains(&token.text)) {
            break;
        }
        next += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn numbers_without_a_cue() {
        for number in
            ["25-0417", "2025/1177", "2025-02-000417", "287.441.0932", "70031882", "HA 77031", "2104417", "44 02 97 15"]
        {
            assert_eq!(found(&format!("dat was bij haar {number}, zei ze")), [format!("number {number}")]);
        }
        assert_eq!(found("zaak 11387421 RL EXPL 24-1822 loopt"), ["number 11387421 RL EXPL 24-1822"]);
        assert_eq!(found("bel 0344 - 601 12 of 06 1234 567"), ["phone 0344 - 601 12", "phone 06 1234 567"]);
    }

    #[test]
    fn amounts_years_and_times() {
        let text = "12500 euro, eur 11640, 212.000, 1.250.000, 12000, 2019-2021, 2025-02, 09.00-10.30, 12345,50, de router is 111222334, 10000 stappen";
        assert_eq!(found(text), Vec::<String>::new());
    }
}
