//! Streets with and without a house number: by their ending, by their kind, and by what stands around a house number.

use super::Category::{Address, Place, Postcode};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::Form;
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
const ADDITIONS: [&str; 17] = [
    "bis", "hs", "huis", "rood", "rd", "zw", "zwart", "ii", "iii", "iv", "boven", "beneden", "bg", "hoog", "links", "rechts", "achter",
];

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
            }
        } else if draft.tokens[at].is_capital() {
            find_lane(draft, at);
            find_unmarked(draft, at);
            find_numbered(draft, at);
        } else {
            find_lower(draft, at);
        }
    }
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
        let ends = draft.get(end).is_none_or(|next| !next.is_word() || next.on(List::PlaceCue) || next.on(List::NeverStart));
        let way = ["onderweg", "terugweg", "heenweg", "snelweg", "autoweg"].contains(&token.folded.as_ref());
        let stops = ends_clause(draft, end) && token.folded.len() > 5;
        if capital || named || !ordinary || ((sure && ends || stops) && !way) {
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
        ["de", "het", "aan", "in", "op", "adres", "straat", "oude", "nieuwe", "hoek", "naar", "uit", "langs"]
            .contains(&before.folded.as_ref())
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
    const GENERIC: [&str; 31] = [
        "omweg", "uitweg", "snelweg", "autoweg", "onderweg", "terugweg", "heenweg", "landweg", "waterweg", "spoorweg", "luchtweg",
        "halverwege", "scheepvaartweg", "verkeersweg", "zijstraat", "winkelstraat", "fietsstraat", "kerkhof", "gerechtshof",
        "rechtshof", "ziekenhof", "binnenhof", "voorhof", "bouwdijk", "middenweg", "tussenweg", "zandweg", "grindweg", "invalsweg",
        "sluipweg", "achterweg",
    ];
    let token = &draft.tokens[at];
    let is = |back: usize, words: &[&str]| {
        draft.before(at, back).is_some_and(|before| words.contains(&before.folded.as_ref()))
    };
    token.folded.len() > 6
        && !GENERIC.contains(&token.folded.as_ref())
        && is(1, &["de", "het"])
        && (is(2, &["aan", "hoek"]) || is(2, &["op", "in", "bij", "van"]) && token.folded.ends_with("straat"))
}

/// 'Akerstraat-Noord'.
fn quarter_end(draft: &Draft<'_>, end: usize) -> usize {
    const QUARTERS: [&str; 10] =
        ["noord", "oost", "zuid", "west", "midden", "centrum", "boven", "beneden", "binnen", "buiten"];
    let dash = draft.get(end).is_some_and(|dash| dash.is_dash() && dash.is_glued()) && draft.follows(end);
    let quarter = draft.get(end + 1).is_some_and(|next| next.is_glued() && QUARTERS.contains(&next.folded.as_ref()));
    if dash && quarter { end + 2 } else { end }
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
    let cue = led(1, &["aan", "adres", "ligplaats", "woont"])
        || led(1, &["bij", "op", "in", "naar", "van", ":"]) && ends_clause(draft, end) && !token.traits.is_ordinary()
        || led(1, &["de", "het"]) && led(2, &["aan", "op"])
        || is_unlisted(token) && is_free(draft, end);
    let month = token.on(List::Month) || token.on(List::ShortMonth);
    let stops = draft.get(end).is_none_or(|next| !next.is_number() && !next.is_mark('%'));
    if stops && !month && (cue || lexicon::endings(List::NumberedStreet).iter().any(weak)) {
        draft.add(start..end, Address, Likely, Form);
    }
}

/// 'aan de meent 12', 'op schieveen 3a': in lower case a house number needs a word before the street as well.
fn find_lower(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    if draft.is_claimed(at) || token.folded.len() < 3 || token.traits.is_neutral() || token.on(List::NeverStart) {
        return;
    }
    let Some(end) = house_number_end(draft, at + 1) else { return };
    let is = |back: usize, words: &[&str]| {
        draft.before(at, back).is_some_and(|before| words.contains(&before.folded.as_ref()))
    };
    let article = is(1, &["de", "het", "t"]);
    let unknown = super::unknown::is_unknown(token) && is_unlisted(token);
    let kind = lexicon::endings(List::Street).iter().any(|ending| token.is(ending));
    let aan = is(1, &["aan", "adres", "woont", "ligplaats"]) || article && (is(2, &["aan"]) || (unknown || kind) && is(2, &["op", "in"]));
    let weak = |ending: &String| token.folded.len() > ending.len() + 2 && token.folded.ends_with(ending.as_str());
    let ended = !token.traits.is_ordinary()
        && lexicon::endings(List::NumberedStreet).iter().any(weak)
        && (aan
            || article
            || is(1, &["op", "in", "naar", "van", "bij"])
            || draft.before(at, 1).is_none_or(|t| !t.is_word()));
    let month = token.on(List::Month) || token.on(List::ShortMonth);
    let stops = draft
        .get(end)
        .is_none_or(|next| next.gap == Gap::Line || !next.is_word() && !next.is_number() && !next.is_mark('%'));
    let aside = ["kamer", "huisje", "nummer", "nr", "tafel", "lijn", "groep", "klas", "week", "nog", "al"];
    let alone = unknown && is_free(draft, end);
    if (stops && (aan || ended) || alone) && !month && !aside.contains(&token.folded.as_ref()) {
        // 'op de dreef 41' is written so on the door; 'aan de meent 12' isn't.
        let start = if kind && article && draft.follows(at) { at - 1 } else { at };
        draft.add(start..end, Address, Likely, Form);
    }
}

