//! Streets with and without a house number: by their ending, by their kind, and by what stands around a house number.

use super::Category::{Address, Place};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::Form;
use super::beside_streets::{find_beside, find_post_boxes, find_postcode_after};
use super::draft::Draft;
use super::foreign_streets;
use super::house_numbers::{ends_clause, house_number_end, quarter_end};
use super::lexicon::{self, List};
use super::named_streets;
use super::street_starts::street_start;
use super::token::{Gap, Shape, Token};

/// Street endings that are sure enough in lower case and in ordinary words.
const SURE: [&str; 11] =
    ["straat", "laan", "weg", "kade", "gracht", "singel", "steeg", "dreef", "dijk", "hof", "plantsoen"];

/// Endings of places that are no address as long as no house number follows.
const OPEN: [&str; 4] = ["plein", "park", "markt", "veld"];

/// Finds streets: by their ending, and by capitals with a house number before a postcode.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_word() {
            continue;
        }
        if let Some(ending) = street_ending(&draft.tokens[at]) {
            find_street(draft, at, ending);
            if let Some(end) = house_end(draft, at) {
                find_postcode_after(draft, end);
                foreign_streets::find_postcode(draft, end);
            }
        } else {
            named_streets::find_at(draft, at);
        }
    }
    named_streets::find_by_number(draft);
    find_beside(draft);
    find_post_boxes(draft);
}

/// The end of the address that a street at this token has become.
fn house_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let last = draft.found().last().filter(|found| found.category == Address && found.tokens.contains(&at))?;
    draft.tokens[last.tokens.clone()].iter().any(Token::is_number).then_some(last.tokens.end)
}

