//! Finds the words of a text that answer a query: what was found is what is marked, also in another form or as a part.
//!
//! Related words are marked only where there is nothing else, because only there they may be why a document was found.

use std::cmp::Reverse;
use std::collections::HashMap;

use dutch::analyser::{self, Memo, Word};

use super::query::SearchQuery;
use super::spelling;
use super::wish::{self, Wish, wishes};
use super::wording::Wording;

/// A shorter word is no compound.
const SHORTEST_COMPOUND: usize = 6;

/// A stretch of the text in bytes.
pub(super) type Span = (usize, usize);

/// A stretch to mark, and the words of the query that it stands for.
pub(super) struct Mark {
    pub span: Span,
    pub stands_for: String,
}

/// Marks the words of one query in texts, one after another. It remembers what it made of each word: to take a compound apart costs
/// more than all the rest.
pub struct Marker {
    wording: Wording,
    wishes: Vec<Wish>,
    /// Common forms, each with the word of the query that it stands for.
    forms: HashMap<String, String>,
    /// Words that may have been typed wrong, with the slips they may have.
    slips: Vec<(String, u8)>,
    memo: Memo,
    /// By word as it is written: what it stands for.
    answers: HashMap<String, Option<String>>,
}

impl Marker {
    /// Reads a query.
    pub fn of(query: &SearchQuery) -> Self {
        let wording = Wording::read(query.words());
        let wishes = wishes(&wording, query.own_words());
        let mut forms = HashMap::new();
        for wish in &wishes {
            let same = wish.same.iter().filter(|row| row.len() == 1).flat_map(|row| row[0].normals.iter().cloned());
            let joined = wish.joined.iter().flat_map(|word| analyser::normals(word));
            for form in wish.word.normals.iter().cloned().chain(joined).chain(same) {
                forms.entry(form).or_insert_with(|| wish.word.exact.clone());
            }
        }
        let slips = wishes.iter().map(|wish| (wish.word.exact.clone(), spelling::most_slips(&wish.word.exact)));
        let slips = slips.filter(|(_, slips)| *slips > 0).collect();
        Self { wording, wishes, forms, slips, memo: Memo::default(), answers: HashMap::new() }
    }

    /// Tells whether it marks anything at all.
    pub(super) fn is_idle(&self) -> bool {
        self.wishes.is_empty() && self.wording.phrases.is_empty()
    }

    /// Reads a text into its words.
    pub(super) fn read(&mut self, text: &str) -> Vec<Word> {
        self.memo.words_in(text)
    }

    /// Finds what to mark, in the order of the text, without overlap.
    pub(super) fn marks(&mut self, text: &str, words: &[Word]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for word in words {
            let stands_for = self.stands_for(&text[word.from..word.to], word);
            marks.extend(stands_for.map(|stands_for| Mark { span: (word.from, word.to), stands_for }));
        }
        for phrase in &self.wording.phrases {
            let exact = |word: &Word, asked: &Word| word.exact == asked.exact;
            marks.extend(rows(words, phrase, exact));
        }
        let is_form = |word: &Word, asked: &Word| word.normals.contains(&asked.normals[0]);
        for row in self.wishes.iter().flat_map(|wish| &wish.same).filter(|row| row.len() > 1) {
            marks.extend(rows(words, row, is_form));
        }
        if marks.is_empty() {
            marks.extend(wish::related(&self.wishes).into_iter().flat_map(|row| rows(words, row, is_form)));
        }
        marks.sort_by_key(|mark| (mark.span.0, Reverse(mark.span.1)));
        let mut end = 0;
        marks.retain(|mark| {
            let clear = mark.span.0 >= end;
            end = end.max(mark.span.1);
            clear
        });
        marks
    }

    fn stands_for(&mut self, written: &str, word: &Word) -> Option<String> {
        if word.joined.is_some() {
            return self.find(word);
        }
        if !self.answers.contains_key(written) {
            self.answers.insert(written.to_owned(), self.find(word));
        }
        self.answers[written].clone()
    }

    fn find(&self, word: &Word) -> Option<String> {
        let find = |forms: &[String]| forms.iter().find_map(|form| self.forms.get(form).cloned());
        find(&word.normals)
            .or_else(|| word.joined.as_ref().and_then(|joined| find(&analyser::normals(joined))))
            .or_else(|| (word.exact.len() >= SHORTEST_COMPOUND).then(|| find(&word.parts())).flatten())
            .or_else(|| {
                let near = self.slips.iter().find(|(asked, slips)| spelling::within(asked, &word.exact, *slips));
                near.map(|(asked, _)| asked.clone())
            })
    }
}

/// Finds a row of words.
fn rows<'a>(
    words: &'a [Word],
    row: &'a [Word],
    is: impl Fn(&Word, &Word) -> bool + 'a,
) -> impl Iterator<Item = Mark> + 'a {
    let stands_for = row.iter().map(|word| word.exact.as_str()).collect::<Vec<_>>().join(" ");
    words
        .windows(row.len())
        .filter(move |window| window.iter().zip(row).all(|(word, asked)| is(word, asked)))
        .map(move |window| Mark { span: (window[0].from, window[window.len() - 1].to), stands_for: stands_for.clone() })
}
