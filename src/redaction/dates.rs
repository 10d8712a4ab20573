//! Dates and dates of birth; a date of birth is a date after a cue. Weekdays, months and years alone stay.

use super::Category::{Birthdate, Date};
use super::Confidence::{Certain, Likely};
use super::Reason::{Cue, Form, Listed};
use super::dates_beside;
use super::draft::Draft;
use super::lexicon::{self, List};
use super::token::Token;

/// Words after a number that make it a duration, an amount or a time instead of a date or an age.
const UNITS: [&str; 22] = [
    "uur", "keer", "x", "weken", "week", "dagen", "dag", "maanden", "maand", "mensen", "personen", "kinderen", "euro",
    "procent", "min", "minuten", "km", "meter", "graden", "mnd", "wkn", "wk",
];

/// Words before two short figures that make them a day and a month.
const DAY_CUES: [&str; 36] = [
    "op",
    "per",
    "voor",
    "tot",
    "sinds",
    "van",
    "datum",
    "naar",
    "d",
    "dd",
    "ma",
    "di",
    "wo",
    "do",
    "vr",
    "za",
    "zo",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "vanaf",
    "t/m",
    "tm",
    "vanmorgen",
    "vandaag",
    "gisteren",
    "morgen",
    "verslag",
    "notitie",
    "overdracht",
    "afspraak",
    "evaluatie",
];

/// Finds dates by their form, and dates of birth by the cue before them.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) {
            continue;
        }
        if let Some(end) = birth_end(draft, at).filter(|_| is_birth(draft, at)) {
            draft.add(at..end, Birthdate, Likely, Cue);
        } else if let Some(end) = written_end(draft, at).or_else(|| figures_end(draft, at)) {
            let birth = is_birth(draft, at) || is_birth_after(draft, end);
            draft.add(at..end, if birth { Birthdate } else { Date }, Certain, if birth { Cue } else { Form });
        } else if (is_year(&draft.tokens[at]) || is_compact(&draft.tokens[at])) && is_birth(draft, at) {
            draft.add(at..at + 1, Birthdate, Likely, Cue);
        } else if draft.tokens[at].is_apostrophe()
            && is_birth(draft, at)
            && draft.get(at + 1).is_some_and(|year| year.is_number() && year.is_glued() && year.text.len() == 2)
        {
            // 'geb '44'.
            draft.add(at..at + 2, Birthdate, Likely, Cue);
        } else if let Some(year) = bracketed_year(draft, at) {
            draft.add(year..year + 1, Birthdate, Likely, Form);
        } else if let Some(end) = range_end(draft, at) {
            draft.add(at..end, Date, Likely, Form);
        } else if let Some(end) = named_end(draft, at) {
            draft.add(at..end, Date, Likely, Listed);
        }
    }
    dates_beside::find(draft);
}

/// '3 februari 2024', '12 aug.'; the weekday stays outside.
fn written_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let day = draft.tokens[at].value().filter(|day| (1..=31).contains(day))?;
    let tied =
        at > 0 && draft.tokens[at].is_glued() && (draft.tokens[at - 1].is_dash() || draft.tokens[at - 1].is_word());
    let mut month = at + 1;
    if draft.get(month).is_some_and(|token| token.is_glued() && (token.is("e") || token.is("ste") || token.is("de"))) {
        month += 1;
    }
    let token = draft.get(month).filter(|_| draft.follows(month))?;
    let full = token.on(List::Month) || is_misspelt_month(token);
    if tied || day == 0 || !(full || token.on(List::ShortMonth)) {
        return None;
    }
    let mut year = month + 1;
    if !full && draft.get(year).is_some_and(|token| token.is_mark('.') && token.is_glued()) {
        year += 1;
    }
    Some(year_end(draft, year).unwrap_or(month + 1))
}

/// 'maa', 'septmber': months as they are typed in haste.
fn is_misspelt_month(token: &Token<'_>) -> bool {
    const WRONG: [&str; 20] = [
        "januarie",
        "jannuari",
        "febuari",
        "febr",
        "februarie",
        "feburari",
        "maartt",
        "mrrt",
        "apil",
        "juny",
        "julie",
        "augustes",
        "augutus",
        "septmber",
        "septembr",
        "setember",
        "octber",
        "oktber",
        "novembr",
        "decmber",
    ];
    WRONG.contains(&token.folded.as_ref())
}

