//! Completes words that are shortened with a hyphen: `zorg- en welzijnssector` speaks of the *zorgsector* too.
//!
//! Words that are written together with a hyphen (`Wmo-loket`) also get the form without it.

use super::{Word, compound, lexicon};

/// So many words further the word that completes a shortened one may stand.
const REACH: usize = 6;

/// Notes at each shortened word, and at the first of hyphenated ones, what it is in full.
pub(super) fn join(text: &str, words: &mut [Word]) {
    for at in 0..words.len() {
        let joined = match after(text, words, at) {
            After::Shortened => completed(text, words, at),
            After::Hyphenated if !begins_late(text, words, at) => Some(chain(text, words, at)),
            _ if is_tail(text, words, at) => fronted(words, at),
            After::Hyphenated | After::Other => None,
        };
        words[at].joined = joined;
    }
}

enum After {
    /// A hyphen with a space behind it.
    Shortened,
    /// A hyphen with a word right behind it.
    Hyphenated,
    Other,
}

fn after(text: &str, words: &[Word], at: usize) -> After {
    let Some(rest) = text[words[at].to..].strip_prefix(is_hyphen) else { return After::Other };
    match words.get(at + 1) {
        Some(next) if text.len() - rest.len() == next.from => After::Hyphenated,
        Some(_) if rest.starts_with([' ', ',', '/', '\u{a0}', '\n']) => After::Shortened,
        _ => After::Other,
    }
}

/// Looks for the word that completes this one: `voor- en nadelen`, `zorg-, welzijns- en jeugdsector`.
fn completed(text: &str, words: &[Word], at: usize) -> Option<String> {
    let mut linked = false;
    for place in at + 1..words.len().min(at + REACH) {
        let word = &words[place];
        if matches!(word.exact.as_str(), "en" | "of" | "tot" | "noch" | "als" | "maar" | "dan") {
            linked = true;
        } else if matches!(after(text, words, place), After::Shortened) {
        } else {
            return linked.then(|| complete(&words[at].exact, &word.exact)).flatten();
        }
    }
    None
}

/// Puts the fitting end of a compound behind a shortened word.
fn complete(front: &str, whole: &str) -> Option<String> {
    let ends = compound::ends(whole);
    let candidates = || ends.iter().map(|end| format!("{front}{end}"));
    candidates().find(|joined| lexicon::is_known(joined)).or_else(|| {
        let base = [front, front.strip_suffix('s').unwrap_or(front)];
        let can_start = base.iter().any(|base| lexicon::part(base).is_some_and(|part| part.front));
        can_start.then(|| candidates().next()).flatten()
    })
}

/// Tells whether a hyphen stands before a word with a space before it: `zorgaanbod en -vraag`.
fn is_tail(text: &str, words: &[Word], at: usize) -> bool {
    let before = text[..words[at].from].strip_suffix(is_hyphen);
    at > 1 && before.is_some_and(|before| before.ends_with(' ')) && matches!(words[at - 1].exact.as_str(), "en" | "of")
}

fn fronted(words: &[Word], at: usize) -> Option<String> {
    let whole = &words[at - 2].exact;
    let parts = compound::split(whole);
    let front = whole.strip_suffix(parts.last()?)?;
    Some(format!("{front}{}", words[at].exact))
}

fn begins_late(text: &str, words: &[Word], at: usize) -> bool {
    at > 0 && matches!(after(text, words, at - 1), After::Hyphenated)
}

fn chain(text: &str, words: &[Word], at: usize) -> String {
    let mut joined = words[at].exact.clone();
    for place in at..words.len().min(at + REACH) {
        match (after(text, words, place), words.get(place + 1)) {
            (After::Hyphenated, Some(next)) => joined.push_str(&next.exact),
            _ => break,
        }
    }
    joined
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '–')
}
