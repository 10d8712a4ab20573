//! Ages: a number beside a person, never a duration ('vier jaar geleden'). Runs last, since a name found before it tells
//! that a number in brackets is an age.

use super::Category::{Age, Birthdate};
use super::Confidence::{Certain, Likely};
use super::Reason::Form;
use super::ages_beside;
use super::births::{is_short_year_of_birth, is_year_of_birth};
use super::draft::Draft;
use super::lexicon::List;
use super::number_words::number_word;
use super::token::{Gap, Token};

/// Words before 'N jaar' that make it a duration.
const DURING: [&str; 20] = [
    "al",
    "nog",
    "sinds",
    "na",
    "over",
    "binnen",
    "elke",
    "per",
    "afgelopen",
    "laatste",
    "eerste",
    "komende",
    "ruim",
    "in",
    "voor",
    "die",
    "heeft",
    "zo'n",
    "tot",
    "om",
];

/// Words after 'N jaar' that make it a duration.
const LASTING: [&str; 12] =
    ["geleden", "terug", "lang", "later", "eerder", "ervaring", "getrouwd", "samen", "vast", "cel", "dienst", "bezig"];

/// People who are counted, of whom 'van N' tells the age.
pub(super) const CHILDREN: [&str; 28] = [
    "kinderen",
    "dochters",
    "zonen",
    "zoons",
    "jongens",
    "meisjes",
    "meiden",
    "kids",
    "twee",
    "drie",
    "een",
    "kleinkinderen",
    "tweeling",
    "zussen",
    "broers",
    "zusjes",
    "broertjes",
    "mannen",
    "vrouwen",
    "dames",
    "heren",
    "tieners",
    "pubers",
    "peuters",
    "oudste",
    "jongste",
    "middelste",
    "kleintje",
];

/// Words after a number that make it an amount of something.
pub(super) const COUNTED: [&str; 20] = [
    "kinderen",
    "zonen",
    "zoons",
    "dochters",
    "jongens",
    "meisjes",
    "kleinkinderen",
    "kids",
    "euro",
    "meter",
    "kilo",
    "cm",
    "uur",
    "jaar",
    "weken",
    "maanden",
    "dagen",
    "mensen",
    "procent",
    "keer",
];

/// Finds ages: 'N jaar', 'N-jarige', 'is N', 'een man van N', and a number in brackets after a person.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if !draft.is_claimed(at) && is_year_of_birth(draft, at) {
            draft.add(at..at + 1, Birthdate, Likely, Form);
        } else if !draft.is_claimed(at) && is_short_year_of_birth(draft, at) {
            draft.add(at - 1..at + 1, Birthdate, Likely, Form);
        }
        if draft.is_claimed(at) || years(&draft.tokens[at]).is_none() && !is_ordinal(&draft.tokens[at]) {
            continue;
        }
        let plain = years(&draft.tokens[at]).and_then(|_| age_confidence(draft, at));
        if let Some(confidence) = plain.or_else(|| ages_beside::confidence(draft, at)) {
            // 'sinds zijn 12e'.
            let ordinal = draft.tokens[at].is_number()
                && draft.follows(at + 1)
                && draft.tokens[at + 1].is_glued()
                && draft.tokens[at + 1].is_one_of(&["e", "de", "ste"]);
            draft.add(at..at + 1 + usize::from(ordinal), Age, confidence, Form);
        }
    }
}

/// 'dertiende', 'tachtigste'.
fn is_ordinal(token: &Token<'_>) -> bool {
    token.is_word() && (token.folded.ends_with("nde") || token.folded.ends_with("ste") || token.folded.ends_with("fde"))
}

/// The number of years that a figure or a number word can be ('negentien', 'zesenveertigjarige').
pub(super) fn years(token: &Token<'_>) -> Option<u32> {
    if token.is_number() {
        return token.value().filter(|years| *years <= 110 && !token.text.starts_with('0'));
    }
    let word =
        token.folded.strip_suffix("jarige").or_else(|| token.folded.strip_suffix("jarig")).unwrap_or(&token.folded);
    if token.is_word() { number_word(word) } else { None }
}

fn age_confidence(draft: &Draft<'_>, at: usize) -> Option<super::Confidence> {
    let token = &draft.tokens[at];
    let after = |ahead: usize| draft.get(at + ahead).filter(|token| token.gap != Gap::Line);
    let is_aged = |token: &Token<'_>| token.is("jarige") || token.is("jarig") || token.is("jaar");
    let hyphened = after(1).is_some_and(Token::is_dash) && after(2).is_some_and(is_aged);
    if token.folded.ends_with("jarige") || hyphened || after(1).is_some_and(|next| next.is("jarige")) {
        return Some(Certain);
    }
    let age = if after(1).is_some_and(|next| next.is("jaar") || next.is("jr") || next.is("jrs") || next.is("jaartjes"))
    {
        is_years(draft, at)
    } else {
        is_bracketed(draft, at) || is_bare(draft, at)
    };
    age.then_some(Likely)
}