/// Goes back over 'pieter de', 'dr', 'van', 'lange' before a street in lower case; the street itself when none is there.
fn lower_start(draft: &Draft<'_>, at: usize) -> usize {
    let (mut start, mut back) = (at, at);
    while back > 0 && at - back < 5 && draft.tokens[back].gap != Gap::Line && !draft.is_claimed(back - 1) {
        let before = &draft.tokens[back - 1];
        let ordinal = before.is("e") && before.is_glued() && back > 1 && draft.tokens[back - 2].is_number();
        let dotted = before.is_mark('.') && back > 1 && draft.tokens[back - 2].on(List::Abbreviation);
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

/// No word and nobody's first name, so that 'bij Polsbroek 65,' can only be a street.
fn is_unlisted(token: &Token<'_>) -> bool {
    !token.traits.is_ordinary() && !token.traits.is_compound() && !token.on(List::FirstName)
}

/// A house number with nothing after it that is counted, and no year: 'boukoul 19 achterom'.
fn is_free(draft: &Draft<'_>, end: usize) -> bool {
    const COUNTED: [&str; 30] = [
        "jaar", "jr", "j", "uur", "u", "keer", "x", "weken", "wk", "dagen", "dgn", "maanden", "mnd", "min", "minuten", "mensen",
        "kinderen", "kids", "euro", "mg", "ml", "gram", "km", "meter", "procent", "graden", "stuks", "huizen", "nachten", "kilo",
    ];
    let year = draft.tokens[end - 1].value().is_some_and(|number| (1900..2100).contains(&number));
    let next = draft.get(end).filter(|next| next.gap != Gap::Line);
    let counted = |next: &Token<'_>| {
        COUNTED.contains(&next.folded.as_ref()) || next.is_mark('%') || next.is_mark(':') || next.is_number() || next.is_glued() && !matches!(next.text, "." | "," | ")" | ";")
            || next.traits.is_ordinary() && next.folded.ends_with("en") && !next.on(List::NeverStart)
    };
    let decimal = next.is_some_and(|next| [".", ","].contains(&next.text))
        && draft.get(end + 1).is_some_and(|part| part.is_glued() && part.is_number());
    !year && !decimal && !next.is_some_and(counted)
}

fn ends_clause(draft: &Draft<'_>, end: usize) -> bool {
    draft.get(end).is_none_or(|next| next.gap == Gap::Line || [",", ")", ".", "(", ";"].contains(&next.text))
}

/// '1012 de' right after an address is a postcode, though 'de' is a word.
fn find_postcode_after(draft: &mut Draft<'_>, end: usize) {
    let mut at = end;
    while at < end + 2 && draft.get(at).is_some_and(|next| next.is_mark(',') || next.is_mark('(') || next.is_mark('-'))
    {
        at += 1;
    }
    let four = draft.get(at).is_some_and(|token| {
        token.is_number() && token.text.len() == 4 && !token.text.starts_with('0') && token.gap != Gap::Glued
    });
    let two = draft.get(at + 1).is_some_and(|token| token.is_word() && token.text.len() == 2 && token.text.is_ascii());
    if four && two && draft.follows(at + 1) && !draft.is_claimed(at) {
        draft.add(at..at + 2, Postcode, Likely, Form);
    }
}

/// Goes back over 'Burgemeester', 'Prins', 'Hoge' before a street.
fn street_start(draft: &Draft<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 4 && !draft.is_claimed(start - 1) && draft.tokens[start].gap != Gap::Line {
        let (token, before) = (&draft.tokens[start], &draft.tokens[start - 1]);
        let hyphen = before.is_dash() && token.is_glued() && before.is_glued();
        let word = before.is_word() && before.is_capital() && (token.gap == Gap::Blank || token.is_dash());
        // 'Pr. Beatrixstr.'.
        let short = before.is_mark('.') && before.is_glued() && start > 1 && token.gap == Gap::Blank && token.is_capital();
        let lead = |token: &Token<'_>| {
            token.is_capital() && (2..=5).contains(&token.text.len()) && (token.on(List::StreetLead) || !token.on(List::Title)) && !token.traits.is_neutral()
        };
        if short && lead(&draft.tokens[start - 2]) && !draft.is_claimed(start - 2) {
            start -= 2;
            continue;
        }
        // ''s-Gravenweg'.
        let elided = token.is_dash() && before.is("s") && before.is_glued() && start > 1;
        if elided && draft.tokens[start - 2].is_apostrophe() && !draft.is_claimed(start - 2) {
            return start - 2;
        }
        let opening = before.starts_sentence && before.on(List::NeverStart);
        if let Some(first) = particles_start(draft, start) {
            start = first;
            continue;
        }
        let title = before.on(List::Title) && !before.on(List::Role) && !before.on(List::StreetLead);
        if !(hyphen || word && !opening) || title {
            break;
        }
        start -= 1;
    }
    if draft.tokens[start].is_dash() { start + 1 } else { start }
}

