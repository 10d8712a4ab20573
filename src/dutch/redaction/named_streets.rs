//! Streets whose name has no ending of its own ('Noorderhaven 11', 'op de vismarkt 15', 'Laan van Meerdervoort 5'): what tells is the
//! house number, with what stands before the name or at the start of its line.

use super::Category::Address;
use super::Confidence::{Likely, Possible};
use super::Reason::Form;
use super::draft::Draft;
use super::house_numbers::{ends_clause, house_number_end, is_free, quarter_end};
use super::lexicon::{self, List};
use super::lower_streets;
use super::street_starts::street_start;
use super::token::{Gap, Shape, Token};

/// The most tokens that a street's name has; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 12;

/// Words before a street that stand before much else.
const LOOSE: [&str; 9] = ["op", "in", "naar", "bij", "van", "uit", "tot", "langs", "thuis"];

/// Words that stand inside or at the start of a street's name.
const SMALL: [&str; 16] =
    ["de", "het", "den", "der", "van", "t", "ter", "ten", "achter", "onder", "tussen", "op", "aan", "naar", "in", "ii"];

/// Kinds of street that come first: 'Laan van', 'Weg naar'.
const FIRST: [&str; 20] = [
    "wijk",
    "haven",
    "brink",
    "markt",
    "laan",
    "plein",
    "weg",
    "hof",
    "kanaal",
    "singel",
    "straat",
    "pad",
    "kade",
    "dijk",
    "gracht",
    "steeg",
    "boulevard",
    "park",
    "erf",
    "ring",
];

/// Finds the street that begins or ends at a token.
pub(super) fn find_at(draft: &mut Draft<'_>, at: usize) {
    if draft.tokens[at].is_capital() {
        find_lane(draft, at);
        find_unmarked(draft, at);
        find_numbered(draft, at);
    } else {
        lower_streets::find(draft, at);
    }
}

/// Finds what stands between a word such as 'adres' or 'op de', or the start of a line, and a house number.
pub(super) fn find_by_number(draft: &mut Draft<'_>) {
    for number in 1..draft.len() {
        if !draft.tokens[number].is_number() || draft.tokens[number].gap != Gap::Blank || draft.is_claimed(number) {
            continue;
        }
        let Some(end) = house_number_end(draft, number) else { continue };
        if let Some(start) = name_start(draft, number, end).filter(|_| is_free(draft, end) || next_is_colon(draft, end))
        {
            draft.add(start..end, Address, Possible, Form);
        }
    }
}

fn next_is_colon(draft: &Draft<'_>, end: usize) -> bool {
    draft.get(end).is_some_and(|next| next.is_mark(':'))
}

/// Where the street begins; none when what stands before the number is no street.
fn name_start(draft: &Draft<'_>, number: usize, end: usize) -> Option<usize> {
    let core = draft.before(number, 1).filter(|core| core.is_word() && !draft.is_claimed(number - 1))?;
    let month = core.on(List::Month) || core.on(List::ShortMonth);
    let acts = !core.is_capital() && (core.on(List::Verb) || core.on(List::Speech) || core.on(List::NeverStart));
    let whose = core.on(List::Title)
        || core.on(List::Kin)
        || core.on(List::Role)
        || core.on(List::Vehicle)
        || core.on(List::Number);
    // 'Grote Noord 3a'.
    let quarter =
        quarter_end(draft, number - 1) == number && draft.before(number - 1, 1).is_some_and(Token::is_capital);
    let neutral = core.traits.is_neutral() && !quarter;
    if core.on(List::Numbered) || month || acts || whose || neutral || core.folded.len() < 3 {
        return None;
    }
    let mut start = number - 1;
    while number - start < LONGEST && draft.tokens[start].gap != Gap::Line {
        let width = part_width(draft, start);
        if width == 0 {
            break;
        }
        start -= width;
    }
    let before = draft.before(start, 1);
    let is = |words: &[&str]| before.is_some_and(|before| before.is_one_of(words));
    let labelled = is(&[":"]) && draft.before(start, 2).is_some_and(|label| label.on(List::Address) || label.is("nr"));
    let article = draft.tokens[start].is_one_of(&["de", "het", "t"]);
    let added = end > number + 1;
    let unlisted = is_unlisted(core);
    let capital = core.is_capital() && !core.on(List::FirstName);
    let many = draft.tokens[number].value().is_some_and(|number| number >= 10);
    let lined = before.is_none() || is(&["-", "–", "*", "•", "|"]);
    let closed = ends_clause(draft, end)
        || next_is_colon(draft, end)
        || draft.get(end).is_some_and(|next| ["-", "–", "|"].contains(&next.text));
    let named = core.on(List::FirstName) && !added;
    let wrapped = is(&["("]) && closed && capital && draft.get(end).is_some_and(|next| next.is_mark(')'));
    // 'adres opvang Grote Noord 3a'.
    let told = capital
        && draft.before(start, 2).is_some_and(|label| label.on(List::Address) && label.folded.ends_with("adres"));
    // 'dhr. Felter, Schoener 51 in Urk', 'fam. Al-Hashimi, Bonte Wever 3-bis'.
    let placed = core.shape == Shape::Capital
        && draft.get(end).is_some_and(|next| next.is("in") || next.is("te"))
        && draft.follows(end + 1)
        && draft.tokens[end + 1].is_capital();
    let street = labelled
        || wrapped
        || before.is_some_and(|before| before.on(List::Address)) && !named
        || told
        || is(&[","]) && capital && (placed || closed && added && number - start > 1)
        || is(&LOOSE) && !named && (article || capital || unlisted || added)
        || lined && !named && closed && (added || many && (capital || next_is_colon(draft, end)) || unlisted);
    // 'aan de Spoorsingel 214': the article stays outside where a capital tells that it is none of the name.
    let outside = article && core.is_capital() && !draft.tokens[start].is_capital() && !draft.tokens[start].is("t");
    street.then_some(start + usize::from(outside))
}

