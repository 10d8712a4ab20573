//! What makes a date one of birth, and the forms that only a date of birth has: '03 02 1982', 'feb '82', 'Jan (1982)'.

use super::dates::{is_day, is_year};
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// '070772', '14031961': a day, a month and a year in one figure.
pub(super) fn is_compact(token: &Token<'_>) -> bool {
    let part = |from: usize, to: usize| token.text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let sized = token.is_number() && (token.text.len() == 6 || token.text.len() == 8);
    sized && part(0, 2).zip(part(2, 4)).is_some_and(|(day, month)| is_day(day, month))
        || token.text.len() == 8 && part(4, 6).zip(part(6, 8)).is_some_and(|(month, day)| is_day(day, month))
}

/// '3 mei is hij jarig', '3 mei geboren'.
pub(super) fn is_birth_after(draft: &Draft<'_>, end: usize) -> bool {
    (end..end + 4)
        .take_while(|at| draft.follows(*at) && draft.tokens[*at].is_word())
        .any(|at| draft.tokens[at].on(List::Birth))
}

/// '03 02 1982', '3-feb-1982', '3 feb 82', "feb '82": only after a word of birth.
pub(super) fn birth_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
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
pub(super) fn bracketed_year(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let year = draft
        .get(at)
        .filter(|token| is_year(token) && token.value().is_some_and(|year| (1920..2020).contains(&year)))?;
    let wrapped = draft.before(at, 1).is_some_and(|before| before.is_mark('('))
        && draft.get(at + 1).is_some_and(|next| next.is_mark(')') && next.is_glued());
    // 'Baart (2001)' is a source.
    let titled = (3..=6).any(|back| draft.before(at, back).is_some_and(|title| title.on(List::Title)));
    let named = draft.before(at, 2).is_some_and(|name| name.on(List::FirstName) || titled && name.is_capital());
    (year.is_glued() && wrapped && named).then_some(at)
}

pub(super) fn is_birth(draft: &Draft<'_>, at: usize) -> bool {
    (1..=5).map_while(|back| draft.before(at, back)).any(|token| token.on(List::Birth) || token.is_mark('*'))
}

/// 'Mila, van 2016', 'Sjoukje Rinia (1956)': the year after somebody's name.
pub(super) fn is_year_of_birth(draft: &Draft<'_>, at: usize) -> bool {
    if !is_year(&draft.tokens[at]) {
        return false;
    }
    let is = |back: usize, mark: &str| draft.before(at, back).is_some_and(|before| before.is(mark));
    let born = is_of_year(draft, at);
    let closed =
        draft.get(at + 1).is_none_or(|next| next.gap == Gap::Line || [")", ".", ",", ";"].contains(&next.text));
    let old = draft.tokens[at].value().is_some_and(|year| (1915..2025).contains(&year));
    let of = is(1, "van") && is(2, ",") && at > 2 && draft.is_person(at - 3);
    old && (born || closed && of || closed && is(1, "(") && at > 1 && draft.is_person(at - 2))
}

/// "'38" in "Jo is van '38 en de baas".
pub(super) fn is_short_year_of_birth(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let short = token.is_number() && token.text.len() == 2 && token.is_glued();
    short && draft.before(at, 1).is_some_and(Token::is_apostrophe) && is_of_year(draft, at - 1)
}

/// 'Annie is van' before a year.
fn is_of_year(draft: &Draft<'_>, at: usize) -> bool {
    const PRONOUNS: [&str; 5] = ["hij", "zij", "ze", "ie", "ik"];
    let is = |back: usize, word: &str| draft.before(at, back).is_some_and(|before| before.is(word));
    let who =
        draft.before(at, 3).is_some_and(|who| draft.is_person(at - 3) || who.is_one_of(&PRONOUNS) || who.on(List::Kin));
    // 'wij zijn allebei van 1976'.
    let both = is(2, "allebei") && (is(3, "zijn") || is(3, "waren"));
    is(1, "van") && (both || who && (is(2, "is") || is(2, "was")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn years_of_birth() {
        assert_eq!(
            found("Annie is van 1936, Jo is van '38. Zij is van '49"),
            ["person Annie", "birthdate 1936", "person Jo", "birthdate '38", "birthdate '49"]
        );
        assert_eq!(found("de flat is van 1936, dat is van '38"), Vec::<String>::new());
    }
}