/// '070772', '14031961': a day, a month and a year in one figure.
fn is_compact(token: &Token<'_>) -> bool {
    let part = |from: usize, to: usize| token.text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let sized = token.is_number() && (token.text.len() == 6 || token.text.len() == 8);
    sized && part(0, 2).zip(part(2, 4)).is_some_and(|(day, month)| is_day(day, month))
        || token.text.len() == 8 && part(4, 6).zip(part(6, 8)).is_some_and(|(month, day)| is_day(day, month))
}

/// '3 mei is hij jarig', '3 mei geboren'.
fn is_birth_after(draft: &Draft<'_>, end: usize) -> bool {
    (end..end + 4)
        .take_while(|at| draft.follows(*at) && draft.tokens[*at].is_word())
        .any(|at| draft.tokens[at].on(List::Birth))
}

/// A year after a date, also as ''47'.
fn year_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    if !draft.follows(at) {
        return None;
    }
    let token = &draft.tokens[at];
    if is_year(token) {
        return Some(at + 1);
    }
    let short = draft.get(at + 1).is_some_and(|next| next.is_number() && next.text.len() == 2 && next.is_glued());
    (token.is_apostrophe() && short).then_some(at + 2)
}

/// '28-11', '14/5', '12-8-'47', '01.01.2006', '2024-03-21'.
fn figures_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let first = &draft.tokens[at];
    if at > 0 && first.is_glued() && !is_opening(&draft.tokens[at - 1]) {
        return None;
    }
    let separator = draft
        .get(at + 1)
        .filter(|token| token.is_glued() && (token.is_dash() || token.is_mark('/') || token.is_mark('.')))?;
    let (one, two) = (first.value()?, draft.get(at + 2).filter(|token| token.is_glued())?.value()?);
    if first.text.len() == 4 {
        let day = draft.get(at + 4).filter(|token| token.is_glued())?.value()?;
        return (is_year(first) && is_day(day, two)).then_some(at + 5);
    }
    // '00-00-1944' stands on papers of people whose day of birth nobody knows.
    let unknown = first.is("00") && draft.tokens[at + 2].is("00");
    if !(is_day(one, two) || unknown) || draft.tokens[at + 2].text.len() > 2 {
        return None;
    }
    let again = draft.get(at + 3).is_some_and(|token| token.is_glued() && token.text == separator.text);
    if again {
        let mut year = at + 4;
        if draft.get(year).is_some_and(|token| token.is_apostrophe() && token.is_glued()) {
            year += 1;
        }
        let token = draft.get(year).filter(|token| token.is_glued() && token.is_number())?;
        return (token.text.len() == 2 && !unknown || is_year(token)).then_some(year + 1);
    }
    if unknown {
        return None;
    }
    let unit = draft
        .get(at + 3)
        .is_some_and(|next| UNITS.contains(&next.folded.as_ref()) || next.is("jaar") || next.is_mark('%'));
    let longer =
        draft.get(at + 3).is_some_and(|next| next.is_glued() && (next.is_number() || next.is_word() || next.is_dash()));
    let always = one == 24 && two == 7;
    let sure = ["per", "op", "dd", "vanaf", "datum"];
    let led = draft.before(at, 1).is_some_and(|before| sure.contains(&before.folded.as_ref()));
    let broken = always && !led || separator.is_mark('.') || (separator.is_mark('/') && is_fraction(one, two) && !led);
    let cue =
        is_birth(draft, at) || draft.before(at, 1).is_some_and(|before| DAY_CUES.contains(&before.folded.as_ref()));
    let two_digits = draft.tokens[at + 2].text.len() == 2 && first.text.len() == 2;
    (!unit && !longer && !broken && (two_digits || cue || one > 12 || separator.is_mark('/'))).then_some(at + 3)
}

