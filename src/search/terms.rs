//! Turns a text into the terms of the index's fields: words as written, common forms, parts of compounds, and rows of letters.

use std::cmp::Reverse;
use std::collections::HashMap;

use dutch::analyser;
use tantivy::tokenizer::{PreTokenizedString, Token};

use super::english;

/// Letters of a row; rows overlap.
const ROW: usize = 4;
/// A shorter word tells nothing of a document.
const SHORTEST_TELLING: usize = 3;

/// The terms of one text, a field each.
#[derive(Default)]
pub(super) struct Terms {
    pub exact: Vec<Token>,
    pub normal: Vec<Token>,
    pub parts: Vec<Token>,
    pub rows: Vec<Token>,
}

impl Terms {
    /// Reads a Dutch text.
    pub fn dutch(text: &str) -> Self {
        let mut terms = Self::default();
        for (position, word) in analyser::words(text).into_iter().enumerate() {
            let parts = word.parts();
            terms.rows.extend(rows(&word.exact).map(|row| token(position, row)));
            terms.exact.push(token(position, word.exact));
            terms.normal.extend(word.normals.into_iter().map(|form| token(position, form)));
            terms.parts.extend(parts.into_iter().map(|part| token(position, part)));
            if let Some(joined) = word.joined {
                terms.parts.extend(analyser::parts_of(&joined).into_iter().map(|part| token(position, part)));
                terms.normal.extend(analyser::normals(&joined).into_iter().map(|form| token(position, form)));
                terms.exact.push(token(position, joined));
            }
        }
        terms
    }

    /// Lists the words that a title and its text say most, by their likeliest common form, at most so many.
    pub fn telling(&self, text: &Self, most: usize) -> Vec<String> {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for word in likeliest(&self.normal).chain(likeliest(&text.normal)) {
            if word.chars().count() < SHORTEST_TELLING || analyser::is_weak(word) {
                continue;
            }
            let place = *places.entry(word).or_insert(counts.len());
            match counts.get_mut(place) {
                Some((_, count)) => *count += 1,
                None => counts.push((word, 1)),
            }
        }
        // The sort keeps the order of the text among equals.
        counts.sort_by_key(|(_, count)| Reverse(*count));
        counts.into_iter().take(most).map(|(word, _)| word.to_owned()).collect()
    }

    /// Reads an English text, which has no compounds to take apart.
    pub fn english(text: &str) -> Self {
        let mut terms = Self::default();
        for (position, word) in analyser::words(text).into_iter().enumerate() {
            terms.rows.extend(rows(&word.exact).map(|row| token(position, row)));
            terms.normal.push(token(position, english::normal(&word.exact)));
            terms.exact.push(token(position, word.exact));
        }
        terms
    }
}

/// Hands terms to the index; the text itself stays away from it.
pub(super) fn tokenized(tokens: Vec<Token>) -> PreTokenizedString {
    PreTokenizedString { text: String::new(), tokens }
}

/// Gives the rows of letters of a folded word, with its start and end; none for a word that is hardly longer.
pub(super) fn rows(folded: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = std::iter::once('_').chain(folded.chars()).chain(std::iter::once('_')).collect();
    let number = if letters.len() > ROW + 1 { letters.len() + 1 - ROW } else { 0 };
    (0..number).map(move |at| letters[at..at + ROW].iter().collect())
}

/// Gives the first term at each position.
fn likeliest(tokens: &[Token]) -> impl Iterator<Item = &str> {
    let mut last = None;
    tokens
        .iter()
        .filter_map(move |token| (last.replace(token.position) != Some(token.position)).then_some(&*token.text))
}

fn token(position: usize, text: String) -> Token {
    Token { offset_from: 0, offset_to: 0, position, text, position_length: 1 }
}
