//! What a search proposes: another spelling of a word that nothing has, and how a word that is half typed could go on.
//!
//! A proposal is a word of a document that its reader may open. Surprising: the index knows the words of all, so each candidate is
//! counted within the rights of who asks before it is shown.

use std::collections::HashMap;

use dutch::analyser::{self, Word};
use tantivy::query::{BooleanQuery, EnableScoring, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::index::Index;
use super::query::SearchQuery;
use super::run::Rights;
use super::schema::Fields;
use super::wording::Wording;
use super::{Result, spelling};

/// Words of which another spelling is looked for, at most.
const MOST_WORDS: usize = 8;
/// Words of the index that are read for completing, in one segment and field.
const MOST_READ: usize = 4_000;
/// Candidates that are checked against the rights.
const MOST_CHECKED: usize = 30;
/// A shorter beginning fits too much.
const SHORTEST_BEGINNING: usize = 3;

impl Index {
    /// Proposes the same search with words spelled as the reader's own documents have them; `None` when nothing is better.
    pub fn did_you_mean(&self, query: &SearchQuery, rights: &Rights) -> Result<Option<SearchQuery>> {
        let live = self.live()?;
        let seen = Seen { searcher: live.reader.searcher(), fields: live.fields, rights };
        let mut text = query.text().to_owned();
        let mut better = false;
        for word in Wording::read(query.words()).wanted.iter().take(MOST_WORDS) {
            if let Some(other) = seen.other_spelling(word)?
                && let Some(changed) = replaced(&text, &word.exact, &other)
            {
                text = changed;
                better = true;
            }
        }
        Ok(better.then(|| query.with_text(&text)))
    }

    /// Proposes the same search with its last word completed, as the reader's documents have it, most frequent first. Nothing where
    /// the last word is one already.
    pub fn completed(&self, query: &SearchQuery, rights: &Rights, most: usize) -> Result<Vec<SearchQuery>> {
        let Some((before, beginning)) = half_typed(query.text()) else { return Ok(Vec::new()) };
        let live = self.live()?;
        let seen = Seen { searcher: live.reader.searcher(), fields: live.fields, rights };
        let mut found = Vec::new();
        if seen.has(&beginning)? {
            return Ok(found);
        }
        for word in seen.beginning_with(&beginning)?.into_iter().take(MOST_CHECKED) {
            if found.len() < most && seen.has(&word)? {
                found.push(query.with_text(&format!("{before}{word}")));
            }
        }
        Ok(found)
    }
}

/// The words that somebody may see.
struct Seen<'a> {
    searcher: Searcher,
    fields: Fields,
    rights: &'a Rights,
}

impl Seen<'_> {
    /// Tells whether a document that they may open has the word in this form.
    fn has(&self, folded: &str) -> Result<bool> {
        let term = |field: Field, word: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic))
        };
        let fields = &self.fields;
        let word = [fields.title_exact, fields.text_exact].map(|field| term(field, folded));
        let may = self.rights.audiences().iter().map(|name| term(fields.audience, name)).collect();
        let both: Vec<Box<dyn Query>> =
            vec![Box::new(BooleanQuery::union(word.into())), Box::new(BooleanQuery::union(may))];
        self.finds(&BooleanQuery::intersection(both))
    }

    /// Tells whether a query finds anything; looks no further than the first document.
    fn finds(&self, query: &dyn Query) -> Result<bool> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        for segment in self.searcher.segment_readers() {
            let mut found = weight.scorer(segment, 1.0)?;
            while found.doc() != TERMINATED {
                if segment.alive_bitset().is_none_or(|alive| alive.is_alive(found.doc())) {
                    return Ok(true);
                }
                found.advance();
            }
        }
        Ok(false)
    }

    fn other_spelling(&self, word: &Word) -> Result<Option<String>> {
        if spelling::most_slips(&word.exact) == 0 || self.has(&word.exact)? {
            return Ok(None);
        }
        for field in [self.fields.text_exact, self.fields.title_exact] {
            for near in spelling::near(&self.searcher, field, &word.exact)? {
                if self.has(&near.word)? {
                    return Ok(Some(near.word));
                }
            }
        }
        Ok(None)
    }

    fn beginning_with(&self, start: &str) -> Result<Vec<String>> {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            for field in [self.fields.text_exact, self.fields.title_exact] {
                let words = segment.inverted_index(field)?;
                let mut stream = words.terms().range().ge(start).into_stream()?;
                for _ in 0..MOST_READ {
                    if !stream.advance() || !stream.key().starts_with(start.as_bytes()) {
                        break;
                    }
                    let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
                    *counts.entry(word.to_owned()).or_default() += stream.value().doc_freq;
                }
            }
        }
        let mut words: Vec<(String, u32)> = counts.into_iter().filter(|(word, _)| word != start).collect();
        words.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Ok(words.into_iter().map(|(word, _)| word).collect())
    }
}

/// Splits a text before its last word, when that may be half of one; a field word isn't.
fn half_typed(text: &str) -> Option<(&str, String)> {
    let last = analyser::words(text).pop().filter(|word| word.to == text.len())?;
    let is_field = text.rsplit(' ').next().is_some_and(|word| word.contains(':'));
    let is_long_enough = last.exact.chars().count() >= SHORTEST_BEGINNING;
    (is_long_enough && !is_field).then(|| (&text[..last.from], last.exact))
}

/// Puts another word in the place of one, as it stands in the text.
fn replaced(text: &str, folded: &str, other: &str) -> Option<String> {
    let word = analyser::words(text).into_iter().find(|word| word.exact == folded)?;
    Some(format!("{}{other}{}", &text[..word.from], &text[word.to..]))
}
