//! Names in notes that are written in haste, in lower case: by what stands around them. A word that nobody knows is a name
//! after 'bij' or before 'zegt'; a first name that is a word too ('roos') needs both sides to agree.

use super::Category::Person;
use super::Confidence::{Likely, Possible};
use super::Reason::{Cue, LowerCase};
use super::capitals;
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// First names that are words of every sentence, so that in lower case nothing tells.
const NEVER: [&str; 18] = [
    "wil", "min", "long", "door", "kader", "ton", "son", "dan", "kick", "ping", "can", "mare", "kan", "mark", "max",
    "joke", "arend", "long",
];

/// Words between which a sentence takes a new subject.
const OPENERS: [&str; 16] = [
    "en", "maar", "of", "want", "dus", "dat", "als", "toen", "omdat", "terwijl", "nu", "dan", "waarom", "volgens",
    "ook", "behalve",
];

/// Words that no 'van' follows, unless it begins a name: 'bij van ooijen', 'die van leeuwen'.
const AHEAD: [&str; 9] = ["bij", "met", "naar", "aan", "door", "tegen", "namens", "zo'n", "familie"];

/// Words that end what a subject began: 'ging … weg', 'heb … nog gebeld'.
const AFTER: [&str; 20] = [
    "weg", "terug", "mee", "langs", "binnen", "thuis", "weer", "niet", "nog", "wel", "ook", "al", "even", "net",
    "alleen", "naar", "huilen", "op", "gewoon", "toch",
];

/// Words after which a noun would have an article, and a name has none.
const FREE: [&str; 20] = [
    "heb",
    "hebben",
    "zag",
    "sprak",
    "spreek",
    "moest",
    "morgen",
    "gisteren",
    "vandaag",
    "vanmiddag",
    "vanochtend",
    "vanavond",
    "straks",
    "net",
    "weer",
    "alleen",
    "nog",
    "samen",
    "want",
    "terug",
];

/// A word of every sentence, a verb, or one that points to nobody: no first name in lower case.
pub(super) fn is_never(token: &Token<'_>) -> bool {
    NEVER.contains(&token.folded.as_ref())
        || token.on(List::Speech)
        || token.on(List::Verb)
        || token.on(List::NeverStart)
        || token.traits.is_neutral()
}

/// Finds 'van der steen', 'bij quinty', 'joy zegt', 'mohamed a', 'maarten: ja'.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_word() {
            continue;
        }
        if let Some(end) = particles_end(draft, at) {
            // 'toontje vd akker': a first name that is a word too.
            let called = draft.tokens[at].gap == Gap::Blank
                && draft
                    .before(at, 1)
                    .is_some_and(|before| before.on(List::FirstName) && !is_never(before) && before.folded.len() > 2)
                && !draft.is_claimed(at - 1);
            draft.add(at - usize::from(called)..end, Person, Likely, LowerCase);
        } else if is_label(draft, at) {
            draft.add(at..at + 1, Person, Likely, Cue);
        } else if !draft.tokens[at].is_capital() && (is_doubtful(draft, at) || is_surname(draft, at)) {
            draft.add(at..at + 1, Person, Possible, LowerCase);
        }
    }
}

/// A name that goes on in lower case: 'carla storm', 'piet de boer', 'mohamed a'.
pub(super) fn surname_end(draft: &Draft<'_>, name: usize) -> usize {
    let end = hyphened_end(draft, name + 1);
    let first = end - 1;
    let mut at = end;
    while at < first + 4
        && draft.follows(at)
        && draft.tokens[at].gap == Gap::Blank
        && draft.tokens[at].on(List::Particle)
        && !["in", "op", "aan"].contains(&draft.tokens[at].folded.as_ref())
    {
        at += 1;
    }
    let particles = at - first - 1;
    let Some(token) = draft.get(at).filter(|token| draft.follows(at) && token.gap == Gap::Blank && token.is_word())
    else {
        return first + 1;
    };
    let acts = token.on(List::Speech) || token.on(List::Verb) || token.on(List::NeverStart);
    let joined = draft
        .before(at, 1)
        .is_some_and(|before| ["do", "da", "dos", "di", "el", "al"].contains(&before.folded.as_ref()));
    let unknown = !token.traits.is_ordinary() && !token.traits.is_compound() && (joined || !token.on(List::FirstName));
    let surname = token.on(List::Surname) && !acts;
    let alone = particles == 0 && (surname || unknown && token.traits.is_proper());
    let led = particles > 0 && !acts && (surname || unknown);
    let letter = particles == 0
        && token.is_letter()
        && !token.is("u")
        && draft.get(at + 1).is_none_or(|next| next.on(List::Speech) || !next.is_word() || next.gap == Gap::Line);
    if alone || led || letter { hyphened_end(draft, at + 1) } else { first + 1 }
}

