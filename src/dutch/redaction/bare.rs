//! Names that are words too and stand bare, in lower case ('bloem', 'snel', 'wil'). No single place tells, but the places
//! where one stands in a text do together: before 'belt', after 'met', where a noun would have an article. Each place is
//! weighed; a word whose places weigh enough is somebody's name wherever nothing speaks against it.

use std::collections::BTreeMap;

use super::Category::Person;
use super::Confidence::Possible;
use super::Reason::LowerCase;
use super::capitals;
use super::draft::Draft;
use super::lexicon::List;
use super::sloppy::{is_determiner, is_joined, is_never, opens};
use super::telling_places;
use super::token::{Gap, Token};

/// Words after which what is counted would have an article, so that a bare word is mostly somebody.
const LEADS: [&str; 6] = ["met", "bij", "tegen", "namens", "volgens", "over"];

/// Words after which a bare word may be somebody.
const WEAK_LEADS: [&str; 9] = ["van", "naar", "aan", "door", "voor", "zonder", "via", "nr", "en"];

/// Words before who is called, met or asked.
const MEETING: [&str; 20] = [
    "bel",
    "bellen",
    "belde",
    "terugbellen",
    "nabellen",
    "gebeld",
    "mail",
    "mailen",
    "app",
    "appen",
    "appte",
    "sprak",
    "spreek",
    "gesproken",
    "zag",
    "vraag",
    "vroeg",
    "bezoek",
    "groet",
    "groeten",
];

/// Words after which no subject stands: what follows them describes it ('is snel', 'wordt bruin').
const COPULAS: [&str; 12] =
    ["is", "was", "wordt", "werd", "ben", "zijn", "blijft", "bleef", "lijkt", "leek", "waren", "en"];

/// Words that go on after a subject that follows its verb: 'liet bruin me een foto zien'.
const AFTER: [&str; 24] = [
    "me", "mij", "hem", "haar", "ons", "je", "nog", "wel", "ook", "niet", "nooit", "altijd", "al", "even", "weer",
    "mee", "terug", "weg", "langs", "binnen", "zelf", "toch", "thuis", "echt",
];

/// Words that tell how something is done, so that they stand after any verb.
pub(super) const MANNER: [&str; 26] = [
    "snel", "vlug", "laat", "lang", "kort", "vast", "sterk", "goed", "mooi", "groot", "klein", "zoet", "haar", "wild",
    "stil", "fijn", "hard", "bij", "tegen", "zonder", "mei", "stap", "grote", "kleine", "lange", "goede",
];

/// The least that all places of a word weigh together.
const ENOUGH: i32 = 2;

/// The same for what stands without an article as a word too.
const ENOUGH_FOR_BARE: i32 = 4;

/// How easily a word stands without an article though it is nobody's name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Something that is counted.
    Counted,
    /// An adjective, a month, what isn't counted.
    Bare,
    /// What notes name without an article: 'hond weg', 'kerk dicht'.
    Noted,
    /// A verb or a small word of every sentence.
    Small,
}

/// Weighs all places of each word, then finds those of the words that weigh enough.
pub(super) fn find(draft: &mut Draft<'_>) {
    let mut words: BTreeMap<String, Vec<(usize, i32)>> = BTreeMap::new();
    for at in 0..draft.len() {
        if kind(draft, at).is_some() {
            words.entry(draft.tokens[at].folded.to_string()).or_default().push((at, weight(draft, at)));
        }
    }
    for places in words.values() {
        let sum: i32 = places.iter().map(|(_, weight)| *weight).filter(|weight| *weight > 0).sum();
        for &(at, weight) in places {
            let Some(kind) = kind(draft, at) else { continue };
            let named = match kind {
                Kind::Counted => sum >= ENOUGH && weight >= 0,
                Kind::Bare => sum >= ENOUGH_FOR_BARE && (weight >= 1 || sum >= 6 && weight >= 0),
                Kind::Noted => sum >= ENOUGH_FOR_BARE && weight >= 2,
                Kind::Small => weight >= 3,
            };
            if named {
                draft.add(at..at + 1, Person, Possible, LowerCase);
            }
        }
    }
}

/// Tells whether a small word that is a first name too ('wil') stands here as one.
pub(super) fn stands(draft: &Draft<'_>, at: usize) -> bool {
    weight(draft, at) >= 2
}