/// '03 02 1982', '3-feb-1982', '3 feb 82', "feb '82": only after a word of birth.
fn birth_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let glue = |at: usize| {
        at + usize::from(draft.get(at).is_some_and(|mark| (mark.is_dash() || mark.is_mark('.')) && draft.follows(at)))
    };
    let token = draft.get(at)?;
    let is_month = |token: &Token<'_>| token.on(List::Month) || token.on(List::ShortMonth);
    let month = if is_month(token) {
        at
    } else {
        let month = glue(at + 1);
        let day = token.value().is_some_and(|day| (1..=31).contains(&day)) && token.text.len() <= 2;
        let follows = draft.get(month).filter(|_| day && draft.follows(month))?;
        (is_month(follows) || follows.value().is_some_and(|month| (1..=12).contains(&month))).then_some(month)?
    };
    let year = glue(month + 1);
    let year = year + usize::from(draft.get(year).is_some_and(Token::is_apostrophe));
    let token = draft.get(year).filter(|token| draft.follows(year) && token.is_number())?;
    (is_year(token) || token.text.len() == 2).then_some(year + 1)
}

/// 'Jan (1982)': a year in brackets after a name.
fn bracketed_year(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let year = draft
        .get(at)
        .filter(|token| is_year(token) && token.value().is_some_and(|year| (1920..2020).contains(&year)))?;
    let wrapped = draft.before(at, 1).is_some_and(|before| before.is_mark('('))
        && draft.get(at + 1).is_some_and(|next| next.is_mark(')') && next.is_glued());
    let named = draft.before(at, 2).is_some_and(|name| {
        name.on(List::FirstName) || name.on(List::Surname) || name.is_capital() && !name.traits.is_ordinary()
    });
    (year.is_glued() && wrapped && named).then_some(at)
}

/// '1/1–30/6': days and months on both sides of a dash.
fn range_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let slashed = |at: usize| {
        let slash = draft.get(at + 1).is_some_and(|mark| mark.is_mark('/') && mark.is_glued());
        let month = draft.get(at + 2).filter(|month| slash && month.is_glued())?.value()?;
        is_day(draft.get(at)?.value()?, month).then_some(at + 3)
    };
    let dash = slashed(at)?;
    let joined = draft.get(dash).is_some_and(Token::is_dash) && draft.follows(dash);
    slashed(dash + 1).filter(|_| joined && draft.follows(dash + 1))
}

/// Feasts that fall on one day; two-word ones too.
fn named_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let token = &draft.tokens[at];
    if token.on(List::NamedDay) {
        return Some(at + 1);
    }
    if !token.traits.starts_phrase() || !draft.follows(at + 1) {
        return None;
    }
    let phrase = format!("{} {}", token.folded, draft.tokens[at + 1].folded);
    lexicon::has_phrase(List::NamedDay, &phrase).then_some(at + 2)
}

fn is_birth(draft: &Draft<'_>, at: usize) -> bool {
    (1..=5).map_while(|back| draft.before(at, back)).any(|token| token.on(List::Birth) || token.is_mark('*'))
}

fn is_day(day: u32, month: u32) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

fn is_fraction(part: u32, whole: u32) -> bool {
    part < whole && whole <= 4 && (part, whole) != (2, 4)
}

fn is_year(token: &Token<'_>) -> bool {
    token.text.len() == 4 && token.value().is_some_and(|year| (1900..2100).contains(&year))
}

fn is_opening(token: &Token<'_>) -> bool {
    ["(", "'", "\"", "‘", "“", "*", ":", "[", "<", ">"].contains(&token.text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn dates() {
        for date in
            ["3 februari", "2 december 2024", "06-06-2024", "28-11", "14/5", "2024-03-21", "Hemelvaartsdag", "12 aug"]
        {
            assert_eq!(found(&format!("dat was op {date} bij haar")), [format!("date {date}")]);
        }
        assert_eq!(
            found("tussen 8-12 uur, 1/2 brood, in februari, om 14.30, sinds 2022, 2-3 keer"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn dates_of_birth() {
        assert_eq!(found("geb 12-8-'47, geboren op 14 juli 1939"), ["birthdate 12-8-'47", "birthdate 14 juli 1939"]);
        assert_eq!(found("hij is geboren in 1962"), ["birthdate 1962"]);
    }
}
