//! Reads Dutch text into words, the same way for what is indexed, what is asked and what is marked.
//!
//! Each word has an *exact* form (folded: lower case, no accents or apostrophes) and one or two *normal* ones (brought to a
//! common form by a word list, and for unknown words by the Porter stemmer). No word is dropped: `niet` and `geen` carry
//! meaning. Surprising: the stemmer that comes with tantivy is not used, because it turns *gezin* into *zin*.

mod compound;
mod forms;
mod lexicon;
mod suspended;

use std::collections::HashMap;

use foldhash::fast::RandomState;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use lexicon::{fingerprint, is_known, is_weak};

/// Goes up with each change in this file or its parts that changes a word's form; the word list has its own fingerprint.
pub const ANALYSER_VERSION: u32 = 2;

const LONGEST_WORD: usize = 64;

/// Short forms that are written with an apostrophe, and what they stand for.
const CLITICS: [(&str, &str); 13] = [
    ("'t", "het"),
    ("'n", "een"),
    ("'m", "hem"),
    ("'k", "ik"),
    ("'r", "haar"),
    ("d'r", "haar"),
    ("z'n", "zijn"),
    ("m'n", "mijn"),
    ("zo'n", "zo"),
    ("da's", "dat"),
    ("wa's", "wat"),
    ("d'raan", "eraan"),
    ("d'ruit", "eruit"),
];

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it starts in the text, in bytes.
    pub from: usize,
    /// Where it ends in the text, in bytes.
    pub to: usize,
    /// The folded form.
    pub exact: String,
    /// The common forms, most likely first; never none.
    pub normals: Vec<String>,
    /// The folded compound that it is short for, or begins: `zorgsector` at *zorg-* in `zorg- en welzijnssector`.
    pub joined: Option<String>,
}

impl Word {
    /// Gives the common forms of the parts, when it is a compound, and of what it is derived from.
    pub fn parts(&self) -> Vec<String> {
        forms::parts(&self.exact, &self.normals)
    }

    /// Tells whether it is a form of a word that was asked for, or a compound that has it as a part.
    pub fn meets(&self, asked: &Self) -> bool {
        let has = |forms: &[String]| forms.iter().any(|form| asked.normals.contains(form));
        has(&self.normals) || has(&self.parts())
    }

    /// Takes a compound apart into the words it was made of; empty when it is none.
    pub fn split(&self) -> Vec<&str> {
        compound::split(&self.exact)
    }
}

/// Reads a text into its words, in order; a word's index is its position.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = spans(text).into_iter().filter_map(|(from, to)| read_word(text, from, to)).collect();
    suspended::join(text, &mut words);
    words
}

/// What was made of words before: texts of one person say the same words again and again.
#[derive(Default)]
pub struct Memo {
    /// By word as it is written; none where nothing is left of it.
    places: HashMap<String, Option<usize>, RandomState>,
    words: Vec<Word>,
}

impl Memo {
    /// Reads a text into the places of its words, in order; each different word is made out once for as long as the memo lasts, and
    /// suspended compounds stay as they are written.
    pub fn read(&mut self, text: &str) -> Vec<usize> {
        spans(text).into_iter().filter_map(|(from, to)| self.place(&text[from..to])).collect()
    }

    /// Reads a text into its words as `words` does.
    pub fn words_in(&mut self, text: &str) -> Vec<Word> {
        let read = |(from, to)| {
            let place = self.place(&text[from..to])?;
            Some(Word { from, to, ..self.words[place].clone() })
        };
        let mut words: Vec<Word> = spans(text).into_iter().filter_map(read).collect();
        suspended::join(text, &mut words);
        words
    }

    fn place(&mut self, written: &str) -> Option<usize> {
        if let Some(place) = self.places.get(written) {
            return *place;
        }
        let word = read_word(written, 0, written.len());
        let place = word.is_some().then_some(self.words.len());
        self.words.extend(word);
        self.places.insert(written.to_owned(), place);
        place
    }

    /// The words that it knows, each at its place.
    pub fn words(&self) -> &[Word] {
        &self.words
    }
}

/// Brings one folded word to its common forms.
pub fn normals(folded: &str) -> Vec<String> {
    forms::normals(folded)
}

/// Gives the folded compounds that two folded words can make.
pub fn compounds_of(front: &str, head: &str) -> Vec<String> {
    compound::compounds(front, head)
}

/// Gives the common forms of the parts of a folded word that isn't in a text.
pub fn parts_of(folded: &str) -> Vec<String> {
    forms::parts(folded, &forms::normals(folded))
}

/// Folds a text for sorting: lower case, no accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase).nfd() {
        match letter {
            'ĳ' => folded.push_str("ij"),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            letter if is_apostrophe(letter) => folded.push('\''),
            letter if is_combining_mark(letter) || is_invisible(letter) => {}
            letter => folded.push(letter),
        }
    }
    folded
}

/// Finds where words start and end. An apostrophe inside a word belongs to it, and so does one before a clitic.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let inside = |at: usize| letters.get(at).is_some_and(|&(_, letter)| is_letter(letter));
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !inside(at) {
            at += 1;
            continue;
        }
        let first = at;
        while inside(at) || (letters.get(at).is_some_and(|l| is_apostrophe(l.1)) && inside(at + 1)) {
            at += 1;
        }
        let to = letters.get(at).map_or(text.len(), |l| l.0);
        let single = at - first == 1 && first > 0 && is_apostrophe(letters[first - 1].1);
        let from = if single { letters[first - 1].0 } else { letters[first].0 };
        found.push((from, to));
    }
    found
}

fn read_word(text: &str, from: usize, to: usize) -> Option<Word> {
    let folded: String = fold(&text[from..to]).chars().take(LONGEST_WORD).collect();
    if let Some((_, full)) = CLITICS.iter().find(|(short, _)| *short == folded) {
        return Some(Word { from, to, exact: (*full).to_owned(), normals: forms::normals(full), joined: None });
    }
    let exact: String = folded.chars().filter(|&letter| letter != '\'').collect();
    if exact.is_empty() {
        return None;
    }
    let normals = forms::normals(without_ending(&folded).unwrap_or(&exact));
    Some(Word { from, to, exact, normals, joined: None })
}

/// Takes off an ending that is written with an apostrophe: `risico's`, `baby'tje`, `hbo'er`.
fn without_ending(folded: &str) -> Option<&str> {
    let (base, ending) = folded.rsplit_once('\'')?;
    let plain = !base.is_empty() && !base.contains('\'');
    (plain && matches!(ending, "s" | "tje" | "tjes" | "er" | "ers" | "en")).then_some(base)
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || !letter.is_ascii() && (letter.is_alphanumeric() || is_combining_mark(letter) || is_invisible(letter))
}

/// A soft hyphen and the joiners stand inside words without being seen.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

#[cfg(test)]
mod tests;