/// How many tokens before this one belong to the name too: a word, 'Dr.', "'t", a hyphen with its word.
fn part_width(draft: &Draft<'_>, start: usize) -> usize {
    let Some(before) = draft.before(start, 1).filter(|_| !draft.is_claimed(start - 1)) else { return 0 };
    let free = |back: usize| start >= back && !draft.is_claimed(start - back) && draft.before(start, back).is_some();
    if before.is_mark('.') && before.is_glued() && free(2) {
        let short = &draft.tokens[start - 2];
        return if short.is_word() && short.text.len() <= 5 && (short.on(List::StreetLead) || short.is_capital()) {
            2
        } else {
            0
        };
    }
    if before.is_dash()
        && before.is_glued()
        && draft.tokens[start].is_glued()
        && free(2)
        && draft.tokens[start - 2].is_word()
    {
        return 2;
    }
    if before.is_apostrophe() && draft.tokens[start].is("t") {
        return 1;
    }
    if !before.is_word() || before.is_letter() && !before.is("t") {
        return 0;
    }
    let small = before.is_one_of(&SMALL);
    // 'Weg naar Laren', but 'woont naar …'.
    if small && before.is_one_of(&["op", "aan", "naar", "in", "van"]) && !before.is_capital() {
        let kind = draft.before(start, 2).is_some_and(|kind| kind.is_one_of(&FIRST));
        return usize::from(kind);
    }
    let known =
        before.on(List::NeverStart) || before.on(List::Verb) || before.on(List::Speech) || before.traits.is_neutral();
    let person =
        (before.on(List::Title) || before.on(List::Kin) || before.on(List::Role)) && !before.on(List::StreetLead);
    let cue = before.on(List::Address) && !before.is_capital();
    let lower = !before.is_capital() && !small && !before.on(List::StreetLead) && before.traits.is_ordinary();
    let adjective = lower && (before.folded.ends_with('e') || before.is_one_of(&FIRST));
    usize::from(!cue && !person && (small || !known && (!lower || adjective)))
}

/// 'Laan van Meerdervoort 5', 'Plein 1940': the kind first.
fn find_lane(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    if !token.is_one_of(&FIRST) {
        return;
    }
    let mut end = at + 1;
    while end < at + LONGEST
        && draft.follows(end)
        && (draft.tokens[end].is_capital()
            || draft.tokens[end].is_dash() && draft.tokens[end].is_glued()
            || draft.tokens[end].is_one_of(&["van", "de", "der", "den", "het", "naar"]))
    {
        end += 1;
    }
    let Some(number) = house_number_end(draft, end) else { return };
    // 'achter de Wijk 6-41', 'in Katwijk, Boulevard 102,'.
    let alone = end == at + 1 && is_free(draft, number) && (!token.starts_sentence || ends_clause(draft, number));
    if alone || end > at + 1 && draft.tokens[end - 1].is_capital() {
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
    let led = |back: usize, words: &[&str]| draft.before(start, back).is_some_and(|before| before.is_one_of(words));
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

/// No word and nobody's first name, so that 'bij Polsbroek 65,' can only be a street.
pub(super) fn is_unlisted(token: &Token<'_>) -> bool {
    !token.traits.is_ordinary() && !token.traits.is_compound() && !token.on(List::FirstName)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn streets_without_an_ending() {
        assert_eq!(
            found("adres: achterom 12 II\n- Brink 15 t/m 19: overlast\nzij zat op de vismarkt 15 en ging weg"),
            ["address achterom 12 II", "address Brink 15 t/m 19", "address de vismarkt 15"]
        );
        assert_eq!(
            found("huisbezoek bij mw op 't Zand 7c, op kamer 12 in groep 8, ongeveer 12"),
            ["address 't Zand 7c"]
        );
        assert_eq!(found("Hij woont op Weg naar Laren 12-2"), ["address Weg naar Laren 12-2"]);
    }

    #[test]
    fn streets_that_are_only_a_kind() {
        assert_eq!(
            found("hij zit achter de Wijk 6-41 en in Katwijk, Boulevard 102, nu"),
            ["address Wijk 6-41", "place Katwijk", "address Boulevard 102"]
        );
        assert_eq!(found("adres opvang Grote Noord 3a. Vader wil"), ["address Grote Noord 3a"]);
        assert_eq!(found("Wijk 3 en fase 2, Plein 1940"), Vec::<String>::new());
    }
}
