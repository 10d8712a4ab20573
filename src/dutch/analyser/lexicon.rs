//! What the search knows of Dutch words beyond `crate::wordlist`: how a form becomes its common form, what compounds are made of, and
//! which words carry little meaning.
//!
//! Finite-state maps in the binary, made by `content/lexicon/build_search.py`; nothing is read or unpacked at the start.
//! Surprising: a form may have two common forms (*sloot* is a ditch, and past of *sluiten*), and both count.

use std::collections::HashSet;
use std::sync::LazyLock;

use fst::Map;
use fst::raw::Output;
use sha2::{Digest, Sha256};

use crate::wordlist;

const PARTS: &[u8] = include_bytes!("../../../content/lexicon/search-parts.fst");
const FAMILIES: &[u8] = include_bytes!("../../../content/lexicon/search-families.fst");
const OPERATIONS: &str = include_str!("../../../content/lexicon/search-operations.txt");
const WEAK: &str = include_str!("../../../content/lexicon/search-weak.txt");
const COMPOUNDS: &str = include_str!("../../../content/lexicon/search-compounds.txt");

/// What a word can be in a compound, and how much it costs to see it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// From nought for the most productive parts, in steps of about half.
    pub cost: u64,
    /// It can stand before another part.
    pub front: bool,
    /// It can be the last part.
    pub head: bool,
}

impl Part {
    fn read(value: u64) -> Self {
        Self { cost: value >> 2, front: value & 1 == 1, head: value & 2 == 2 }
    }
}

struct Lexicon {
    parts: Map<&'static [u8]>,
    families: Map<&'static [u8]>,
    /// How many letters to take off, and what to put in their place.
    operations: Vec<(usize, &'static str)>,
    weak: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// Gives the common forms of a folded word, most likely first; `None` for a word that isn't in the list.
pub(super) fn commons(folded: &str) -> Option<Vec<String>> {
    Some(wordlist::operations(folded)?.filter_map(|operation| LEXICON.apply(folded, operation)).collect())
}

/// Tells whether a folded word is in the list.
pub fn is_known(folded: &str) -> bool {
    wordlist::is_known(folded)
}

/// Gives the word that a derivation is about: `begeleiding` is about *begeleid*.
pub(super) fn family(common: &str) -> Option<String> {
    LEXICON.apply(common, LEXICON.families.get(common)?)
}

/// Gives what a folded word can be in a compound.
pub(super) fn part(folded: &str) -> Option<Part> {
    LEXICON.parts.get(folded).map(Part::read)
}

/// Gives what the beginnings of a folded text can be in a compound, each with its length in bytes, the shortest first. All are found on
/// one way through the map, which ends where no part begins so.
pub(super) fn parts_at_start(folded: &str) -> impl Iterator<Item = (usize, Part)> {
    let map = LEXICON.parts.as_fst();
    let (mut node, mut value) = (map.root(), Output::zero());
    let steps = folded.bytes().zip(1..).map_while(move |(letter, length)| {
        let step = node.transition(node.find_input(letter)?);
        (node, value) = (map.node(step.addr), value.cat(step.out));
        Some((length, node.is_final().then(|| value.cat(node.final_output()).value())))
    });
    steps.filter_map(|(length, value)| Some((length, Part::read(value?))))
}

/// Tells whether a folded word carries too little to find a page by.
pub fn is_weak(folded: &str) -> bool {
    LEXICON.weak.contains(folded)
}

/// Gives the compounds that frequency gets wrong, with their parts; a word without parts is never split.
pub(super) fn exceptional_compounds() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    lines(COMPOUNDS).map(|line| match line.split_once('\t') {
        Some((word, parts)) => (word, parts.split('-').collect()),
        None => (line, Vec::new()),
    })
}

/// A short fingerprint of the tables, in hexadecimal. A finite-state map ends with its own checksum.
pub fn fingerprint() -> String {
    let mut hash = Sha256::new();
    hash.update(wordlist::checksum());
    for map in [PARTS, FAMILIES] {
        hash.update(map.last_chunk::<8>().expect("a finite-state map has a footer"));
    }
    for table in [OPERATIONS, COMPOUNDS] {
        hash.update(table.as_bytes());
        hash.update([0]);
    }
    hash.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Lexicon {
    fn read() -> Self {
        let map = |bytes| Map::new(bytes).expect("the lexicon was made by its own build script");
        let operation = |line: &'static str| {
            let at = line.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(line.len());
            (line[..at].parse().unwrap_or(0), &line[at..])
        };
        Self {
            parts: map(PARTS),
            families: map(FAMILIES),
            operations: OPERATIONS.lines().map(operation).collect(),
            weak: lines(WEAK).collect(),
        }
    }

    fn apply(&self, form: &str, operation: u64) -> Option<String> {
        let (off, on) = self.operations.get(usize::try_from(operation).ok()?)?;
        let kept = form.get(..form.len().checked_sub(*off)?)?;
        Some(format!("{kept}{on}"))
    }
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Turns the lists of `content/lexicon/build_search.py` into finite-state maps.
    #[test]
    #[ignore = "writes files; content/lexicon/build_search.py runs it"]
    fn rebuild() {
        let source = std::path::PathBuf::from(std::env::var_os("LEXICON_SOURCE").unwrap());
        for name in ["forms", "search-parts", "search-families"] {
            let lines = std::fs::read_to_string(source.join(name)).unwrap();
            let pairs = lines.lines().map(|line| line.split_once('\t').unwrap());
            let map = Map::from_iter(pairs.map(|(word, value)| (word, value.parse().unwrap()))).unwrap();
            let target = std::path::Path::new(crate::LEXICON).join(name).with_extension("fst");
            std::fs::write(target, map.as_fst().as_bytes()).unwrap();
        }
    }

    #[test]
    fn the_parts_at_the_start_are_those_that_stand_in_the_map() {
        for word in ["schuldhulpverlening", "hulpverlening", "huis", "xq", ""] {
            let one_by_one = (1..=word.len()).filter_map(|length| Some((length, part(&word[..length])?)));
            assert_eq!(parts_at_start(word).collect::<Vec<_>>(), one_by_one.collect::<Vec<_>>(), "{word}");
        }
        assert!(parts_at_start("schuldhulpverlening").count() > 0);
    }

    #[test]
    fn words_that_turn_a_sentence_round_are_not_weak() {
        for word in ["niet", "geen", "zonder", "nooit"] {
            assert!(!is_weak(word), "{word}");
        }
    }

    #[test]
    fn a_form_can_belong_to_two_words() {
        assert_eq!(commons("sloot").unwrap(), ["sloot", "sluit"]);
        assert_eq!(commons("huizen").unwrap(), ["huis"]);
        assert_eq!(commons("deugdenkadar"), None);
    }
}
