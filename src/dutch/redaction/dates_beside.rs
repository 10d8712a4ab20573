//! Days that only what stands around them tells: 'tot de 24e', '2e kerstdag', and what stands in a row with a date
//! ('8, 9 en 11 mei', '14 t/m 28 juli', '5-3, 7-3 en 12-3').

use super::Category::{Birthdate, Date};
use super::Confidence::Likely;
use super::Reason::Form;
use super::draft::Draft;
use super::lexicon::List;
use super::number_words::number_word;
use super::token::Gap;

/// Days of feasts that last two.
const FEASTS: [&str; 6] = ["kerstdag", "paasdag", "pinksterdag", "pinsterdag", "suikerfeestdag", "offerfeestdag"];

/// Words after 'de 8e' with which a sentence goes on, so that no thing is numbered ('de 8e verdieping').
const ON: [&str; 16] = [
    "of", "maar", "ofzo", "dus", "vanaf", "ongeveer", "samen", "vrij", "terug", "weer", "thuis", "jarig", "weg",
    "langs", "klaar", "verder",
];

/// 'zesde december', '28-II-1947'.
pub(super) fn said_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let token = &draft.tokens[at];
    if token.is_word() {
        let folded = token.folded.as_ref();
        let stem = folded.strip_suffix("ste").or_else(|| folded.strip_suffix("de"));
        let day = ["eerste", "derde"].contains(&folded) || stem.and_then(number_word).is_some_and(|day| day <= 31);
        return (day && draft.follows(at + 1) && draft.tokens[at + 1].on(List::Month)).then_some(at + 2);
    }
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    token.value().filter(|day| (1..=31).contains(day))?;
    let mark = |at: usize| {
        draft.follows(at)
            && draft.tokens[at].is_glued()
            && (draft.tokens[at].is_dash() || draft.tokens[at].is_mark('.') || draft.tokens[at].is_mark('/'))
    };
    let month = draft.get(at + 2).filter(|month| mark(at + 1) && month.is_glued() && ROMAN.contains(&month.text))?;
    let year = draft.get(at + 4).filter(|year| mark(at + 3) && year.is_glued() && year.is_number())?;
    (month.is_glued() && [2, 4].contains(&year.text.len())).then_some(at + 5)
}

/// 'donderdag 20' where no time or amount follows.
fn weekday_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    let led = draft.before(at, 1).is_some_and(|before| before.is_one_of(&DAYS));
    let stops = draft.get(at + 1).is_none_or(|next| {
        let more = draft.get(at + 2).is_some_and(|part| part.is_glued() && part.is_number());
        next.gap == Gap::Line || [",", ".", ")", ";", "?"].contains(&next.text) && !more || next.on(List::NeverStart)
    });
    (led && stops && draft.tokens[at].gap == Gap::Blank).then_some(at + 1)
}

/// Finds days without a month, then those beside a date.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || draft.tokens[at].value().is_none_or(|day| !(1..=31).contains(&day)) {
            continue;
        }
        if let Some(end) = ordinal_end(draft, at).or_else(|| weekday_end(draft, at)) {
            draft.add(at..end, Date, Likely, Form);
        }
    }
    let dates: Vec<(usize, usize)> = draft
        .found()
        .iter()
        .filter(|found| matches!(found.category, Date | Birthdate))
        .map(|found| (found.tokens.start, found.tokens.end))
        .collect();
    for (start, end) in dates {
        let first = row_start(draft, start);
        if first < start {
            draft.add(first..start, Date, Likely, Form);
        }
        find_after(draft, end);
    }
}

/// '2e kerstdag', and '24e' after 'de' where no noun follows.
fn ordinal_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    draft.get(at + 1).filter(|next| next.is_glued() && next.is_one_of(&["e", "de", "ste"]))?;
    let end = at + 2;
    if draft.follows(end) && draft.tokens[end].is_one_of(&FEASTS) {
        return Some(end + 1);
    }
    let led = draft.before(at, 1).is_some_and(|before| before.is("de") || before.is("tot") || before.is("per"));
    let next = draft.get(end).filter(|next| next.gap != Gap::Line && (next.is_word() || next.is_number()));
    let stops = next.is_none_or(|next| {
        next.on(List::NeverStart)
            || next.on(List::Verb)
            || next.on(List::Speech)
            || next.on(List::Particle)
            || next.is_one_of(&ON)
            || next.traits.is_neutral() && next.folded.len() > 2
    });
    (led && stops).then_some(end)
}

/// Goes back over '8, 9 en' and '14 t/m' before a date that begins with a day.
fn row_start(draft: &Draft<'_>, date: usize) -> usize {
    let day = |at: usize| {
        draft.get(at).is_some_and(|token| token.value().is_some_and(|day| (1..=31).contains(&day)))
            && !draft.is_claimed(at)
    };
    let mut start = date;
    while date - start < 16 && draft.get(start).is_some_and(|token| token.gap != Gap::Line) {
        let width = joint_width(draft, start);
        let Some(before) = start.checked_sub(width + 1).filter(|before| width > 0 && day(*before)) else { break };
        let tied = draft.tokens[before].is_glued() && before > 0 && !draft.tokens[before - 1].is_mark('(');
        if tied || draft.is_claimed(start - 1) {
            break;
        }
        start = before;
    }
    start
}

/// How many tokens before this one join it to what stands before: ',', 'en', 't/m', '-'.
fn joint_width(draft: &Draft<'_>, at: usize) -> usize {
    let is = |back: usize, text: &str| draft.before(at, back).is_some_and(|token| token.is(text));
    if is(1, "m") && is(2, "/") && is(3, "t") {
        3
    } else {
        usize::from(["en", ",", "tm", "tot", "-", "–", "&", "of", "+"].iter().any(|word| is(1, word)))
    }
}

/// 'op 5-3, 7-3 en 12-3': more days and months in figures.
fn find_after(draft: &mut Draft<'_>, end: usize) {
    let part = |draft: &Draft<'_>, at: usize, most: u32| {
        draft.follows(at) && draft.tokens[at].value().is_some_and(|value| (1..=most).contains(&value))
    };
    let mut at = end;
    while at < end + 32
        && draft.follows(at)
        && (draft.tokens[at].is_mark(',') || draft.tokens[at].is("en") || draft.tokens[at].is("of"))
    {
        let joined = draft.get(at + 2).is_some_and(|mark| (mark.is_dash() || mark.is_mark('/')) && mark.is_glued());
        let figures = joined && part(draft, at + 1, 31) && part(draft, at + 3, 12) && draft.tokens[at + 3].is_glued();
        if !figures || draft.get(at + 4).is_some_and(|next| next.is_glued() && (next.is_word() || next.is_dash())) {
            break;
        }
        draft.add(at + 1..at + 4, Date, Likely, Form);
        at += 4;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn days_without_a_month() {
        assert_eq!(
            found("tot de 24e. wie dan. op de 8e is hij er, op 2e kerstdag"),
            ["date 24e", "date 8e", "date 2e kerstdag"]
        );
        assert_eq!(found("op de 3e verdieping, de 2e keer, groep 8, de 1e kans"), Vec::<String>::new());
    }

    #[test]
    fn days_in_a_row() {
        assert_eq!(found("van 14 t/m 28 juli"), ["date 14 t/m", "date 28 juli"]);
        assert_eq!(found("op 8, 9 en 11 mei"), ["date 8, 9 en", "date 11 mei"]);
        assert_eq!(found("op 5-3, 7-3 en 12-3 niet"), ["date 5-3", "date 7-3", "date 12-3"]);
    }
}
