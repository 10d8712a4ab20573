//! Ages that stand apart in a sentence: between commas ('melkveehouder, 58, woont'), after a day ('wordt kerstavond 90'), before
//! 'wordt', and after 'van' where a line of work or a child stands before it.

use super::ages::years;
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// Days between a verb and an age.
const DAYS: [&str; 13] = [
    "morgen",
    "vandaag",
    "gisteren",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "overmorgen",
    "straks",
    "binnenkort",
];

/// Endings of words for what somebody does: 'een coördinator van 26'.
const DOING: [&str; 8] = ["or", "ster", "ist", "iste", "aar", "euse", "rice", "ente"];

/// Tells whether the number at a token is such an age.
pub(super) fn is_apart(draft: &Draft<'_>, at: usize) -> bool {
    let Some(number) = years(&draft.tokens[at]) else { return false };
    let is = |back: usize, words: &[&str]| draft.before(at, back).is_some_and(|before| before.is_one_of(words));
    let next = draft.get(at + 1).filter(|next| next.gap != Gap::Line);
    let more = draft.get(at + 2).is_some_and(|part| part.is_glued() && part.is_number());
    let stops = next.is_none_or(|next| [",", ".", ")", "?", ";", "("].contains(&next.text) && !more);
    let grown = number > 12;
    turns(draft, at, grown, stops)
        || is_nearly(draft, at, next)
        || grown && is_between_commas(draft, at, next, stops)
        || grown
            && next.is_some_and(|next| next.is("wordt") || next.is("werd"))
            && is(1, &["maand", "week", "jaar", "morgen", "zaterdag", "zondag"])
        || is(1, &["van"]) && (is(2, &["leeftijd"]) || is(2, &["("]) && next.is_some_and(|next| next.is_mark(')')))
        || grown && stops && is(1, &["zelf"]) && is(2, &[","])
        || grown && is_turned(draft, at)
        || grown && draft.tokens[at].is_number() && is_alone(draft, at)
        || number > 2 && is(1, &["wordt"]) && (next.is_none() || stops && grown)
        || is(1, &["van"]) && is_of_somebody(draft, at, number, next)
}

/// '64 is ze': the age first.
fn is_turned(draft: &Draft<'_>, at: usize) -> bool {
    let is = |at: usize, words: &[&str]| draft.follows(at) && draft.tokens[at].is_one_of(words);
    draft.before(at, 1).is_none_or(|before| [".", "!", "?"].contains(&before.text))
        && is(at + 1, &["is", "was"])
        && is(at + 2, &["hij", "zij", "ze", "ie"])
}

/// 'en brengen hem terug. 88. Ze vindt ze lief': a sentence of nothing but two figures.
fn is_alone(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let opens = draft.before(at, 1).is_some_and(|before| before.is_mark('.')) && token.gap == Gap::Blank;
    let ends = draft.get(at + 1).is_none_or(|next| next.gap == Gap::Line || next.is_mark('.'))
        && draft.get(at + 2).is_none_or(|next| next.gap != Gap::Glued);
    token.text.len() == 2 && opens && ends
}

/// 'wordt kerstavond 90', 'werd zaterdag vijftig': a day between the verb and the age.
fn turns(draft: &Draft<'_>, at: usize, grown: bool, stops: bool) -> bool {
    let day = draft.before(at, 1).is_some_and(|before| before.on(List::NamedDay) || before.is_one_of(&DAYS));
    let verb = |back: usize| draft.before(at, back).is_some_and(|before| before.is_one_of(&["wordt", "werd", "word"]));
    // 'wordt op 12 mei 40'.
    let dated = at > 0 && draft.is_claimed(at - 1) && draft.before(at, 1).is_some_and(|month| month.on(List::Month));
    grown && stops && (day && verb(2) || dated && (verb(3) || verb(4)))
}