/// 'Jan van' before 'Galenstraat', 'Van der' before 'Helststraat': the capital that the small words follow.
fn particles_start(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let mut back = 1;
    let small = ["van", "de", "der", "den", "het", "ten", "ter", "te", "t", "v", "d", "vd"];
    while draft.before(at, back).is_some_and(|token| small.contains(&token.folded.as_ref()) && !token.is_capital())
        && back < 4
    {
        back += 1;
    }
    let first = draft.before(at, back).filter(|_| back > 1 && (at - back..at).all(|at| !draft.is_claimed(at)))?;
    let nearest = draft.before(at, 1)?;
    // 'Van der Duyn van Maasdamweg'.
    let longer = draft.before(at, back + 1).is_some_and(|token| small.contains(&token.folded.as_ref()))
        && draft.before(at, back + 2).is_some_and(|token| token.is("van") && token.is_capital());
    let loose = nearest.is("de") && draft.before(at, 2).is_some_and(|token| token.is("van"))
        || !longer && nearest.is("van") && !first.on(List::FirstName) && !first.on(List::StreetLead) && back == 2;
    let opening = first.starts_sentence && first.on(List::NeverStart) && !first.is("van");
    (first.is_word() && first.is_capital() && !opening && !loose && !first.on(List::Title)).then_some(at - back)
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
        if !next.is_some_and(|next| addition(next, true)) {
            return Some(end);
        }
        // '77-3hg'.
        let letters = draft.get(end + 2).filter(|last| draft.follows(end + 2) && last.is_glued() && last.is_word());
        return Some(if letters.is_some_and(|last| last.text.len() <= 2) { end + 3 } else { end + 2 });
    }
    if draft.follows(end) && addition(&draft.tokens[end], draft.tokens[end].is_glued()) && !draft.tokens[end].is("u") {
        end += 1;
    }
    Some(room_end(draft, end))
}

/// The end of 'K03', 'k7', '-204', ' c': the room, flat or letter after a house number.
fn room_end(draft: &Draft<'_>, end: usize) -> usize {
    let Some(token) = draft.get(end).filter(|_| draft.follows(end)) else { return end };
    // 'k. 16', 'app 3'.
    if ["k", "kmr", "kamer", "app", "appartement", "unit", "studio"].contains(&token.folded.as_ref()) {
        let at = end + 1 + usize::from(draft.get(end + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued()));
        let room = draft.follows(at) && draft.tokens[at].is_number() && draft.tokens[at].text.len() <= 4;
        return if room { at + 1 } else { end };
    }
    let glued = |at: usize| draft.follows(at) && draft.tokens[at].is_glued();
    let number = |at: usize| glued(at) && draft.tokens[at].is_number() && draft.tokens[at].text.len() <= 4;
    if token.is_word() && token.text.len() <= 2 && number(end + 1) {
        return end + 2;
    }
    if token.is_dash() && token.is_glued() && number(end + 1) {
        return end + 2;
    }
    let stops = draft.get(end + 1).is_none_or(|next| next.gap == Gap::Line || !next.is_word() && !next.is_apostrophe());
    let letter = token.is_letter() && token.gap == Gap::Blank && b"abcdefgh".contains(&token.folded.as_bytes()[0]);
    if letter && stops { end + 1 } else { end }
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
}
