//! Streets with and without a house number, and places: listed ones, and names made like a neighbourhood or a square.

use super::Category::{Address, Place};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::{Cue, Form, Listed, LowerCase};
use super::draft::Draft;
use super::lexicon::{self, List};
use super::token::{Gap, Shape, Token};

/// Street endings that are sure enough in lower case and in ordinary words.
const SURE: [&str; 11] =
    ["straat", "laan", "weg", "kade", "gracht", "singel", "steeg", "dreef", "dijk", "hof", "plantsoen"];

/// Endings of places that are no address as long as no house number follows.
const OPEN: [&str; 4] = ["plein", "park", "markt", "veld"];

/// The most tokens that a street's name has; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 12;

/// Additions to a house number besides one or two letters.
const ADDITIONS: [&str; 9] = ["bis", "hs", "huis", "rood", "zw", "ii", "iii", "iv", "boven"];

/// Finds streets: by their ending, and by capitals with a house number before a postcode.
pub(super) fn find_addresses(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_word() {
            continue;
        }
        if let Some(ending) = street_ending(&draft.tokens[at]) {
            find_street(draft, at, ending);
        } else if draft.tokens[at].is_capital() {
            find_lane(draft, at);
            find_unmarked(draft, at);
            find_numbered(draft, at);
        }
    }
}

/// Finds places: listed, after 'gemeente' and the like, or made like the name of a neighbourhood.
pub(super) fn find_places(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !(draft.tokens[at].is_word() || draft.tokens[at].is_apostrophe()) {
            continue;
        }
        // 'Van Arkel' is somebody's name or a firm's.
        let named = draft
            .before(at, 1)
            .is_some_and(|before| before.is("van") && before.is_capital() && !before.starts_sentence);
        if let Some((end, confidence)) = listed_end(draft, at).filter(|_| !named) {
            if let Some(number) = house_number_end(draft, end).filter(|number| ends_address(draft, *number)) {
                draft.add(at..number, Address, Likely, Form);
                continue;
            }
            let end = quarter_end(draft, end);
            let reason = if draft.tokens[at].is_capital() { Listed } else { LowerCase };
            draft.add(at..end, Place, confidence, reason);
        } else if is_area(draft, at) {
            draft.add(at..at + 1, Place, Likely, Form);
        } else if is_after_kind(draft, at) {
            let mut end = at + 1;
            while end < at + 4
                && draft.follows(end)
                && draft.tokens[end].gap == Gap::Blank
                && draft.tokens[end].shape == Shape::Capital
            {
                end += 1;
            }
            draft.add(at..end, Place, Likely, Cue);
        }
    }
}

/// 'Polsbroek 65,': a place with a number behind it is a street here.
fn ends_address(draft: &Draft<'_>, end: usize) -> bool {
    let year = draft.tokens[end - 1].value().is_some_and(|number| number >= 1000);
    !year && draft.get(end).is_some_and(|next| [",", ")", "."].contains(&next.text))
}

/// 'Amsterdam-Noord'.
fn quarter_end(draft: &Draft<'_>, end: usize) -> usize {
    let quarters = ["noord", "oost", "zuid", "west", "centrum", "zuidoost", "nieuw", "buiten", "binnen", "stad"];
    let dash = draft.get(end).is_some_and(|dash| dash.is_dash() && dash.is_glued()) && draft.follows(end);
    let quarter = draft.get(end + 1).is_some_and(|next| next.is_glued() && quarters.contains(&next.folded.as_ref()));
    if dash && quarter && draft.follows(end + 1) { end + 2 } else { end }
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
    let number = house_number_end(draft, if dotted { at + 2 } else { at + 1 });
    let start = if capital { street_start(draft, at) } else { at };
    let sure = SURE.contains(&ending);
    let titled = draft
        .before(start, 1)
        .is_some_and(|before| before.on(List::Title) || before.is_mark('.') || before.on(List::FirstName));
    // 'aan de dr schaepmanstraat'.
    let led = draft.before(start, 2).is_some_and(|t| t.is("de") || t.is("aan") || t.is("in"));
    if titled && sure && !ordinary && led {
        draft.add(start - 1..number.unwrap_or(at + 1), Address, Likely, Form);
        return;
    }
    if let Some(end) = number {
        let ends = draft.get(end).is_none_or(|next| !next.is_word() || next.on(List::PlaceCue));
        let way = ["onderweg", "terugweg", "heenweg", "snelweg", "autoweg"].contains(&token.folded.as_ref());
        if capital || !ordinary || (sure && ends && !way) {
            draft.add(start..end, Address, Certain, Form);
        }
        return;
    }
    let led = draft.before(start, 1).is_some_and(|before| {
        ["de", "het", "aan", "in", "op", "adres", "straat", "oude", "nieuwe"].contains(&before.folded.as_ref())
    });
    let named = if capital { !token.starts_sentence || !ordinary } else { sure && led && !ordinary };
    if !named || titled || (ordinary && !sure) || (!sure && !led) || token.shape == Shape::Upper && ordinary {
        return;
    }
    if OPEN.contains(&ending) {
        draft.add(start..at + 1, Place, Likely, Form);
    } else {
        draft.add(start..at + 1, Address, Likely, Form);
    }
}