/// Goes on over '-jan', '-geert' after a name in lower case.
pub(super) fn hyphened_end(draft: &Draft<'_>, start: usize) -> usize {
    let mut end = start;
    while end < start + 6 && draft.follows(end) && draft.tokens[end].is_dash() && draft.tokens[end].is_glued() {
        let named = draft.get(end + 1).is_some_and(|next| {
            let known = next.traits.is_ordinary() || next.traits.is_compound();
            next.is_word() && next.is_glued() && (next.on(List::FirstName) || next.on(List::Surname) || !known)
        });
        if !named || draft.is_claimed(end + 1) {
            break;
        }
        end += 2;
    }
    end
}

/// 'van der steen', 'vd brink', 'v.d. kolk': what begins so is a name, whatever word follows.
fn particles_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let is = |at: usize, word: &str| draft.get(at).is_some_and(|token| token.is(word)) && draft.follows(at);
    let dot = |at: usize| draft.get(at).is_some_and(|token| token.is_mark('.') && token.is_glued());
    let token = &draft.tokens[at];
    let ahead = draft.before(at, 1).is_some_and(|before| AHEAD.contains(&before.folded.as_ref()));
    let core = if token.is("van") && (is(at + 1, "der") || is(at + 1, "den")) {
        at + 2
    } else if token.is("van") && ahead
        || token.is("de") && is_bare_adjective(draft, at + 1)
        || token.is("vd")
        || token.is("vander")
    {
        at + 1
    } else if token.is("v") && dot(at + 1) && is(at + 2, "d") && dot(at + 3) {
        at + 4
    } else if token.is("v") && draft.get(at + 1).is_some_and(|next| next.is_mark('/')) && is(at + 2, "d") {
        at + 3
    } else {
        return None;
    };
    let word = draft.get(core).filter(|word| draft.follows(core) && word.gap == Gap::Blank && word.is_word())?;
    let phrase = token.is("van") && draft.tokens[at + 1].is("den") && word.is("beginne");
    // 'vd' stands for 'van de' as well: 'kenteken vd scooter'.
    let named = draft.before(at, 1).is_some_and(|before| before.on(List::Title) || before.on(List::FirstName));
    let ordinal =
        word.folded.ends_with("de") && super::number_words::number_word(word.folded.trim_end_matches("de")).is_some();
    let thing = token.is("vd") && ordinal
        || token.is("vd") && word.traits.is_ordinary() && !word.on(List::Surname) && !word.is_capital() && !named;
    (word.folded.len() > 2 && !word.on(List::NeverStart) && !word.traits.is_neutral() && !phrase && !thing)
        .then_some(core + 1)
}

/// 'de vries', 'de wit': after an article no adjective stands so, without its last letter and without a noun.
fn is_bare_adjective(draft: &Draft<'_>, at: usize) -> bool {
    const BARE: [&str; 11] =
        ["vries", "jong", "groot", "wit", "bruin", "bruijn", "kort", "lang", "klein", "snel", "wild"];
    let next = draft.get(at + 1).filter(|next| next.gap == Gap::Blank && next.is_word());
    let alone = next.is_none_or(|next| {
        next.on(List::NeverStart) || next.on(List::Verb) || next.on(List::Speech) || next.on(List::BeforeName)
    });
    draft.get(at).is_some_and(|token| BARE.contains(&token.folded.as_ref()) && token.gap == Gap::Blank) && alone
}

/// 'maarten: is dat een probleem' at the start of a line.
fn is_label(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let colon = draft.get(at + 1).is_some_and(|next| next.is_mark(':') && next.is_glued());
    // 'juf = wil'.
    let equals = draft.before(at, 1).is_some_and(|before| before.is_mark('='));
    let listed = token.gap == Gap::Line
        || draft
            .before(at, 1)
            .is_some_and(|before| ["-", "–", "*", "•", "]"].contains(&before.text) && token.gap == Gap::Blank);
    (listed && colon || equals) && token.on(List::FirstName) && !token.is_letter()
}

