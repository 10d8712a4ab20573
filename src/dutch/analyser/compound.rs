//! Takes compounds apart: `schuldhulpverlening` is made of *schuld* and *hulpverlening*.
//!
//! A dynamic programme over the word finds the cheapest row of parts, with the letters that link them (-s-, -e-, -en-, -er-). A part
//! costs less the more words are made with it. Surprising: doing nothing is usually right; a short or costly split is refused.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon;

const SHORTEST_PART: usize = 3;
/// Words that are in the list are split from this length on; a shorter one is a word of its own.
const SHORTEST_KNOWN: usize = 7;
const EACH_PART: u64 = 6;
const MOST_KNOWN: u64 = 42;
const MOST_UNKNOWN: u64 = 46;
/// Letters that link two parts, and what they cost.
const LINKERS: [(&str, u64); 5] = [("", 0), ("s", 2), ("en", 2), ("e", 5), ("er", 5)];

static EXCEPTIONS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| lexicon::exceptional_compounds().collect());

/// A way to reach a place in the word.
#[derive(Clone, Copy)]
struct Step {
    cost: u64,
    /// Where the part begins, and where it ends before the linking letters.
    part: (usize, usize),
}

/// Takes a folded word apart into two or more parts, without linking letters; empty when it is no compound.
pub(super) fn split(word: &str) -> Vec<&str> {
    if let Some(parts) = EXCEPTIONS.get(word) {
        let mut rest = word;
        let mut found = Vec::new();
        for part in parts {
            let Some((own, after)) = rest.split_at_checked(part.len()) else { return Vec::new() };
            let bare = own.strip_suffix('s').filter(|bare| !lexicon::is_known(own) && lexicon::is_known(bare));
            found.push(bare.unwrap_or(own));
            rest = after;
        }
        return found;
    }
    let known = lexicon::is_known(word);
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) || (known && word.len() < SHORTEST_KNOWN) {
        return Vec::new();
    }
    cheapest(word, if known { MOST_KNOWN } else { MOST_UNKNOWN })
}

/// Gives all parts, and the parts of parts.
pub(super) fn all_parts(word: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in split(word) {
        found.push(part);
        found.extend(split(part));
    }
    found
}

/// Gives the ends of a compound that could stand after another first part: `instellingen` of `welzijnsinstellingen`.
pub(super) fn ends(word: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for at in (SHORTEST_PART.min(word.len())..word.len().saturating_sub(SHORTEST_PART - 1)).rev() {
        let (front, end) = word.split_at(at);
        let can_end = lexicon::part(end).is_some_and(|part| part.head);
        let can_start = LINKERS.iter().any(|(linker, _)| {
            front.strip_suffix(linker).is_some_and(|base| lexicon::is_known(base) || lexicon::part(base).is_some())
        });
        if can_end && can_start {
            found.push(end);
        }
    }
    // A short preposition stands before a noun too: na-delen.
    for preposition in ["na", "in", "af", "op", "om"] {
        if let Some(end) = word.strip_prefix(preposition).filter(|end| lexicon::part(end).is_some_and(|part| part.head))
        {
            found.push(end);
        }
    }
    found
}

fn cheapest(word: &str, most: u64) -> Vec<&str> {
    let mut best: Vec<Option<Step>> = vec![None; word.len() + 1];
    best[0] = Some(Step { cost: 0, part: (0, 0) });
    for from in 0..word.len() {
        let Some(Step { cost, .. }) = best[from] else { continue };
        for (length, part) in lexicon::parts_at_start(&word[from..]) {
            let to = from + length;
            if length < SHORTEST_PART || (from, to) == (0, word.len()) {
                continue;
            }
            let cost = cost + part.cost + EACH_PART;
            if to == word.len() && part.head {
                improve(&mut best[to], Step { cost, part: (from, to) });
            }
            if to == word.len() || !part.front {
                continue;
            }
            for (linker, more) in LINKERS {
                let next = to + linker.len();
                if word[to..].starts_with(linker) && next + SHORTEST_PART <= word.len() {
                    improve(&mut best[next], Step { cost: cost + more, part: (from, to) });
                }
            }
        }
    }
    trace(word, &best, most)
}

fn improve(best: &mut Option<Step>, step: Step) {
    if best.is_none_or(|old| step.cost < old.cost) {
        *best = Some(step);
    }
}

fn trace<'a>(word: &'a str, best: &[Option<Step>], most: u64) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut at = word.len();
    while at > 0 {
        let Some(Step { cost, part: (from, to) }) = best[at] else { return Vec::new() };
        if at == word.len() && cost > most {
            return Vec::new();
        }
        parts.push(&word[from..to]);
        at = from;
    }
    parts.reverse();
    parts
}

/// Gives the compounds that two folded words can make, with the letters that may link them.
pub(super) fn compounds(front: &str, head: &str) -> Vec<String> {
    let fit =
        || lexicon::part(front).is_some_and(|part| part.front) && lexicon::part(head).is_some_and(|part| part.head);
    let joined = LINKERS.iter().map(|(linker, _)| format!("{front}{linker}{head}"));
    let mut found: Vec<String> = joined.filter(|word| lexicon::is_known(word)).collect();
    if found.is_empty() && fit() {
        found.extend(["", "s", "en"].map(|linker| format!("{front}{linker}{head}")));
    }
    found
}
