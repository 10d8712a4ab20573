//! What a word that was asked for stands for: the word, its compound with a neighbour, and what the thesaurus says.

use dutch::analyser::{self, Word};

use super::thesaurus::{self, Thesaurus};
use super::wording::Wording;

/// Other words for one word that count, at most.
const MOST_OTHERS: usize = 12;

/// One word that was asked for, with all that can answer it without the index's help.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub word: Word,
    /// Folded compounds that it makes with the word before or after it: `wijk team` asks for *wijkteam* too.
    pub joined: Vec<String>,
    /// Other names of the same.
    pub same: Vec<Vec<Word>>,
    /// What has to do with it.
    pub related: Vec<Vec<Word>>,
}

/// Says of each wanted word what it stands for.
pub(super) fn wishes(wording: &Wording, own: &Thesaurus) -> Vec<Wish> {
    let wish = |word: &Word| Wish {
        word: word.clone(),
        joined: word.joined.iter().cloned().collect(),
        same: Vec::new(),
        related: Vec::new(),
    };
    let mut wishes: Vec<Wish> = wording.wanted.iter().map(wish).collect();
    let typed = &wording.typed;
    for from in 0..typed.len() {
        for (number, meaning) in thesaurus::meanings(typed, from, own) {
            for word in &typed[from..from + number] {
                if let Some(wish) = wishes.iter_mut().find(|wish| wish.word.exact == word.exact) {
                    wish.same.extend(meaning.same.iter().cloned());
                    wish.related.extend(meaning.related.iter().cloned());
                }
            }
        }
        if let Some(pair) = typed.get(from..from + 2) {
            let compounds = analyser::compounds_of(&pair[0].exact, &pair[1].exact);
            for wish in wishes.iter_mut().filter(|wish| pair.iter().any(|word| word.exact == wish.word.exact)) {
                wish.joined.extend(compounds.iter().cloned());
            }
        }
    }
    for wish in &mut wishes {
        wish.same.truncate(MOST_OTHERS);
        wish.related.truncate(MOST_OTHERS);
    }
    wishes
}

/// Lists what has to do with these words, each thing once, without what was asked for itself.
pub(super) fn related(wishes: &[Wish]) -> Vec<&[Word]> {
    let mut rows: Vec<&[Word]> = Vec::new();
    let is_same = |one: &[Word], other: &[Word]| {
        one.len() == other.len() && one.iter().zip(other).all(|(word, other)| word.normals == other.normals)
    };
    for row in wishes.iter().flat_map(|wish| &wish.related) {
        let asked = wishes.iter().any(|wish| is_same(std::slice::from_ref(&wish.word), row));
        if !asked && !rows.iter().any(|other| is_same(other, row)) {
            rows.push(row);
        }
    }
    rows
}
