//! Institutions that are written in lower case: a kind without an article before a name ('obs de regenboog', 'roc top'),
//! and shops that everybody knows.

use super::Category::{Organisation, Place};
use super::Confidence::Possible;
use super::Reason::{Cue, LowerCase};
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// Words before a kind that make it any institution instead of a named one.
const ARTICLES: [&str; 22] = [
    "de", "het", "een", "geen", "die", "deze", "dat", "dit", "zijn", "haar", "hun", "mijn", "onze", "ons", "elke",
    "welke", "andere", "nieuwe", "t", "zn", "mn", "der",
];

/// Finds them all; the kind stays outside.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) {
            continue;
        }
        let token = &draft.tokens[at];
        if token.on(List::Kind) && !token.is_capital() {
            if let Some(end) = name_end(draft, at) {
                draft.add(at + 1..end, Organisation, Possible, Cue);
            }
        } else if is_made_up_place(draft, at) {
            draft.add(at..at + 1, Place, Possible, LowerCase);
        } else if is_made_up(draft, at) || token.on(List::Chain) && is_tied(draft, at) {
            draft.add(at..at + 1, Organisation, Possible, LowerCase);
        }
    }
}

/// 'in vinkhuizen': a word of no list, without an article, that ends as villages and quarters do.
fn is_made_up_place(draft: &Draft<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 26] = [
        "huizen", "woude", "veen", "dam", "dijk", "burg", "drecht", "hoven", "kerk", "meer", "wijk", "hoek", "veld",
        "horst", "broek", "beek", "berg", "loo", "oord", "zijl", "sloot", "buren", "dorp", "heim", "hage", "schot",
    ];
    let token = &draft.tokens[at];
    let inside = draft.before(at, 1).is_some_and(|before| before.is_one_of(&["in", "te", "uit", "naar", "vanuit"]));
    token.is_word()
        && !token.is_capital()
        && token.traits.is_compound()
        && token.folded.len() >= 8
        && !token.is_glued()
        && inside
        && ENDINGS.iter().any(|ending| token.folded.ends_with(ending))
}

/// 'ligt in rijnstate', 'bij het parkhuis': a word of no list where an institution stands, made of known ones.
fn is_made_up(draft: &Draft<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 16] = [
        "huis", "hof", "zorg", "hoeve", "state", "stede", "burgh", "borgh", "borg", "horst", "kamp", "steyn", "wende",
        "haven", "hage", "rust",
    ];
    let token = &draft.tokens[at];
    if token.is_capital()
        || !token.is_word()
        || !token.traits.is_compound()
        || token.folded.len() < 8
        || token.is_glued()
    {
        return false;
    }
    let is = |back: usize, words: &[&str]| draft.before(at, back).is_some_and(|before| before.is_one_of(words));
    let inside = ["in", "bij", "naar", "van", "op", "ivm", "via", "uit"];
    let stays =
        ["ligt", "lag", "zit", "zat", "opgenomen", "werkt", "woont", "verblijft", "terecht", "slaapt", "logeert"];
    let named = ENDINGS.iter().any(|ending| token.folded.ends_with(ending));
    named && is(1, &["de", "het", "t"]) && is(2, &inside)
        || is(1, &["in", "bij", "op"]) && (is(2, &stays) || is(3, &stays))
}

/// The end of the name after a kind; none when what follows is a sentence.
fn name_end(draft: &Draft<'_>, kind: usize) -> Option<usize> {
    let any = draft.before(kind, 1).is_some_and(|before| before.is_one_of(&ARTICLES));
    let quoted = usize::from(draft.get(kind + 1).is_some_and(|next| {
        next.gap == Gap::Blank && ["'", "\"", "‘", "“"].contains(&next.text) && draft.follows(kind + 2)
    }));
    let mut at = kind + 1 + quoted;
    if !draft.follows(at) || draft.tokens[at].is_glued() && quoted == 0 {
        return None;
    }
    let apostrophe = draft.tokens[at].is_apostrophe() && draft.get(at + 1).is_some_and(|next| next.is("t"));
    let article = apostrophe || draft.tokens[at].is_one_of(&["de", "het", "t"]);
    at += if apostrophe { 2 } else { usize::from(article) };
    let first = draft.get(at).filter(|_| draft.follows(at))?;
    if !first.is_word() || first.folded.len() < 3 || is_sentence(first) {
        return None;
    }
    let unknown = !first.traits.is_ordinary() && !first.traits.is_compound() || first.on(List::FirstName);
    let named = if article { !any && ends(draft, at + 1) || quoted > 0 } else { unknown && !first.on(List::Title) };
    named.then_some(at + 1)
}

/// The phrase ends after the name, so that 'school de kinderen ophalen' is none.
fn ends(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at).is_none_or(|next| {
        next.gap == Gap::Line
            || !next.is_word()
            || next.on(List::NeverStart)
            || next.on(List::Verb)
            || next.on(List::Speech)
    })
}

fn is_sentence(token: &Token<'_>) -> bool {
    token.on(List::NeverStart) || token.on(List::Speech) || token.on(List::Verb) || token.traits.is_neutral()
}

/// 'bij de praxis', 'werkt bij hema', 'van lidl'.
fn is_tied(draft: &Draft<'_>, at: usize) -> bool {
    let leads = |token: &Token<'_>| {
        token.is_one_of(&["de", "het", "bij", "van", "naar", "in", "op", "achter", "naast", "voor"])
    };
    draft.before(at, 1).is_some_and(leads)
        && !draft.get(at + 1).is_some_and(|next| next.is_glued() && !next.is_mark('.') && !next.is_mark(','))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn institutions_in_lower_case() {
        assert_eq!(
            found("zit op obs de regenboog, straks mbo qroc en dan bij verpleeghuis 't zonnetje"),
            ["organisation de regenboog", "organisation qroc", "organisation 't zonnetje"]
        );
        assert_eq!(found("hij werkt bij de praxis"), ["organisation praxis"]);
        assert_eq!(
            found("op school de kinderen halen, de kerk de deur uit, naar school fietsen"),
            Vec::<String>::new()
        );
    }
}
