//! Places: listed ones, and names made like a neighbourhood or a square.

use super::Category::{Address, Place};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::{Cue, Form, Listed, LowerCase};
use super::areas::{area_start, is_area, is_named_after_town};
use super::draft::Draft;
use super::house_numbers::house_number_end;
use super::lexicon::{self, List};
use super::token::{Gap, Shape, Token};

/// Parts of a town.
const QUARTERS: [&str; 8] = ["noord", "oost", "zuid", "west", "centrum", "zuidoost", "noordoost", "zuidwest"];

/// Kinds of place before whose name in lower case no article stands.
const STATIONS: [&str; 6] = ["station", "halte", "metrostation", "bushalte", "perron", "viaduct"];

/// Finds places: listed, after 'gemeente' and the like, or made like the name of a neighbourhood.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !(draft.tokens[at].is_word() || draft.tokens[at].is_apostrophe()) {
            continue;
        }
        let is = |back: usize, words: &[&str]| draft.before(at, back).is_some_and(|before| before.is_one_of(words));
        // 'Jolanda van Tongeren', 'arie van der giessen'.
        let surname = is(1, &["van"])
            && draft.before(at, 2).is_some_and(|first| first.on(List::FirstName) && first.is_capital())
            && draft.tokens[at].is_capital()
            || is(1, &["der", "den"]) && is(2, &["van"]);
        // 'Van Arkel' is somebody's name or a firm's.
        let named = surname
            || draft
                .before(at, 1)
                .is_some_and(|before| before.is("van") && before.is_capital() && !before.starts_sentence);
        if let Some((end, confidence)) = listed_end(draft, at).filter(|_| !named) {
            if let Some(number) = house_number_end(draft, end).filter(|number| ends_address(draft, at, *number)) {
                draft.add(at..number, Address, Likely, Form);
                continue;
            }
            let end = quarter_end(draft, end);
            let reason = if draft.tokens[at].is_capital() { Listed } else { LowerCase };
            draft.add(at..end, Place, confidence, reason);
        } else if draft.follows(at + 2)
            && draft.tokens[at + 1].is_dash()
            && is_country(&draft.tokens[at], &draft.tokens[at + 2])
        {
            draft.close(at..at + 3);
        } else if let Some(end) = prefixed_end(draft, at) {
            draft.add(at..end, Place, Likely, Form);
        } else if is_area(draft, at) {
            let start = area_start(draft, at);
            draft.add(start..at + 1, Place, Likely, Form);
        } else if is_named_after_town(draft, at) {
            draft.add(at..at + 2, Place, Likely, Form);
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
fn ends_address(draft: &Draft<'_>, at: usize, end: usize) -> bool {
    let year = draft.tokens[end - 1].value().is_some_and(|number| number >= 1000);
    // 'bij hem thuis overhoven 90 met injera'.
    let thrown = !draft.before(at, 1).is_some_and(|before| before.on(List::PlaceCue));
    let stops = |next: &Token<'_>| {
        [",", ")", "."].contains(&next.text) || thrown && (next.on(List::NeverStart) || next.gap == Gap::Line)
    };
    !year && draft.get(end).is_some_and(stops)
}

/// 'Amsterdam-Noord'.
fn quarter_end(draft: &Draft<'_>, end: usize) -> usize {
    let is = |token: &Token<'_>, more: &[&str]| token.is_one_of(&QUARTERS) || token.is_one_of(more);
    let dash = draft.get(end).is_some_and(|dash| dash.is_dash() && dash.is_glued()) && draft.follows(end);
    let quarter =
        draft.get(end + 1).is_some_and(|next| next.is_glued() && is(next, &["nieuw", "buiten", "binnen", "stad"]));
    if dash && quarter && draft.follows(end + 1) {
        return end + 2;
    }
    // 'Alphen a/d Rijn'.
    let river = |at: usize| {
        draft.follows(at)
            && draft.tokens[at].is_word()
            && (draft.tokens[at].is_capital() || draft.tokens[at].is("rijn") || draft.tokens[at].is("ijssel"))
    };
    let slash = draft.get(end + 1).is_some_and(|mark| mark.is_mark('/') || mark.is_mark('.'));
    if slash && draft.tokens[end].is("a") && draft.follows(end) && draft.get(end + 2).is_some_and(|next| next.is("d")) {
        let name = end + 3 + usize::from(draft.get(end + 3).is_some_and(|mark| mark.is_mark('.')));
        if river(name) {
            return name + 1;
        }
    }
    // 'almere buiten'.
    let apart = draft.follows(end)
        && draft.tokens[end].gap == Gap::Blank
        && is(&draft.tokens[end], &["buiten", "haven", "stad"]);
    let lower = !draft.tokens[end - 1].is_capital();
    if apart && (lower || draft.tokens[end].is_capital()) { end + 1 } else { end }
}

