//! Ages that only what stands around them tells: in a row of ages, beside a name, after 'toen' or a pronoun.

use super::Category::Age;
use super::Confidence::{self, Likely};
use super::ages::{CHILDREN, COUNTED, years};
use super::ages_apart;
use super::around::Around;
use super::draft::Draft;
use super::lexicon::List;
use super::number_words::number_word;
use super::token::Gap;

const PRONOUNS: [&str; 10] = ["hij", "zij", "ze", "ik", "ie", "die", "jij", "je", "m", "dat"];

const BEING: [&str; 11] = ["is", "was", "ben", "bent", "werd", "wordt", "word", "zijn", "waren", "geworden", "geweest"];

/// Words between 'is' and an age: 'is pas 14', 'is nog maar zes'.
const ONLY: [&str; 15] = [
    "pas",
    "nu",
    "al",
    "net",
    "bijna",
    "maar",
    "inmiddels",
    "intussen",
    "ondertussen",
    "nog",
    "zelf",
    "ook",
    "toen",
    "dan",
    "ong",
];

/// Units after a number that make it a time or an amount.
const UNITS: [&str; 28] = [
    "uur", "keer", "x", "weken", "week", "dagen", "dag", "maanden", "maand", "mensen", "personen", "min", "minuten",
    "km", "graden", "mnd", "wkn", "wk", "van", "jaar", "jr", "kamers", "hoog", "stuks", "tegen", "tot", "a", "op",
];

impl Around<'_, '_> {
    /// Nothing follows, or a mark that ends the phrase.
    fn stops(&self) -> bool {
        self.next().is_none_or(|next| {
            let decimal = [".", ",", ":"].contains(&next.text)
                && self.draft.get(self.at + 2).is_some_and(|part| part.is_number() && part.is_glued());
            !next.is_word()
                && !next.is_number()
                && !next.is_dash()
                && !decimal
                && !["%", "€", "/", "x"].contains(&next.text)
        })
    }

    /// Nothing follows that is counted.
    fn is_uncounted(&self) -> bool {
        self.stops()
            || self.next().is_some_and(|next| {
                next.is_word()
                    && !next.is_glued()
                    && !next.is_one_of(&COUNTED)
                    && !next.is_one_of(&UNITS)
                    && !next.on(List::Month)
                    && !next.on(List::ShortMonth)
            })
    }

    fn is_person(&self, back: usize) -> bool {
        self.at >= back
            && self
                .before(back)
                .is_some_and(|token| self.draft.is_person(self.at - back) || token.on(List::Kin) && !token.is("kind"))
    }
}

/// How surely a number is an age by its neighbours.
pub(super) fn confidence(draft: &Draft<'_>, at: usize) -> Option<Confidence> {
    let around = Around { draft, at };
    around.before(1)?;
    let token = &draft.tokens[at];
    if ages_apart::is_apart(draft, at) {
        return Some(Likely);
    }
    let age = if token.is_number() {
        token.value().is_some_and(|years| (1..=110).contains(&years) && !token.text.starts_with('0'))
            && (in_row(&around)
                || is_apposed(&around)
                || beside_person(&around)
                || by_time(&around, true)
                || is_ordinal(&around))
    } else if let Some(years) = years(token).filter(|years| *years > 2) {
        by_time(&around, years > 12) || in_row(&around) || years > 12 && is_apposed(&around)
    } else {
        is_written_ordinal(&around)
    };
    age.then_some(Likely)
}

/// 'kinderen van 9, 7 en 4', ', 52 en 49,'.
fn in_row(around: &Around<'_, '_>) -> bool {
    let (draft, at) = (around.draft, around.at);
    let row = around.is_before(1, &[",", "en", "(", "/", "&"])
        && at > 1
        && (around.stops() || around.is_next(&["en", "jaar", "jr", "die", "&"]))
        && draft.found().iter().rev().take(3).any(|found| found.category == Age && found.tokens.end == at - 1);
    let two_figures = |at: usize| draft.get(at).is_some_and(|token| token.is_number() && token.text.len() == 2);
    let opens = two_figures(at)
        && around.is_before(1, &[","])
        && around.is_next(&["en"])
        && two_figures(at + 2)
        && at > 1
        && draft.is_claimed(at - 2);
    let listed = around.is_before(1, &["(", ":", "van"]) && around.is_before(2, &CHILDREN);
    row || opens || listed && (around.stops() || around.is_next(&["en", "tot"]) || around.is_before(1, &["van"]))
}

/// 'sagal. 34, vier kinderen', 'Samira A., 23.', 'De jongste, 19,', '(10?)': two figures between marks after a person.
fn is_apposed(around: &Around<'_, '_>) -> bool {
    let token = &around.draft.tokens[around.at];
    let full = token.is_word() || token.text.len() == 2;
    let marks = [",", ".", "("];
    let before = around.is_before(1, &marks) && token.gap != Gap::Glued || around.is_before(1, &["("]);
    let dotted = usize::from(around.is_before(1, &[","]) && around.is_before(2, &["."]));
    let person =
        around.is_person(2 + dotted) || around.is_before(2, &["jongste", "oudste", "middelste", "ander", "andere"]);
    let closed = around.is_next(&[",", ".", ")", "?", ";"]) && around.stops();
    let in_list = around.is_next(&["en", ")"]) && around.is_person(2) && around.is_before(1, &[","]);
    full && before && closed && person || in_list || around.is_before(1, &["("]) && around.is_next(&["?"]) && full
}