/// A first name that is an ordinary word, where a noun would have an article.
fn is_doubtful(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    if !token.on(List::FirstName) || token.is_letter() || is_never(token) || is_joined(draft, at) {
        return false;
    }
    let before = draft.before(at, 1);
    let led = before
        .is_some_and(|before| before.is("op") || before.on(List::BeforeName) && !before.is("en") && !before.is("of"));
    let free = opens(before)
        || before.is_some_and(|before| {
            before.on(List::Speech) || before.on(List::Verb) || FREE.contains(&before.folded.as_ref())
        });
    let stops = draft.get(at + 1).is_none_or(|next| next.gap == Gap::Line || !next.is_word());
    let goes_on = draft.get(at + 1).is_some_and(|next| next.on(List::NeverStart) && !next.is("van"));
    // 'mo van bureau straat heeft'.
    let owned = draft.get(at + 1).is_some_and(|next| next.is("vd") || next.is("vh"));
    let whose =
        opens(before) && draft.get(at + 1).is_some_and(|next| next.is("van") || next.is("vd") || next.is("uit"));
    // 'toen ging jade weg', 'gisteren els gesproken'.
    let inside = free
        && !opens(before)
        && draft.get(at + 1).is_some_and(|next| {
            let done = next.folded.starts_with("ge") && next.folded.ends_with(['d', 't', 'n']);
            next.gap == Gap::Blank && (done || AFTER.contains(&next.folded.as_ref()))
        });
    let counted = !token.on(List::Bare) && !before.is_some_and(is_determiner) && token.folded.len() > 2;
    counted || acts(draft, at + 1) && (free || led) || led && (stops || goes_on || owned) || whose || inside
}

/// What makes a thing of the word after it: an article, a pronoun, a number, an adjective.
fn is_determiner(token: &Token<'_>) -> bool {
    const WORDS: [&str; 36] = [
        "de", "het", "een", "n", "t", "geen", "deze", "dit", "dat", "die", "mijn", "jouw", "zijn", "haar", "hun",
        "ons", "onze", "uw", "je", "elke", "elk", "ieder", "iedere", "welke", "welk", "wat", "veel", "weinig", "meer",
        "zulke", "mn", "zn", "der", "als", "in", "per",
    ];
    let adjective = token.traits.is_ordinary()
        && token.folded.ends_with('e')
        && token.folded.len() > 3
        && !token.on(List::Speech)
        && !token.on(List::Verb);
    WORDS.contains(&token.folded.as_ref())
        || token.is_number()
        || adjective && !token.on(List::NeverStart) && !token.on(List::Kin)
}

/// 'visser belt weer', 'met kuiper gebeld': a surname that is a word, where a noun would have an article.
fn is_surname(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    if !token.on(List::Surname) || token.is_letter() || is_never(token) || is_joined(draft, at) {
        return false;
    }
    let before = draft.before(at, 1);
    let led = before
        .is_some_and(|before| ["met", "bij", "namens", "volgens", "door", "aan"].contains(&before.folded.as_ref()));
    let done = draft.get(at + 1).is_some_and(|next| {
        let strong =
            ["gesproken", "gezien", "gekomen", "gegaan", "gezeten", "geholpen", "gegeven", "gebleven", "gelopen"];
        let weak = next.folded.starts_with("ge") && next.folded.ends_with(['d', 't']) && next.folded.len() > 5;
        next.gap == Gap::Blank && (weak || strong.contains(&next.folded.as_ref()))
    });
    opens(before) && capitals::speaks(draft, at + 1) || led && done
}

fn opens(before: Option<&Token<'_>>) -> bool {
    before.is_none_or(|before| {
        OPENERS.contains(&before.folded.as_ref()) || [".", ",", ":", ";", "?", "!", "-", "("].contains(&before.text)
    })
}

fn acts(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at).is_some_and(|next| next.gap == Gap::Blank && (next.on(List::Speech) || next.on(List::Verb)))
}

/// Part of a longer word or of an address.
pub(super) fn is_joined(draft: &Draft<'_>, at: usize) -> bool {
    let joins = |token: &Token<'_>| token.is_dash() || token.is_number() || token.is_word() || token.is_mark('/');
    let before = draft.tokens[at].is_glued() && at > 0 && joins(&draft.tokens[at - 1]);
    before || draft.get(at + 1).is_some_and(|next| next.is_glued() && joins(next))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn particles_make_a_name_of_any_word() {
        assert_eq!(found("boos op van der brug. met vd kolk gebeld"), ["person van der brug", "person vd kolk"]);
        assert_eq!(found("van den beginne af, van de brug"), Vec::<String>::new());
    }

    #[test]
    fn unknown_words_between_the_words_around_a_name() {
        assert_eq!(found("gisteren bij zjanneke geweest en qwinty zei niks"), ["person zjanneke", "person qwinty"]);
        assert_eq!(found("het probleem is groot"), Vec::<String>::new());
    }

    #[test]
    fn first_names_that_are_words() {
        assert_eq!(found("toen zei iets. roos belt. ik ga met fleur, morgen"), ["person roos", "person fleur"]);
        assert_eq!(found("een roos is mooi en de storm ging liggen"), Vec::<String>::new());
    }

    #[test]
    fn surnames_in_lower_case() {
        assert_eq!(found("ik zag petra storm en kees de boer"), ["person petra storm", "person kees de boer"]);
        assert_eq!(found("mohamed a staat er op"), ["person mohamed a"]);
    }
}
