//! Names by their capitals. Dutch writes no noun with one, so inside a sentence a capital tells; at its start the words that
//! follow do.

use super::Category::{Organisation, Person, Place};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::{Capital, Listed};
use super::beginnings;
use super::draft::Draft;
use super::lexicon::{self, List};
use super::organisations;
use super::shape::{Lead, is_full_name, name_end};
use super::token::{Gap, Shape, Token};

/// Surnames that open a sentence as a word more often ('Lang was hij', 'Water is nat').
const NO_SUBJECT: [&str; 36] = [
    "kort", "korte", "lang", "lange", "laat", "mooi", "mooie", "klein", "kleine", "groot", "grote", "donker", "vast",
    "bij", "tegen", "slot", "kost", "punt", "god", "water", "brood", "hout", "post", "wijn", "kaas", "stuur", "zoet",
    "zonder", "haar", "oude", "jonge", "goede", "vrede", "suiker", "sterk", "stap",
];

/// Finds capitalised words that are no ordinary Dutch words, and listed names that are.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if !token.is_capital() || draft.is_claimed(at) {
            continue;
        }
        if token.is_letter() && is_elided(draft, at) {
            let end = name_end(draft, at + 2, Lead::Lower).unwrap_or(at + 3);
            draft.add(at..end, Person, Likely, Capital);
            continue;
        }
        let Some(confidence) = capital_confidence(draft, at) else { continue };
        let particle = token.on(List::Particle);
        let named = name_end(draft, at, if particle { Lead::Title } else { Lead::Capital });
        let Some(end) = named.or((token.on(List::FirstName) && token.on(List::Speech)).then_some(at + 1)) else {
            continue;
        };
        let category = category_of(draft, at, end);
        let listed = token.on(List::FirstName) || token.on(List::Surname);
        let titled = token.traits.is_ordinary() && !listed && confidence == Possible;
        // 'Kamers met Kansen'.
        let longer = if titled { organisations::capitals_end(draft, at) } else { end };
        let (end, category) = if longer > end { (longer, Organisation) } else { (end, category) };
        let start =
            if category == Person && !token.on(List::FirstName) { beginnings::opening_start(draft, at) } else { at };
        let start = if start == at && category == Person { beginnings::article_start(draft, at) } else { start };
        let start = if token.on(List::FirstName) { beginnings::nickname_start(draft, start) } else { start };
        let start = if start == at && category == Person { beginnings::letter_start(draft, at) } else { start };
        draft.add(start..end, category, confidence, if listed { Listed } else { Capital });
    }
}

/// Whether a word with a capital may be a name there, and how surely.
fn capital_confidence(draft: &Draft<'_>, at: usize) -> Option<super::Confidence> {
    let token = &draft.tokens[at];
    let first = token.on(List::FirstName);
    let next = draft.get(at + 1).filter(|_| draft.follows(at + 1));
    let abbreviation =
        token.shape == Shape::Upper && token.folded.len() <= 5 && !(token.folded.len() > 3 && token.on(List::Surname));
    if token.is_letter() || token.traits.is_neutral() && !is_full_name(draft, at) {
        return None;
    }
    if abbreviation && (!first || token.folded.len() < 3) {
        // 'ISK Helicon': letters before a name are part of it.
        return next.is_some_and(|next| next.shape == Shape::Capital && next.gap == Gap::Blank).then_some(Likely);
    }
    let before = draft.before(at, 1);
    let led = token.on(List::Particle) && !(first && next.is_none_or(|next| !next.is_capital()));
    if led && !token.starts_sentence && !before.is_some_and(|t| t.is_mark('(')) {
        return next.is_some_and(|t| t.is_capital() && !t.is_glued()).then_some(Likely);
    }
    // 'Mei-Ling' is a name though 'mei' is a word; 'Noord-Holland' was claimed as a place.
    let joined = next.is_some_and(|t| t.is_dash() && t.is_glued())
        && draft.get(at + 2).is_some_and(|t| t.is_glued() && t.is_capital());
    let ordinary = token.traits.is_ordinary() && !joined;
    let listed = first || token.on(List::Surname);
    let elided = draft.get(at + 1).is_some_and(|next| next.is_apostrophe() && next.is_glued())
        && draft.get(at + 2).is_some_and(|next| next.is_glued() && next.is_word() && next.folded.len() > 2);
    if token.on(List::NeverStart) && !listed && !elided || is_cue(token) || token.folded.ends_with("nr") {
        return None;
    }
    if elided {
        return Some(Likely);
    }
    if !token.starts_sentence {
        // Dutch writes no noun with a capital: what has one inside a sentence is the name of something.
        let named = if listed { Likely } else { Possible };
        let joined = next.is_some_and(|t| t.shape == Shape::Capital && t.gap == Gap::Blank) || is_camel(token);
        let opened = !joined && draft.before(at, 1).is_none_or(|before| before.is_mark(','));
        let word = listed || token.shape == Shape::Capital && !opened && !is_title_case(draft, at);
        return if ordinary { word.then_some(named) } else { Some(if first { Certain } else { Likely }) };
    }
    if !ordinary {
        let compound = !first && !token.traits.is_proper() && token.traits.is_compound();
        return (!compound || speaks(draft, at + 1)).then_some(if first { Certain } else { Likely });
    }
    let acts = next.is_some_and(|t| t.on(List::Verb) || (t.is_capital() && !t.is_glued()) || t.is_apostrophe());
    let stops = draft.get(at + 1).is_none_or(|t| t.gap == Gap::Line || [".", ",", "!", "?", "("].contains(&t.text));
    let alone = stops && (token.gap == Gap::Line || draft.before(at, 1).is_some_and(|t| !t.is_word()));
    let bakes = next
        .is_some_and(|t| !t.is_capital() && t.folded.len() > 3 && t.folded.ends_with('t') && !t.on(List::NeverStart));
    let surname = token.on(List::Surname) && !token.on(List::NeverStart) && !token.is_one_of(&NO_SUBJECT);
    let called = stops && draft.get(at + 1).is_some_and(|t| t.is_mark(','));
    // 'Jaap van de moestuin', 'Wil jarig'.
    let beside = next.is_some_and(|t| t.is("van") || t.is("vd") || t.is("uit") || t.is("jarig") || t.is("vh"));
    if speaks(draft, at + 1) && !token.on(List::NeverStart) {
        return Some(Possible);
    }
    let named = first && (acts || bakes || alone || beside || !token.on(List::Doubtful) || !token.on(List::Bare));
    // 'Kroon weer gezien'.
    let again = surname
        && next.is_some_and(|t| t.is_one_of(&["weer", "nog", "niet", "net", "ook"]))
        && draft.get(at + 2).is_some_and(|t| t.folded.starts_with("ge") && t.folded.ends_with(['d', 't', 'n']));
    let whose = again || surname && beside && next.is_some_and(|t| t.is("van")) && token.gap == Gap::Blank;
    (named || surname && (acts || called) || whose).then_some(Possible)
}