/// 'Laan van Meerdervoort 5', 'Plein 1940': the kind first.
fn find_lane(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    if !["laan", "plein", "weg", "hof", "kanaal", "singel"].contains(&token.folded.as_ref()) {
        return;
    }
    let mut end = at + 1;
    while end < at + LONGEST
        && draft.follows(end)
        && (draft.tokens[end].is_capital()
            || ["van", "de", "der", "den", "het"].contains(&draft.tokens[end].folded.as_ref()))
    {
        end += 1;
    }
    if let Some(number) = house_number_end(draft, end).filter(|_| end > at + 1 && draft.tokens[end - 1].is_capital()) {
        draft.add(at..number, Address, Likely, Form);
    }
}

/// Capitals and a house number right before a postcode, whatever the ending.
fn find_unmarked(draft: &mut Draft<'_>, at: usize) {
    let mut end = at + 1;
    while end < at + 4 && draft.follows(end) && draft.tokens[end].is_word() && draft.tokens[end].is_capital() {
        end += 1;
    }
    let Some(number) = house_number_end(draft, end) else { return };
    let mut next = number;
    while draft.get(next).is_some_and(|token| token.is_mark(',') || token.is_mark('(')) {
        next += 1;
    }
    let postcode =
        draft.is_claimed(next) && draft.get(next).is_some_and(|token| token.is_number() && token.text.len() == 4);
    if postcode {
        draft.add(at..number, Address, Likely, Form);
    }
}

/// 'Noorderhaven 11', 'aan De Kamp 4': a weak ending, or 'aan' before, and a house number.
fn find_numbered(draft: &mut Draft<'_>, at: usize) {
    if draft.is_claimed(at) || draft.tokens[at].shape != Shape::Capital || draft.tokens[at].traits.is_neutral() {
        return;
    }
    let Some(end) = house_number_end(draft, at + 1) else { return };
    let token = &draft.tokens[at];
    let weak = |ending: &String| token.folded.len() > ending.len() + 2 && token.folded.ends_with(ending.as_str());
    let start = street_start(draft, at);
    let led = |back: usize, words: &[&str]| {
        draft.before(start, back).is_some_and(|before| words.contains(&before.folded.as_ref()))
    };
    let cue = led(1, &["aan", "adres", "ligplaats"]) || led(1, &["de", "het"]) && led(2, &["aan", "op"]);
    let month = token.on(List::Month) || token.on(List::ShortMonth);
    let stops = draft.get(end).is_none_or(|next| !next.is_number() && !next.is_mark('%'));
    if stops && !month && (cue || lexicon::endings(List::NumberedStreet).iter().any(weak)) {
        draft.add(start..end, Address, Likely, Form);
    }
}

/// Goes back over 'Burgemeester', 'Prins', 'Hoge' before a street.
fn street_start(draft: &Draft<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 4 && !draft.is_claimed(start - 1) && draft.tokens[start].gap != Gap::Line {
        let (token, before) = (&draft.tokens[start], &draft.tokens[start - 1]);
        let hyphen = before.is_dash() && token.is_glued() && before.is_glued();
        let word = before.is_word() && before.is_capital() && (token.gap == Gap::Blank || token.is_dash());
        let opening = before.starts_sentence && before.on(List::NeverStart);
        if !(hyphen || word && !opening) || before.on(List::Title) && !before.on(List::Role) {
            break;
        }
        start -= 1;
    }
    if draft.tokens[start].is_dash() { start + 1 } else { start }
}