fn street_ending(token: &Token<'_>) -> Option<&'static str> {
    if !token.is_word() {
        return None;
    }
    let ends = |ending: &&String| token.folded.len() > ending.len() + 2 && token.folded.ends_with(ending.as_str());
    lexicon::endings(List::Street).iter().find(ends).map(String::as_str)
}

fn find_street(draft: &mut Draft<'_>, at: usize, ending: &str) {
    let token = &draft.tokens[at];
    let (capital, ordinary) = (token.is_capital(), token.traits.is_ordinary());
    let dotted = ending == "str" && draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
    let last = quarter_end(draft, if dotted { at + 2 } else { at + 1 });
    let number = house_number_end(draft, last);
    let start = if capital { street_start(draft, at) } else { lower_start(draft, at) };
    let named = start < at && !capital;
    let sure = SURE.contains(&ending);
    let titled = draft
        .before(start, 1)
        .is_some_and(|before| before.on(List::Title) || before.is_mark('.') || before.on(List::FirstName));
    // 'aan de dr schaepmanstraat'.
    let led = draft.before(start, 2).is_some_and(|t| t.is("de") || t.is("aan") || t.is("in"));
    if titled && !named && sure && !ordinary && led {
        draft.add(start - 1..number.unwrap_or(last), Address, Likely, Form);
        return;
    }
    if let Some(end) = number {
        let ends =
            draft.get(end).is_none_or(|next| !next.is_word() || next.on(List::PlaceCue) || next.on(List::NeverStart));
        let way = token.is_one_of(&["onderweg", "terugweg", "heenweg", "snelweg", "autoweg"]);
        let stops = ends_clause(draft, end) && token.folded.len() > 5;
        let counted = draft.get(end).is_some_and(|next| next.on(List::Unit) || next.is_mark('%') || next.is_mark(':'));
        if capital || named || !ordinary || ((sure && (ends || !counted) || stops) && !way) {
            draft.add(start..end, Address, Certain, Form);
        }
        return;
    }
    if named && sure {
        draft.add(start..last, Address, Likely, Form);
        return;
    }
    if ordinary && !capital && sure && is_street_word(draft, at) {
        draft.add(at..last, Address, Possible, Form);
        return;
    }
    let led = draft.before(start, 1).is_some_and(|before| {
        before.is_one_of(&[
            "de", "het", "aan", "in", "op", "adres", "straat", "oude", "nieuwe", "hoek", "naar", "uit", "langs",
        ])
    });
    let named = if capital { !token.starts_sentence || !ordinary } else { sure && led && !ordinary };
    if !named || titled || (ordinary && !sure) || (!sure && !led) || token.shape == Shape::Upper && ordinary {
        return;
    }
    if OPEN.contains(&ending) {
        draft.add(start..at + 1, Place, Likely, Form);
    } else {
        draft.add(start..last, Address, Likely, Form);
    }
}

/// 'aan de parallelweg': a street that is a word too, where somebody lives or is; not 'op de snelweg'.
fn is_street_word(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let is = |back: usize, words: &[&str]| draft.before(at, back).is_some_and(|before| before.is_one_of(words));
    let through =
        draft.get(at + 1).is_some_and(|next| next.is_one_of(&["door", "uit", "af"]) && next.gap == Gap::Blank);
    // 'ik achter hem aan, voorstraat door'.
    if through && !token.on(List::GenericWay) && draft.before(at, 1).is_none_or(|before| !before.is_word()) {
        return true;
    }
    token.folded.len() > 6
        && !token.on(List::GenericWay)
        && is(1, &["de", "het"])
        && is(2, &["aan", "hoek", "op", "in", "bij", "van", "uit", "langs"])
}

/// Goes back over 'pieter de', 'dr', 'van', 'lange' before a street in lower case; the street itself when none is there.
fn lower_start(draft: &Draft<'_>, at: usize) -> usize {
    let (mut start, mut back) = (at, at);
    while back > 0 && at - back < 5 && draft.tokens[back].gap != Gap::Line && !draft.is_claimed(back - 1) {
        let before = &draft.tokens[back - 1];
        let ordinal = before.is("e") && before.is_glued() && back > 1 && draft.tokens[back - 2].is_number();
        let dotted = before.is_mark('.')
            && back > 1
            && (draft.tokens[back - 2].on(List::Abbreviation)
                || draft.tokens[back - 2].on(List::StreetLead)
                // 'j.p. coenstraat'.
                || draft.tokens[back - 2].is_letter() && before.is_glued());
        let lead = before.on(List::StreetLead) || before.on(List::FirstName) && !before.on(List::NeverStart);
        let van = before.is("van") && draft.before(back, 2).is_some_and(|first| first.is("de") || first.is_mark(':'))
            || (before.is("der") || before.is("den")) && draft.before(back, 2).is_some_and(|first| first.is("van"));
        if ordinal || dotted {
            back -= 2;
            start = back;
        } else if lead || van {
            back -= 1;
            start = back;
        } else if before.on(List::Particle)
            && before.is_word()
            && !before.is("in")
            && !before.is("op")
            && !before.is("aan")
        {
            back -= 1;
        } else {
            break;
        }
    }
    // 'van der' is taken whole.
    if start > 0
        && (draft.tokens[start].is("der") || draft.tokens[start].is("den"))
        && draft.tokens[start - 1].is("van")
    {
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn streets() {
        assert_eq!(
            found("aan de Spoorsingel 214 en de Wilgenstraat 8-II"),
            ["address Spoorsingel 214", "address Wilgenstraat 8-II"]
        );
        assert_eq!(
            found("in de Burgemeester Vosstraat, Prins Clauslaan 3 bis"),
            ["address Burgemeester Vosstraat", "address Prins Clauslaan 3 bis"]
        );
        assert_eq!(
            found("Laan van Meerdervoort 5 en Talmastr. 402"),
            ["address Laan van Meerdervoort 5", "address Talmastr. 402"]
        );
        assert_eq!(found("hun adres is hoofdweg 233-2 in de stad"), ["address hoofdweg 233-2"]);
        assert_eq!(found("Op straat stond de verhuiswagen onderweg, op de snelweg"), Vec::<String>::new());
    }

    #[test]
    fn streets_that_somebody_goes_through() {
        assert_eq!(found("ik achter hem aan, voorstraat door"), ["address voorstraat"]);
    }
}
