//! Names in notes that are written in haste, in lower case: by what stands around them. A word that nobody knows is a name
//! after 'bij' or before 'zegt'; a first name that is a word too ('roos') needs both sides to agree.

use super::Category::Person;
use super::Confidence::{Likely, Possible};
use super::Reason::{Cue, LowerCase};
use super::capitals;
use super::draft::Draft;
use super::lexicon::List;
use super::small_words::particles_end;
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
    token.is_one_of(&NEVER)
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
            // 'v d kraats-bol'.
            let joined = draft.follows(end + 1)
                && draft.tokens[end].is_dash()
                && draft.tokens[end].is_glued()
                && draft.tokens[end + 1].is_glued()
                && draft.tokens[end + 1].is_word()
                && draft.follows(end);
            let end = if joined { end + 2 } else { end };
            draft.add(at - usize::from(called)..end, Person, Likely, LowerCase);
        } else if let Some(start) = generation_start(draft, at) {
            draft.add(start..at, Person, Likely, Cue);
        } else if is_label(draft, at) {
            draft.add(at..at + 1, Person, Likely, Cue);
        } else if !draft.tokens[at].is_capital() && (is_doubtful(draft, at) || is_surname(draft, at)) {
            draft.add(at..at + 1, Person, Possible, LowerCase);
        }
    }
}

/// 'van dijk sr': what stands before the word for a generation.
fn generation_start(draft: &Draft<'_>, at: usize) -> Option<usize> {
    if !draft.tokens[at].is_one_of(&["sr", "jr", "senior", "junior"]) {
        return None;
    }
    let core = draft.before(at, 1).filter(|core| core.is_word() && core.folded.len() > 2 && !is_never(core))?;
    let mut start = at - 1;
    while start > 0 && at - start < 4 && draft.before(start, 1).is_some_and(|small| small.on(List::Particle)) {
        start -= 1;
    }
    let named = core.is_capital() || core.on(List::Surname) || core.on(List::FirstName) || start < at - 1;
    (named && (start..at).all(|at| !draft.is_claimed(at))).then_some(start)
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
        || before.is_some_and(|before| before.on(List::Speech) || before.on(List::Verb) || before.is_one_of(&FREE));
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
            next.gap == Gap::Blank && (done || next.is_one_of(&AFTER))
        });
    let counted = !token.on(List::Bare) && !before.is_some_and(is_determiner) && token.folded.len() > 2;
    counted || acts(draft, at + 1) && (free || led) || led && (stops || goes_on || owned) || whose || inside
}

/// What makes a thing of the word after it: an article, a pronoun, a number, an adjective.
pub(super) fn is_determiner(token: &Token<'_>) -> bool {
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
    token.is_one_of(&WORDS) || token.is_number() || adjective && !token.on(List::NeverStart) && !token.on(List::Kin)
}

/// 'visser belt weer', 'met kuiper gebeld': a surname that is a word, where a noun would have an article.
fn is_surname(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    if !token.on(List::Surname) || token.is_letter() || is_never(token) || is_joined(draft, at) {
        return false;
    }
    let before = draft.before(at, 1);
    let led = before.is_some_and(|before| before.is_one_of(&["met", "bij", "namens", "volgens", "door", "aan"]));
    let done = draft.get(at + 1).is_some_and(|next| {
        let strong =
            ["gesproken", "gezien", "gekomen", "gegaan", "gezeten", "geholpen", "gegeven", "gebleven", "gelopen"];
        let weak = next.folded.starts_with("ge") && next.folded.ends_with(['d', 't']) && next.folded.len() > 5;
        next.gap == Gap::Blank && (weak || next.is_one_of(&strong))
    });
    // 'hb pruim, tulpenstraat', '5x gebeld m bouwman,'.
    let stops = draft.get(at + 1).is_none_or(|next| next.gap == Gap::Line || next.is_mark(',') || next.is_mark(':'));
    let visited = before.is_some_and(|before| before.is_one_of(&["hb", "gb", "tc", "tg", "m"]));
    opens(before) && capitals::speaks(draft, at + 1) || led && done || visited && stops
}

/// Where a sentence takes its subject, before a verb: 'soul is 2', 'en bloem belt'.
pub(super) fn stands_as_subject(draft: &Draft<'_>, at: usize) -> bool {
    let done = draft.get(at + 1).is_some_and(|next| {
        next.gap == Gap::Blank && next.folded.starts_with("ge") && next.folded.ends_with(['d', 't', 'n'])
    });
    opens(draft.before(at, 1)) && (acts(draft, at + 1) || done)
}

pub(super) fn opens(before: Option<&Token<'_>>) -> bool {
    before.is_none_or(|before| {
        before.is_one_of(&OPENERS) || [".", ",", ":", ";", "?", "!", "-", "("].contains(&before.text)
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
    fn who_is_visited() {
        assert_eq!(found("hb pruim, 3 katten minder. 5x gebeld m bouwman, niets"), ["person pruim", "person bouwman"]);
        assert_eq!(found("hb morgen, ik heb m gezien"), Vec::<String>::new());
    }

    #[test]
    fn who_has_a_namesake() {
        assert_eq!(found("na telefoontje van dijk sr. ruzie"), ["person van dijk"]);
    }
}
