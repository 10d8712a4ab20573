//! Brings a folded word to its common form: own tables first, then prefixes, then the Porter stemmer.
//!
//! The tables are in `content/lexicon`; their fingerprint is part of the index's name, so that a change in a
//! table leads to a new index by itself. It must not read anything at run time.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use sha2::{Digest, Sha256};

const FORMS: &str = include_str!("../../../content/lexicon/search-forms.tsv");
const VERBS: &str = include_str!("../../../content/lexicon/search-verbs.tsv");
const WEAK: &str = include_str!("../../../content/lexicon/search-weak.txt");

/// Parts that stand before a verb, longest first where one starts with another.
const PREFIXES: [&str; 33] = [
    "bijeen", "tegen", "achter", "onder", "plaats", "samen", "terug", "thuis", "voort", "voor", "over", "deel", "door",
    "goed", "hoog", "klaar", "mee", "neer", "toe", "uit", "vast", "weer", "weg", "los", "aan", "bij", "her", "ont",
    "ver", "af", "in", "na", "om",
];
/// Short parts that are tried last, because many words start with them by chance.
const SHORT_PREFIXES: [&str; 3] = ["be", "er", "op"];

/// Words up to this length are too short to take an ending from.
const SHORTEST_STEM: usize = 3;

struct Lexicon {
    forms: HashMap<&'static str, &'static str>,
    verbs: HashMap<&'static str, &'static str>,
    prefixed: HashMap<&'static str, &'static str>,
    weak: HashSet<&'static str>,
    stemmer: Stemmer,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// Brings one folded word to its common form.
pub(super) fn normal(folded: &str) -> String {
    let lexicon = &*LEXICON;
    if let Some(lemma) = lexicon.forms.get(folded).or_else(|| lexicon.verbs.get(folded)) {
        return (*lemma).to_owned();
    }
    if let Some(verb) = lexicon.prefixed_verb(folded) {
        return verb;
    }
    if folded.chars().count() <= SHORTEST_STEM || folded.chars().any(|letter| !letter.is_alphabetic()) {
        return folded.to_owned();
    }
    lexicon.stem(folded)
}

/// Tells whether a folded word carries too little to find a page by.
pub(in crate::search) fn is_weak(folded: &str) -> bool {
    LEXICON.weak.contains(folded)
}

/// A short fingerprint of the tables, in hexadecimal.
pub(in crate::search) fn lexicon_fingerprint() -> String {
    let mut hash = Sha256::new();
    for table in [FORMS, VERBS] {
        hash.update(table.as_bytes());
        hash.update([0]);
    }
    hash.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Lexicon {
    fn read() -> Self {
        let mut prefixed = HashMap::new();
        let mut verbs = HashMap::new();
        for (lemma, form) in pairs(VERBS) {
            match form.strip_prefix('-') {
                Some(bare) => prefixed.insert(bare, lemma),
                None => verbs.insert(form, lemma),
            };
        }
        Self {
            forms: pairs(FORMS).map(|(lemma, form)| (form, lemma)).collect(),
            verbs,
            prefixed,
            weak: lines(WEAK).collect(),
            stemmer: Stemmer::new(Algorithm::DutchPorter),
        }
    }

    /// Reads `afgewezen` as `af` and a form of *wijzen*; an inflected participle loses its ending.
    fn prefixed_verb(&self, word: &str) -> Option<String> {
        PREFIXES.iter().chain(&SHORT_PREFIXES).find_map(|prefix| {
            let rest = word.strip_prefix(prefix)?;
            let bare = rest.strip_suffix('e').filter(|bare| bare.ends_with("en"));
            let verb = self.verb(rest).or_else(|| bare.and_then(|bare| self.verb(bare)))?;
            Some(format!("{prefix}{verb}"))
        })
    }

    fn verb(&self, form: &str) -> Option<&'static str> {
        self.verbs.get(form).or_else(|| self.prefixed.get(form)).copied()
    }

    /// Stems, then evens out what Dutch spelling changes at the end of a word: `briev` and `brief`, `mann` and `man`.
    fn stem(&self, word: &str) -> String {
        let word = match word.strip_suffix("en") {
            Some(base) if base.ends_with("ee") || base.ends_with("ie") => base,
            _ => word,
        };
        let mut stem = self.stemmer.stem(word).into_owned();
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
}

/// Reads a table as (lemma, form), the lemma itself included.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(table).flat_map(|line| {
        let (lemma, forms) = line.split_once('\t').unwrap_or((line, ""));
        std::iter::once((lemma, lemma)).chain(forms.split_whitespace().map(move |form| (lemma, form)))
    })
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_belongs_to_two_words() {
        for table in [FORMS, VERBS] {
            let mut seen = HashMap::new();
            for (lemma, form) in pairs(table) {
                let other = seen.insert(form, lemma);
                assert!(other.is_none() || other == Some(lemma), "{form}: {lemma} and {other:?}");
            }
        }
    }

    #[test]
    fn tables_hold_folded_words_only() {
        for table in [FORMS, VERBS] {
            for (_, form) in pairs(table) {
                assert!(form.chars().all(|letter| letter.is_ascii_lowercase() || "-'".contains(letter)), "{form}");
            }
        }
    }

    #[test]
    fn words_that_turn_a_sentence_round_are_not_weak() {
        for word in ["niet", "geen", "zonder", "nooit"] {
            assert!(!is_weak(word), "{word}");
        }
    }
}