/// The end of '12', '12a', '12 bis', '8-II', '33 b'.
pub(super) fn house_number_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let number = draft.get(at).filter(|_| draft.follows(at))?;
    if !number.is_number() || number.text.len() > 4 || number.text.starts_with('0') {
        return None;
    }
    let mut end = at + 1;
    let addition = |token: &Token<'_>, glued: bool| {
        ADDITIONS.contains(&token.folded.as_ref())
            || token.is_word() && token.text.len() <= 2 && (glued || token.is_letter() && token.is_capital())
            || glued && token.is_number() && token.text.len() <= 3
    };
    if draft.follows(end) && draft.tokens[end].is_dash() && draft.tokens[end].is_glued() {
        let next = draft.get(end + 1).filter(|next| next.is_glued());
        return Some(if next.is_some_and(|next| addition(next, true)) { end + 2 } else { end });
    }
    if draft.follows(end) && addition(&draft.tokens[end], draft.tokens[end].is_glued()) && !draft.tokens[end].is("u") {
        end += 1;
    }
    Some(end)
}

/// The longest listed place from a token on, up to four words.
fn listed_end(draft: &Draft<'_>, at: usize) -> Option<(usize, super::Confidence)> {
    let token = &draft.tokens[at];
    let cue = draft.before(at, 1).is_some_and(|before| before.on(List::PlaceCue) || before.on(List::AreaKind));
    let known = token.traits.is_ordinary();
    let possible = token.traits.is_place() || token.traits.starts_place() || token.is_apostrophe();
    if !possible || !token.is_capital() && !token.is_apostrophe() && known {
        return None;
    }
    let mut phrase = String::new();
    let mut best = None;
    for end in at..draft.len().min(at + 7) {
        let part = &draft.tokens[end];
        if end > at && !(draft.follows(end) && (part.is_word() || part.is_dash() || part.is_apostrophe())) {
            break;
        }
        if part.gap == Gap::Blank && end > at {
            phrase.push(' ');
        }
        phrase.push_str(if part.is_dash() {
            "-"
        } else if part.is_apostrophe() {
            "'"
        } else {
            &part.folded
        });
        if part.is_word() && part.folded.len() > 1 && lexicon::is_place(&phrase) {
            best = Some(end + 1);
        }
    }
    let end = best?;
    if end > at + 1 {
        return Some((end, Certain));
    }
    let person = token.on(List::FirstName) || token.on(List::Surname);
    if token.is_capital() {
        let doubtful = known || person || token.shape == Shape::Upper && token.text.len() < 4;
        let open = cue && !token.starts_sentence;
        return (!token.traits.is_neutral() && (!doubtful || open))
            .then_some((end, if doubtful { Possible } else { Certain }));
    }
    (!person && (cue || token.folded.len() > 4)).then_some((end, Likely))
}

/// 'Componistenbuurt', 'Meidoornflat', 'Wantijpark'.
fn is_area(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let ends = |ending: &String| token.folded.len() > ending.len() + 3 && token.folded.ends_with(ending.as_str());
    token.is_capital()
        && lexicon::endings(List::Area).iter().any(ends)
        && !token.traits.is_ordinary()
        && !token.on(List::FirstName)
        && draft
            .before(at, 1)
            .is_some_and(|before| before.is("de") || before.is("het") || before.is("op") || before.on(List::PlaceCue))
}

fn is_after_kind(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let kind = draft.before(at, 1).is_some_and(|before| before.on(List::AreaKind) && !token.is_glued());
    token.shape == Shape::Capital && !token.is_letter() && !token.starts_sentence && kind && !token.traits.is_neutral()
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
    fn places() {
        assert_eq!(found("ze woont in Hoogeveen of Den Bosch"), ["place Hoogeveen", "place Den Bosch"]);
        assert_eq!(found("naar zijn broer in coevorden"), ["place coevorden"]);
        assert_eq!(found("uit de Componistenbuurt"), ["place Componistenbuurt"]);
        assert_eq!(found("uit Turkije naar Nederland"), Vec::<String>::new());
    }
}