/// 'Maksym, bijna vier, noemt haar mama'.
fn is_nearly(draft: &Draft<'_>, at: usize, next: Option<&Token<'_>>) -> bool {
    let only = draft.before(at, 1).is_some_and(|before| before.is_one_of(&["bijna", "net", "pas", "amper", "ruim"]))
        && draft.before(at, 2).is_some_and(|mark| mark.is_mark(','));
    let closed = next.is_some_and(|next| next.is_mark(',') || next.is_mark('.'));
    only && closed && at > 2 && draft.is_person(at - 3)
}

/// ', 58, woont', '. 72 en nog steeds een dame': two figures apart, after a word.
fn is_between_commas(draft: &Draft<'_>, at: usize, next: Option<&Token<'_>>, stops: bool) -> bool {
    let token = &draft.tokens[at];
    let two = token.is_number() && token.text.len() == 2 || token.is_word() && token.folded.len() > 5;
    let mark = draft.before(at, 1);
    let word = draft.before(at, 2).is_some_and(|before| before.is_word() || before.is_mark(')') || before.is_mark('.'));
    let comma = mark.is_some_and(|mark| mark.is_mark(',') && mark.is_glued()) && token.gap == Gap::Blank;
    let dot = mark.is_some_and(|mark| mark.is_mark('.') && mark.is_glued()) && token.gap == Gap::Blank;
    let goes_on = next.is_some_and(|next| {
        next.is_mark(',') && stops
            || next.is("en") && !draft.get(at + 2).is_some_and(Token::is_number)
            || next.is_mark('(')
    });
    let day = draft.before(at, 2).is_some_and(|before| before.is_one_of(&DAYS) || before.on(List::Numbered));
    let closed = next.is_some_and(|next| next.is_mark(',') || next.is_mark('(') || next.is_mark('.')) && stops;
    // 'Feiten: 45, gescheiden van Sevim'.
    let listed = mark.is_some_and(|mark| mark.is_mark(':'))
        && token.is_number()
        && stops
        && next.is_some_and(|next| next.is_mark(','));
    two && listed || two && word && !day && (comma && closed || dot && token.is_number() && goes_on)
}

/// 'een coördinator van 26', 'zijn dochter Zehra van elf heeft'.
fn is_of_somebody(draft: &Draft<'_>, at: usize, number: u32, next: Option<&Token<'_>>) -> bool {
    let Some(who) = draft.before(at, 2) else { return false };
    let counted = next.is_some_and(|next| {
        next.is_number() || next.on(List::Unit) || next.is_mark('%') || next.is_mark(':') || next.is_dash()
    });
    let ends = DOING.iter().any(|ending| who.folded.len() > 5 && who.folded.ends_with(ending));
    let working = ends && number > 15 && draft.before(at, 3).is_some_and(|before| before.is("een") || before.is("n"));
    let person = at > 1 && draft.is_person(at - 2);
    let acts = next.is_some_and(|next| {
        next.on(List::Speech) || next.on(List::Verb) || next.folded.len() > 4 && next.folded.ends_with('t')
    });
    !counted && (working || person && acts)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn ages_that_stand_apart() {
        for (text, age) in [
            ("Kind van een boer, melkveehouder, 58, woont buiten", "age 58"),
            ("Zij wordt kerstavond 90.", "age 90"),
            ("een vrijwilligerscoördinator van 26 met een cursus", "age 26"),
            ("leren pinnen op de leeftijd van 82", "age 82"),
        ] {
            assert!(found(text).contains(&age.to_owned()), "{text}");
        }
        assert_eq!(found("op maandag, 14, kopjes. een rekening van 26 euro"), Vec::<String>::new());
    }

    #[test]
    fn ages_without_a_verb() {
        assert_eq!(
            found("Moeder, zelf 81, kookt. 64 is ze. een man (van 41) en hun kat"),
            ["age 81", "age 64", "age 41"]
        );
        assert_eq!(found("Ze brengen hem terug. 88. Ze vindt ze lief"), ["age 88"]);
        assert_eq!(found("Klaar. 12.30 uur. Artikel 3. 12.5 kilo"), Vec::<String>::new());
    }
}
