//! Dates and dates of birth; a date of birth is a date after a cue. Weekdays, months and years alone stay.

use super::Category::{Birthdate, Date};
use super::Confidence::{Certain, Likely};
use super::Reason::{Cue, Form, Listed};
use super::births::{birth_end, bracketed_year, is_birth, is_birth_after, is_compact};
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
const DAY_CUES: [&str; 45] = [
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
    "verhuist",
    "verhuizing",
    "start",
    "intake",
    "zitting",
    "uiterlijk",
    "mdo",
    "huisbezoek",
    "hb",
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
        } else if let Some(end) = named_end(draft, at).or_else(|| dates_beside::said_end(draft, at)) {
            let birth = is_birth(draft, at);
            draft.add(at..end, if birth { Birthdate } else { Date }, Likely, if birth { Cue } else { Listed });
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
    token.is_one_of(&WRONG)
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
    let unit = draft.get(at + 3).is_some_and(|next| next.is_one_of(&UNITS) || next.is("jaar") || next.is_mark('%'));
    let longer =
        draft.get(at + 3).is_some_and(|next| next.is_glued() && (next.is_number() || next.is_word() || next.is_dash()));
    let always = one == 24 && two == 7;
    let sure = ["per", "op", "dd", "vanaf", "datum"];
    let led = draft.before(at, 1).is_some_and(|before| before.is_one_of(&sure));
    // 'op 28.01'.
    let dotted = separator.is_mark('.') && !(led && first.text.len() == 2 && draft.tokens[at + 2].text.len() == 2);
    let broken = always && !led || dotted || (separator.is_mark('/') && is_fraction(one, two) && !led);
    let cue = is_birth(draft, at)
        || is_birth_after(draft, at + 3)
        || draft.before(at, 1).is_some_and(|before| before.is_one_of(&DAY_CUES));
    let two_digits = draft.tokens[at + 2].text.len() == 2 && first.text.len() == 2;
    (!unit && !longer && !broken && (two_digits || cue || one > 12 || separator.is_mark('/'))).then_some(at + 3)
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

pub(super) fn is_day(day: u32, month: u32) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

fn is_fraction(part: u32, whole: u32) -> bool {
    part < whole && whole <= 4 && (part, whole) != (2, 4)
}

pub(super) fn is_year(token: &Token<'_>) -> bool {
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
        for date in [
            "3 februari",
            "2 december 2024",
            "06-06-2024",
            "28-11",
            "14/5",
            "2024-03-21",
            "Hemelvaartsdag",
            "12 aug",
            "28.01",
        ] {
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