/// 'Bloem zegt niets': only people speak, and after an adverb ('Thuis belde ik') the subject follows the verb.
pub(super) fn speaks(draft: &Draft<'_>, verb: usize) -> bool {
    const SUBJECTS: [&str; 16] =
        ["ik", "hij", "zij", "ze", "we", "wij", "je", "jij", "jullie", "u", "ie", "men", "iemand", "de", "het", "een"];
    let says =
        draft.get(verb).is_some_and(|token| token.gap == Gap::Blank && !token.is_capital() && token.on(List::Say));
    let subject = draft.get(verb + 1).is_some_and(|next| {
        let owned =
            next.is_one_of(&["mijn", "zijn", "haar", "hun", "onze", "ons", "die", "deze", "dat", "mn", "zn", "er"]);
        next.gap == Gap::Blank
            && (next.is_one_of(&SUBJECTS)
                || owned
                || next.is_capital()
                || next.on(List::Title)
                || next.on(List::Kin)
                || next.on(List::Role))
    });
    says && !subject
}

/// 'WoonZorg': a capital inside the word.
fn is_camel(token: &Token<'_>) -> bool {
    token.shape == Shape::Capital && token.text.chars().skip(2).any(char::is_uppercase)
}

/// In a heading ('De Lange Weg') capitals tell nothing: most words of the line have one.
fn is_title_case(draft: &Draft<'_>, at: usize) -> bool {
    let line = (1..=4).map_while(|back| draft.before(at, back)).filter(|token| token.is_word());
    let (capitals, words) =
        line.fold((0, 0), |(capitals, words), token| (capitals + i32::from(token.is_capital()), words + 1));
    words >= 3 && capitals == words
}

/// Words that announce a name and aren't one.
fn is_cue(token: &Token<'_>) -> bool {
    token.on(List::Title)
        || token.on(List::Kin)
        || token.on(List::Role)
        || token.on(List::Number)
        || token.on(List::Handle)
}

fn category_of(draft: &Draft<'_>, at: usize, end: usize) -> super::Category {
    let token = &draft.tokens[at];
    let last = &draft.tokens[end - 1];
    let cue = draft.before(at, 1);
    let article = cue.filter(|t| t.is("de") || t.is("het") || t.is("t"));
    let far = if article.is_some() { draft.before(at, 2) } else { cue };
    let first = token.on(List::FirstName);
    if first || end > at + 2 {
        return Person;
    }
    let tail = lexicon::endings(List::OrganisationTail)
        .iter()
        .any(|tail| last.folded.len() > tail.len() + 3 && last.folded.ends_with(tail.as_str()));
    if tail
        || token.is("de")
        || token.is("het")
        || (article.is_some() && far.is_some_and(|t| t.is("bij") || t.is("op")))
    {
        Organisation
    } else if far.is_some_and(|t| t.on(List::PlaceCue)) {
        Place
    } else if far.is_some_and(|t| t.is("bij")) && end == at + 1 && !token.traits.is_proper() {
        Organisation
    } else {
        Person
    }
}

/// 'O'Neill', 'D'Angelo', 'M'hamed'.
fn is_elided(draft: &Draft<'_>, at: usize) -> bool {
    let named = |next: &Token<'_>| {
        next.is_capital() && next.folded.len() > 2
            || next.is_word() && next.folded.len() > 3 && !next.traits.is_ordinary()
    };
    draft.get(at + 1).is_some_and(|next| next.is_apostrophe() && next.is_glued())
        && draft.get(at + 2).is_some_and(|next| next.is_glued() && named(next))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn capitals_and_lower_case() {
        assert_eq!(
            found("Toen belde Bouchra's broer. Ook Ineke v.d. Kolk."),
            ["person Bouchra", "person Ineke v.d. Kolk"]
        );
        assert_eq!(found("ik vind gerda leuk"), ["person gerda"]);
        assert_eq!(found("Jan en alleman spreekt Turks in Nederland. Respect is goed."), Vec::<String>::new());
        assert_eq!(
            found("alles van Jumbo, via de Kamers met Kansen"),
            ["organisation Jumbo", "organisation Kamers met Kansen"]
        );
        assert_eq!(
            found("haar baby, Ja'mai, en conciërge Ben, ook O'Neill"),
            ["person Ja'mai", "person Ben", "person O'Neill"]
        );
    }
}