/// 'Oud-Krispijn', 'nieuw-buinen': a word of direction or age, a hyphen, and a name.
fn prefixed_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    const PREFIXES: [&str; 16] = [
        "oud", "nieuw", "noord", "zuid", "oost", "west", "klein", "groot", "midden", "binnen", "buiten", "boven",
        "beneden", "achter", "hoog", "laag",
    ];
    let token = &draft.tokens[at];
    // 'de H-buurt'.
    let lettered = token.is_letter()
        && token.is_capital()
        && draft.get(at + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued())
        && draft.get(at + 2).is_some_and(|kind| kind.is_glued() && kind.is_one_of(&["buurt", "wijk", "flat", "blok"]));
    if lettered && !draft.is_claimed(at + 2) {
        return Some(at + 3);
    }
    let joined = draft.get(at + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued()) && draft.follows(at + 1);
    let name = draft.get(at + 2).filter(|name| joined && draft.follows(at + 2) && name.is_glued() && name.is_word())?;
    let capitals = token.is_capital() && name.is_capital() && !name.traits.is_neutral() && !is_country(token, name);
    let unknown = !name.traits.is_ordinary() && !name.traits.is_compound();
    (token.is_one_of(&PREFIXES) && (capitals || !token.is_capital() && unknown)).then_some(at + 3)
}

/// The longest listed place from a token on, up to four words.
fn listed_end(draft: &Draft<'_>, at: usize) -> Option<(usize, super::Confidence)> {
    let token = &draft.tokens[at];
    let cue = draft.before(at, 1).is_some_and(|before| before.on(List::PlaceCue) || before.on(List::AreaKind));
    let known = token.traits.is_ordinary();
    let possible = token.traits.is_place() || token.traits.starts_place() || token.is_apostrophe();
    // 'bij den ham': in lower case an ordinary word only begins a place of several.
    let town = cue && token.on(List::Town) && !draft.get(at + 1).is_some_and(|next| next.is_dash() && next.is_glued());
    let several = !town && !token.is_capital() && !token.is_apostrophe() && known;
    let led = cue || draft.before(at, 1).is_some_and(|before| before.is("bij"));
    let article = token.is("de") || token.is("het");
    if !possible || several && (article || !token.traits.starts_place() || !led) {
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
    let last = &draft.tokens[end - 1];
    // 'De wijk' is no village.
    if several && end == at + 1 || end > at + 1 && token.is_capital() && !last.is_capital() {
        return None;
    }
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

fn is_after_kind(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let kind = draft.before(at, 1).is_some_and(|before| before.on(List::AreaKind) && !token.is_glued());
    let station = draft.before(at, 1).is_some_and(|before| before.is_one_of(&STATIONS))
        && token.is_word()
        && token.folded.len() > 3
        && (token.is_one_of(&QUARTERS) || !is_sentence(token));
    token.shape == Shape::Capital && !token.is_letter() && !token.starts_sentence && kind && !token.traits.is_neutral()
        || station
}

/// 'Nieuw-Zeeland'.
fn is_country(first: &Token<'_>, last: &Token<'_>) -> bool {
    lexicon::has_phrase(List::Origin, &format!("{}-{}", first.folded, last.folded))
}

fn is_sentence(token: &Token<'_>) -> bool {
    token.on(List::NeverStart) || token.on(List::Verb) || token.on(List::Speech) || token.traits.is_neutral()
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn places() {
        assert_eq!(found("ze woont in Hoogeveen of Den Bosch"), ["place Hoogeveen", "place Den Bosch"]);
        assert_eq!(found("naar zijn broer in coevorden"), ["place coevorden"]);
        assert_eq!(found("uit de Componistenbuurt"), ["place Componistenbuurt"]);
        assert_eq!(found("uit Turkije naar Nederland"), Vec::<String>::new());
    }
}