/// '(Defne 9, Kaan 6)', 'zoon 14 en dochter 9', 'lft: 44'.
fn beside_person(around: &Around<'_, '_>) -> bool {
    let ends = around.stops() || around.is_next(&["en", "+", "jr", "jaar", "j"]);
    let aged = around.is_before(1, &["leeftijd", "lft", "lftd"])
        || around.is_before(1, &[":", "("]) && around.is_before(2, &["leeftijd", "lft", "lftd"]);
    let apart = around.draft.tokens[around.at].gap == Gap::Blank;
    let acts = around.draft.tokens[around.at].text.len() == 2
        && around.is_uncounted()
        && around.next().is_some_and(|next| next.on(List::Verb) || next.on(List::Speech) || next.folded.ends_with('t'));
    aged || (ends || acts) && apart && around.is_person(1) || around.is_next(&["geworden", "lentes", "jaartjes"])
}

/// 'toen 20, nu 22', 'sinds hij 40 is', 'ze is pas 14 he', 'hij is zeven'.
fn by_time(around: &Around<'_, '_>, grown: bool) -> bool {
    let only = usize::from(around.is_before(1, &ONLY))
        + usize::from(around.is_before(2, &["nog"]) && around.is_before(1, &["maar"]));
    let being = around.is_before(1 + only, &BEING);
    let subject = |back: usize| around.is_before(back, &PRONOUNS) || around.is_person(back);
    let of = being && (subject(2 + only) || only > 0 && grown) && around.is_uncounted();
    let turned = being && around.is_next(&PRONOUNS) && only == 0 && grown && around.is_before(1, &["is", "was", "ben"]);
    let then = around.is_before(1, &["toen", "nu", "inmiddels"])
        && grown
        && around.draft.tokens[around.at].text.len() > 1
        && (around.stops() || around.is_next(&["en"]));
    let alone = around.stops()
        && grown
        && around.is_before(1, &["hij", "zij", "ze", "ik"])
        && around.draft.tokens[around.at].text.len() > 1;
    let since = around.is_next(&["is", "was", "werd", "wordt", "ben", "bent"])
        && (around.is_before(1, &PRONOUNS) || around.is_person(1));
    // 'nu ben ik zelf vijftig', 'via de Raad, net veertien,'.
    let inverted =
        only > 0 && grown && around.is_before(2, &PRONOUNS) && around.is_before(3, &BEING) && around.is_uncounted();
    let just = grown
        && around.is_before(1, &["net", "pas", "amper", "nauwelijks"])
        && around.is_before(2, &[","])
        && around.stops();
    of || turned || then || alone || since || inverted || just
}

/// 'tot zijn 12e', 'haar 80ste verjaardag'.
fn is_ordinal(around: &Around<'_, '_>) -> bool {
    let (draft, at) = (around.draft, around.at);
    let ending = around.next().is_some_and(|next| next.is_glued() && next.is_one_of(&["e", "de", "ste"]));
    ending && (is_own(around) || draft.get(at + 2).is_some_and(|token| token.is("verjaardag")))
}

/// 'op zijn dertiende', 'haar tachtigste verjaardag'.
fn is_written_ordinal(around: &Around<'_, '_>) -> bool {
    let folded = around.draft.tokens[around.at].folded.as_ref();
    let number = folded.strip_suffix("ste").or_else(|| folded.strip_suffix("de")).and_then(number_word);
    number.is_some_and(|years| years > 3)
        && (is_own(around) && around.is_uncounted() || around.is_next(&["verjaardag", "levensjaar"]))
}

/// 'sinds haar', 'op zijn'.
fn is_own(around: &Around<'_, '_>) -> bool {
    around.is_before(1, &["zijn", "haar", "mijn", "zn", "mn", "der", "d'r", "hun", "je", "n"])
        && (2..=3).any(|back| around.is_before(back, &["tot", "sinds", "op", "vanaf", "rond", "na", "voor", "van"]))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn ages_beside_names_and_in_rows() {
        assert_eq!(found("kinderen (Defne 9, Kaan 6)"), ["person Defne", "age 9", "person Kaan", "age 6"]);
        assert_eq!(found("zoon 14 en dochter 9. lft: 44"), ["age 14", "age 9", "age 44"]);
        assert_eq!(found("twee kids: 4, 7 en 9"), ["age 4", "age 7", "age 9"]);
        assert_eq!(found("de jongste, 19, werkt. zussen van 77 en 79"), ["age 19", "age 77", "age 79"]);
    }

    #[test]
    fn ages_by_time() {
        assert_eq!(
            found("hij is pas 14 he. ze is nog maar zes, toen ze zestien was"),
            ["age 14", "age zes", "age zestien"]
        );
        assert_eq!(
            found("op zijn dertiende, tot haar 18e, haar tachtigste verjaardag"),
            ["age dertiende", "age 18e", "age tachtigste"]
        );
        assert_eq!(found("hij is 2 keer gebeld, ze is 3 dagen weg, dat is 4 uur"), Vec::<String>::new());
    }
}
