//! Brings a folded word to its common forms: the word list first, then the end of a compound, then the Porter stemmer.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::{compound, lexicon};

/// Words up to this length are too short to take an ending from.
const SHORTEST_STEM: usize = 3;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::DutchPorter));

/// Brings one folded word to its common forms, most likely first; never none.
pub(super) fn normals(folded: &str) -> Vec<String> {
    if let Some(commons) = lexicon::commons(folded) {
        return commons;
    }
    if folded.chars().count() <= SHORTEST_STEM || folded.chars().any(|letter| !letter.is_alphabetic()) {
        return vec![folded.to_owned()];
    }
    let parts = compound::split(folded);
    if let Some(head) = parts.last() {
        let front = &folded[..folded.len() - head.len()];
        return normals(head).into_iter().map(|common| format!("{front}{common}")).collect();
    }
    vec![stem(folded)]
}

/// Gives the common forms of the parts of a compound, and of what a derivation is about, each once.
pub(super) fn parts(folded: &str, normals: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |part: String| {
        if !found.contains(&part) && !normals.contains(&part) {
            found.push(part);
        }
    };
    normals.iter().filter_map(|common| lexicon::family(common)).for_each(&mut add);
    for part in compound::all_parts(folded) {
        for common in self::normals(part) {
            if let Some(about) = lexicon::family(&common) {
                add(about);
            }
            add(common);
        }
    }
    found
}

/// Stems, then evens out what Dutch spelling changes at the end of a word: `briev` and `brief`, `mann` and `man`.
fn stem(word: &str) -> String {
    let word = match word.strip_suffix("en") {
        Some(base) if base.ends_with("ee") || base.ends_with("ie") => base,
        _ => word,
    };
    let mut stem = STEMMER.stem(word).into_owned();
    let mut ending = stem.chars().rev();
    let (last, previous) = (ending.next(), ending.next());
    let doubled = last == previous && last.is_some_and(|letter| !"aeiou".contains(letter));
    if doubled && stem.chars().count() > SHORTEST_STEM {
        stem.pop();
    }
    match stem.pop() {
        Some('v') => stem.push('f'),
        Some('z') => stem.push('s'),
        Some(letter) => stem.push(letter),
        None => {}
    }
    stem
}
