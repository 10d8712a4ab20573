//! Finds words of the index that are spelled nearly like one that was typed.
//!
//! Only a word that isn't in the word list is taken for a slip: *regie* never becomes *regio*. It reads the words of all documents: what
//! it finds may rank and match within what somebody may read, and must be checked against their rights before it is shown.

use dutch::analyser;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::Result;

/// Candidates that count.
const MOST: usize = 8;
/// Words of the index that are looked at, in one segment.
const MOST_READ: usize = 400;
/// A longer word is no slip of the pen.
const LONGEST: usize = 40;

/// A word of the index, and how many letters it is away from what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    pub word: String,
    pub slips: u8,
}

/// Lists the words of a field that somebody may have meant, the nearest and most frequent first.
pub(super) fn near(searcher: &Searcher, field: Field, folded: &str) -> Result<Vec<Near>> {
    let mut found: Vec<(Near, u64)> = Vec::new();
    for slips in 1..=most_slips(folded) {
        let automaton = FuzzyTermQuery::new(Term::from_field_text(field, folded), slips, true).automaton()?;
        for segment in searcher.segment_readers() {
            let words = segment.inverted_index(field)?;
            let mut stream = words.terms().search(&automaton).into_stream()?;
            for _ in 0..MOST_READ {
                if !stream.advance() {
                    break;
                }
                let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
                let number = u64::from(stream.value().doc_freq);
                match found.iter_mut().find(|(near, _)| near.word == word) {
                    Some((near, count)) if near.slips == slips => *count += number,
                    Some(_) => {}
                    None if word == folded => {}
                    None => found.push((Near { word: word.to_owned(), slips }, number)),
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    let first = folded.chars().next();
    found.sort_by_key(|(near, count)| {
        let other_start = near.word.chars().next() != first;
        (near.slips, other_start, !analyser::is_known(&near.word), std::cmp::Reverse(*count), near.word.clone())
    });
    Ok(found.into_iter().map(|(near, _)| near).take(MOST).collect())
}

/// How many slips a word may have: none in a known or a very short one, two in a long one.
pub(super) fn most_slips(folded: &str) -> u8 {
    let letters = folded.chars().count();
    if analyser::is_known(folded) || letters > LONGEST || folded.chars().any(|letter| !letter.is_alphabetic()) {
        return 0;
    }
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Tells whether two folded words are so many slips apart at most: a letter more, less, other, or two swapped.
pub(super) fn within(one: &str, other: &str, most: u8) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let most = usize::from(most);
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut next = vec![row; other.len() + 1];
        for column in 1..=other.len() {
            let differs = usize::from(one[row - 1] != other[column - 1]);
            next[column] = (last[column] + 1).min(next[column - 1] + 1).min(last[column - 1] + differs);
            let swapped =
                row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1];
            if swapped {
                next[column] = next[column].min(before_last[column - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, next);
    }
    last[other.len()] <= most
}