fn kind(draft: &Draft<'_>, at: usize) -> Option<Kind> {
    let token = &draft.tokens[at];
    let (first, last) = (token.on(List::FirstName), token.on(List::Surname));
    if !token.is_word() || token.is_capital() || !(first || last) || draft.is_claimed(at) || is_joined(draft, at) {
        return None;
    }
    // 'dan gaat hij': what opens a sentence before its verb.
    let short = token.folded.len() < if first { 2 } else { 3 } || token.is("dan");
    if short || token.on(List::Kin) || token.on(List::Title) || token.on(List::Role) || token.on(List::Particle) {
        return None;
    }
    let month = token.on(List::Month);
    Some(if is_never(token) && !month {
        if !first || token.traits.is_neutral() {
            return None;
        }
        Kind::Small
    } else if token.on(List::Noted) {
        Kind::Noted
    } else if token.on(List::Bare) || month || token.is_one_of(&MANNER) {
        Kind::Bare
    } else {
        Kind::Counted
    })
}

/// How much one place speaks for a name; below nothing, it speaks against one.
fn weight(draft: &Draft<'_>, at: usize) -> i32 {
    let token = &draft.tokens[at];
    let before = draft.before(at, 1);
    let next = draft.get(at + 1).filter(|next| next.gap == Gap::Blank && next.is_word());
    if token.is_capital() {
        // 'Wil is er', but 'Wil ik dit nog'.
        let acts = next.is_some_and(|next| next.on(List::Speech) || next.on(List::Verb));
        return if acts || next.is_none() { 3 } else { 0 };
    }
    let is = |token: Option<&Token<'_>>, words: &[&str]| token.is_some_and(|t| t.is_one_of(words));
    if let Some(weight) = telling_places::weight(draft, at) {
        return weight;
    }
    let timed = before.is_some_and(Token::is_number)
        && draft.before(at, 2).is_some_and(|mark| mark.is_mark('.') || mark.is_mark(':'));
    if before.is_some_and(is_determiner) && !timed {
        return -1;
    }
    let starts = opens(before);
    let manner = token.is_one_of(&MANNER);
    let acts =
        next.is_some_and(|next| (next.on(List::Speech) || next.on(List::Verb)) && !next.is("en") && !next.is("zijn"));
    let guessed = next.is_some_and(|next| {
        next.folded.len() > 3 && next.folded.ends_with('t') && !next.on(List::NeverStart) && !next.on(List::Kin)
    });
    let owns = is(next, &["zn", "mn", "haar", "zijn"])
        && draft
            .get(at + 2)
            .is_some_and(|thing| thing.gap == Gap::Blank && thing.is_word() && !thing.on(List::NeverStart));
    let ends = draft.get(at + 1).is_none_or(|next| next.gap == Gap::Line || !next.is_word());
    let done = next.is_some_and(|next| {
        next.folded.starts_with("ge") && next.folded.ends_with(['d', 't', 'n']) && next.folded.len() > 4
    });
    let goes_on = next.is_some_and(|next| next.on(List::NeverStart) && !next.is("van"));
    let asked = before.is_some_and(|verb| verb.on(List::Say)) && ends && token.on(List::FirstName);
    let wrapped = before.is_some_and(|mark| mark.is_mark('('))
        && token.on(List::FirstName)
        && draft.get(at + 1).is_some_and(|next| next.is_mark(',') || next.is_mark(')'));
    let led = is(before, &LEADS);
    let verb = before.is_some_and(|verb| verb.on(List::Speech) || verb.on(List::Verb) || verb.is("heb"));
    let follows = verb && !is(before, &COPULAS) && is(next, &AFTER);
    let unlike_manner =
        is(before, &MEETING) || (starts || led || is(before, &WEAK_LEADS)) && owns || starts && guessed || follows;
    // 'bij joke in de flat geweest'.
    let visited = before.is_some_and(|bij| bij.is("bij") && bij.starts_sentence) && token.on(List::FirstName) && !ends;
    // 'ton heb ik gesproken'.
    let put_first = starts
        && token.on(List::FirstName)
        && !manner
        && is(next, &["heb", "had"])
        && draft.get(at + 2).is_some_and(|who| (who.is("ik") || who.is("we")) && who.gap == Gap::Blank);
    if wrapped || starts && capitals::speaks(draft, at + 1) {
        4
    } else if starts && acts || visited || put_first {
        3
    } else if asked || led && (ends || done) || is(before, &WEAK_LEADS) && done || unlike_manner && !manner {
        2
    } else if led || is(before, &WEAK_LEADS) && (ends || goes_on) || starts && goes_on || timed {
        1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn places_of_a_word_are_weighed_together() {
        assert_eq!(found("bel bloem. bloem niet thuis"), ["person bloem", "person bloem"]);
        assert_eq!(found("wil zegt niets. ze wil niets"), ["person wil"]);
        assert_eq!(found("ik ken er drie die snel heten. dat ging snel"), ["person snel"]);
        assert_eq!(found("bij joke in de flat geweest. ton heb ik niet gezien"), ["person joke", "person ton"]);
    }

    #[test]
    fn words_that_are_only_words() {
        assert_eq!(found("de bloem is mooi en het gaat snel. hond weg, kerk dicht"), Vec::<String>::new());
    }
}