/// 'N jaar' that is no duration.
fn is_years(draft: &Draft<'_>, at: usize) -> bool {
    let before = draft.before(at, 1);
    let after = draft.get(at + 2).filter(|token| token.gap != Gap::Line);
    let old = after.is_some_and(|token| token.is("oud") || token.is("jong"));
    let lasting = after.is_some_and(|token| token.is_one_of(&LASTING));
    let during = before.is_some_and(|token| token.is_one_of(&DURING));
    let beside = before.is_none_or(|token| {
        !token.is_word() || is_being(token) || token.is_capital() || (token.is("van") && is_person(draft, at - 1))
    });
    old || (beside && !lasting && !during && (draft.tokens[at].is_number() || is_word_age(draft, at)))
}

/// '(46)' or '(46, gescheiden)' after a person, or ', 46,' after a name that was found.
fn is_bracketed(draft: &Draft<'_>, at: usize) -> bool {
    let (Some(before), Some(next)) = (draft.before(at, 1), draft.get(at + 1)) else { return false };
    let token = &draft.tokens[at];
    if !token.is_number() {
        return false;
    }
    if before.is_mark('(') && (next.is_mark(')') || next.is_mark(',')) {
        return is_bracket_person(draft, at - 1);
    }
    let decimal = draft.get(at + 2).is_some_and(|part| part.is_glued() && part.is_number());
    let apposed = before.is_mark(',') && [",", ".", ")"].contains(&next.text) && !decimal;
    let named =
        draft.before(at, 2).is_some_and(|token| token.is_capital() && draft.is_claimed(at - 2) || token.on(List::Kin));
    apposed && (named && (token.text.len() == 2 || next.is_mark(')')) || draft.is_person(at.saturating_sub(2)))
}

/// 'is 46' or 'een man van 46', with nothing after it that makes it an amount.
fn is_bare(draft: &Draft<'_>, at: usize) -> bool {
    let Some(before) = draft.before(at, 1) else { return false };
    let token = &draft.tokens[at];
    let next = draft.get(at + 1).filter(|token| token.gap != Gap::Line);
    let goes_on = ["en", "maar", "die", "met", "toen", "als", "of"];
    let stops = next.is_none_or(|next| {
        let amount = next.is_word() || next.is_number() || next.is_dash() || next.is_mark('%') || next.is_mark('€');
        !amount || next.is_one_of(&goes_on)
    });
    if before.is("van") && is_person(draft, at - 1) {
        let counted = next.is_some_and(|next| next.is_one_of(&COUNTED));
        let parent =
            ["vader", "moeder", "ouder", "ouders"].iter().any(|word| draft.before(at, 2).is_some_and(|t| t.is(word)));
        if parent && years(token).is_some_and(|years| years < 13) {
            return false;
        }
        let adult = years(token).is_some_and(|years| years >= 13)
            && !next.is_some_and(|next| next.is_dash() || next.is_number());
        let inside = next.is_some_and(|next| next.is_one_of(&["in", "uit", "bij", "op", "thuis", "zit"]));
        let child = draft.before(at, 2).is_some_and(|token| token.on(List::Kin));
        let acts = next.is_some_and(|next| {
            next.on(List::Speech) || next.on(List::Verb) || next.folded.len() > 4 && next.folded.ends_with('t')
        });
        return stops
            || child && acts && !counted
            || adult && !counted
            || child && inside
            || next.is_some_and(|next| next.is("maanden") || next.is("weken"));
    }
    let decimal = next.is_some_and(|next| [".", ",", ":"].contains(&next.text))
        && draft.get(at + 2).is_some_and(|fraction| fraction.is_number() && fraction.is_glued());
    let thing = draft.before(at, 2).is_some_and(|token| token.is("het") || token.is("dat") || token.is("score"));
    let least = if token.is_number() { 3 } else { 13 };
    is_being(before) && stops && !decimal && !thing && years(token).is_some_and(|years| years >= least)
}

/// Number words before 'jaar' are mostly durations; only 'is N jaar' is an age.
fn is_word_age(draft: &Draft<'_>, at: usize) -> bool {
    draft.before(at, 1).is_some_and(is_being)
}

fn is_being(token: &Token<'_>) -> bool {
    token.is_one_of(&["is", "ben", "bent", "wordt", "word", "werd", "was", "inmiddels", "leeftijd"])
}

/// A person before 'van N': a kin word, a title, a role, or a name already found.
fn is_person(draft: &Draft<'_>, at: usize) -> bool {
    let listed = |token: &Token<'_>| {
        token.on(List::Kin)
            || token.on(List::Title)
            || token.on(List::Role)
            || token.is_one_of(&["iemand", "dame", "persoon", "mens"])
    };
    draft
        .before(at, 1)
        .is_some_and(|token| listed(token) || draft.is_person(at - 1) || token.is_capital() && draft.is_claimed(at - 1))
}

fn is_bracket_person(draft: &Draft<'_>, bracket: usize) -> bool {
    let back = if draft.before(bracket, 1).is_some_and(|token| token.is_mark('.')) { 2 } else { 1 };
    is_person(draft, bracket + 1 - back) || (bracket >= back && draft.is_claimed(bracket - back))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn ages() {
        assert_eq!(found("een man van 46 jaar en een 9-jarige"), ["age 46", "age 9"]);
        assert_eq!(found("ze is 34 en een jongen van 9 die belt"), ["age 34", "age 9"]);
        assert_eq!(found("mijn moeder (78) en een achtjarige"), ["age 78", "age achtjarige"]);
        assert_eq!(
            found("vier jaar geleden, al 12 jaar, 3 jaar terug, het is 27 graden, (2) bellen"),
            Vec::<String>::new()
        );
    }
}
