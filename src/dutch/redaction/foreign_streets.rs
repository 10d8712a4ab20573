//! Streets abroad: the kind comes first ('Rue des Tanneurs 14', 'ul. Polna 3', 'Via Roma 12') or last ('Atatürk Caddesi 14',
//! '12 High Street', 'Kaiser-Wilhelm-Str. 301'); and the postcode between such a street and its town.

use super::Category::{Address, Place, Postcode};
use super::Confidence::{Likely, Possible};
use super::Reason::Form;
use super::draft::Draft;
use super::house_numbers::house_number_end;
use super::token::{Gap, Token};

/// The most tokens that a name has; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 10;

/// Kinds that come first and are no Dutch words.
const FIRST: [&str; 26] = [
    "rue",
    "avenue",
    "av",
    "chemin",
    "quai",
    "impasse",
    "allee",
    "viale",
    "piazza",
    "corso",
    "calle",
    "avenida",
    "plaza",
    "paseo",
    "rua",
    "travessa",
    "ulica",
    "ul",
    "aleja",
    "plac",
    "strada",
    "bulevardul",
    "vulytsia",
    "voelitsja",
    "ulitsa",
    "bd",
];

/// Kinds that are Dutch words too, so that they need a capital and a number.
const CAPITAL: [&str; 6] = ["via", "place", "route", "largo", "boulevard", "faubourg"];

/// Kinds that come last.
const LAST: [&str; 22] = [
    "street",
    "road",
    "lane",
    "avenue",
    "drive",
    "close",
    "terrace",
    "caddesi",
    "cad",
    "sokak",
    "sokagi",
    "sk",
    "mahallesi",
    "mah",
    "bulvari",
    "gasse",
    "strasse",
    "str",
    "platz",
    "allee",
    "gade",
    "vej",
];

/// Finds them all.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_word() {
            continue;
        }
        if let Some(end) = first_end(draft, at) {
            draft.add(at..end, Address, Likely, Form);
            find_postcode(draft, end);
        } else if let Some((start, end)) = last_span(draft, at) {
            draft.add(start..end, Address, Likely, Form);
            find_postcode(draft, end);
        }
    }
}

/// The end of 'Rue des Tanneurs 14', or of 'Rue des Tanneurs' where a capital tells.
fn first_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let token = &draft.tokens[at];
    let folded = token.folded.as_ref();
    let sure = FIRST.contains(&folded);
    if !(sure || CAPITAL.contains(&folded) && token.is_capital() && !token.starts_sentence) {
        return None;
    }
    let dotted = draft.get(at + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let short = ["ul", "av", "bd"].contains(&folded);
    if short && !dotted {
        return None;
    }
    let mut end = at + 1 + usize::from(dotted);
    let (mut last, mut capitals) = (end, 0);
    while end < at + LONGEST && draft.follows(end) && !draft.tokens[end].is_number() {
        let part = &draft.tokens[end];
        let joins = part.is_apostrophe() || part.is_dash() && part.is_glued();
        if !(part.is_word() || joins) {
            break;
        }
        end += 1;
        if part.is_capital() {
            capitals += 1;
            last = end;
        }
    }
    let comma = usize::from(draft.get(end).is_some_and(|mark| mark.is_mark(',')));
    let number = house_number_end(draft, end + comma).filter(|_| end > at + 1 + usize::from(dotted));
    let year = |end: usize| draft.tokens[end - 1].value().is_some_and(|number| (1900..2100).contains(&number));
    number.filter(|end| !year(*end)).or((sure && capitals > 0).then_some(last))
}

/// Where 'Atatürk Caddesi 14' and '12 High Street' begin and end.
fn last_span(draft: &Draft<'_>, at: usize) -> Option<(usize, usize)> {
    let token = &draft.tokens[at];
    if !token.is_one_of(&LAST) || token.gap == Gap::Line {
        return None;
    }
    let mut start = at;
    while at - start < 6
        && draft.before(start, 1).is_some_and(|before| before.is_capital() || before.is_dash() && before.is_glued())
        && !draft.is_claimed(start - 1)
    {
        start -= 1;
    }
    if start == at || !draft.tokens[start].is_word() {
        return None;
    }
    let dotted = usize::from(draft.get(at + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued()));
    if let Some(end) = house_number_end(draft, at + 1 + dotted) {
        return Some((start, end));
    }
    let number = |token: &Token<'_>| token.is_number() && token.text.len() <= 4;
    let before = draft.before(start, 1).is_some_and(number) && !draft.is_claimed(start - 1);
    before.then_some((start - 1, at + 1))
}

/// '1000 Brussel' in 'Rue des Tanneurs 14, 1000 Brussel'.
pub(super) fn find_postcode(draft: &mut Draft<'_>, end: usize) {
    let mut at = end;
    while at < end + 2 && draft.get(at).is_some_and(|mark| mark.is_mark(',') || mark.is_mark('(')) {
        at += 1;
    }
    let number = draft
        .get(at)
        .is_some_and(|token| token.is_number() && (4..=6).contains(&token.text.len()) && !draft.is_claimed(at));
    let town = draft.get(at + 1).is_some_and(Token::is_capital);
    if number && town && at > end {
        draft.add(at..at + 1, Postcode, Possible, Form);
        draft.add(at + 1..at + 2, Place, Possible, Form);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn streets_abroad() {
        assert_eq!(
            found("zij woont Rue des Pommiers 14, 1000 Brussel"),
            ["address Rue des Pommiers 14", "postcode 1000", "place Brussel"]
        );
        assert_eq!(
            found("post naar Kaiser-Otto-Str. 301 of ul. Polna 3 of 12 Hill Street"),
            ["address Kaiser-Otto-Str. 301", "address ul. Polna 3", "address 12 Hill Street"]
        );
        assert_eq!(found("via Ronnie gehoord"), ["person Ronnie"]);
    }
}
