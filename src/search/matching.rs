//! Reads what somebody typed into words, phrases and exclusions, and makes the index's query of it.
//!
//! Each word is looked for in four fields, and the best counts: the form as typed stands above its other forms, the
//! title above the text. Surprising: small words (`de`, `het`) help to rank but find nothing by themselves, unless
//! there is nothing else.

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::dutch::{self, Word};
use super::schema::Fields;

const TITLE_EXACT: f32 = 2.4;
const TITLE_NORMAL: f32 = 1.8;
const TEXT_EXACT: f32 = 1.3;
const TEXT_NORMAL: f32 = 1.0;
/// What the fields that aren't the best add to a word's score.
const TIE: f32 = 0.1;
const HELPING: f32 = 0.3;

/// What somebody typed, understood.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// Words by which a document is found.
    pub wanted: Vec<Word>,
    /// Small words that only help to rank.
    pub helping: Vec<Word>,
    /// Words between quotation marks, that must stand next to each other as typed.
    pub phrases: Vec<Vec<Word>>,
    /// Words, or rows of words, that must not be there.
    pub unwanted: Vec<Vec<Word>>,
}

/// A piece of the typed text, before its words are read.
struct Part<'a> {
    minus: bool,
    quoted: bool,
    text: &'a str,
}

impl Wording {
    /// Reads a typed text. Never fails: a lone quotation mark or minus sign is passed over.
    pub fn read(text: &str) -> Self {
        let mut wording = Self::default();
        for part in parts(text) {
            let words = dutch::words(part.text);
            if words.is_empty() {
                continue;
            }
            match part {
                Part { minus: true, .. } => wording.unwanted.push(words),
                Part { quoted: true, .. } => wording.phrases.push(words),
                Part { .. } => wording.add(words),
            }
        }
        if wording.wanted.is_empty() && wording.phrases.is_empty() {
            wording.wanted = std::mem::take(&mut wording.helping);
        }
        wording
    }

    /// Tells whether there is nothing to find or to rank by.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.phrases.is_empty()
    }

    /// Makes the clauses of the query for these words.
    pub fn clauses(&self, fields: &Fields) -> Vec<(Occur, Box<dyn Query>)> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if !self.wanted.is_empty() {
            let words = self.wanted.iter().map(|word| word_query(fields, word)).collect();
            let needed = needed(self.wanted.len());
            clauses.push((Occur::Must, Box::new(BooleanQuery::union_with_minimum_required_clauses(words, needed))));
        }
        for phrase in &self.phrases {
            clauses.push((
                Occur::Must,
                either(vec![
                    boosted(row(fields.title_exact, exact(phrase)), TITLE_EXACT),
                    boosted(row(fields.text_exact, exact(phrase)), TEXT_EXACT),
                ]),
            ));
        }
        for word in &self.helping {
            clauses.push((Occur::Should, boosted(word_query(fields, word), HELPING)));
        }
        for words in &self.unwanted {
            let normals = || words.iter().map(|word| word.normal.as_str());
            clauses.push((Occur::MustNot, row(fields.title_normal, normals())));
            clauses.push((Occur::MustNot, row(fields.text_normal, normals())));
        }
        clauses
    }

    fn add(&mut self, words: Vec<Word>) {
        for word in words {
            let list = if dutch::is_weak(&word.exact) { &mut self.helping } else { &mut self.wanted };
            if list.iter().all(|other| other.exact != word.exact) {
                list.push(word);
            }
        }
    }
}

/// How many of the wanted words a document must have: one in three.
fn needed(wanted: usize) -> usize {
    wanted.div_ceil(3)
}

fn word_query(fields: &Fields, word: &Word) -> Box<dyn Query> {
    either(vec![
        boosted(row(fields.title_exact, [word.exact.as_str()]), TITLE_EXACT),
        boosted(row(fields.title_normal, [word.normal.as_str()]), TITLE_NORMAL),
        boosted(row(fields.text_exact, [word.exact.as_str()]), TEXT_EXACT),
        boosted(row(fields.text_normal, [word.normal.as_str()]), TEXT_NORMAL),
    ])
}

fn exact(words: &[Word]) -> impl Iterator<Item = &str> {
    words.iter().map(|word| word.exact.as_str())
}

/// Asks for one word, or for several in a row.
fn row<'a>(field: Field, words: impl IntoIterator<Item = &'a str>) -> Box<dyn Query> {
    let mut terms: Vec<Term> = words.into_iter().map(|word| Term::from_field_text(field, word)).collect();
    match terms.pop() {
        Some(only) if terms.is_empty() => Box::new(TermQuery::new(only, IndexRecordOption::WithFreqs)),
        Some(last) => {
            terms.push(last);
            Box::new(PhraseQuery::new(terms))
        }
        None => Box::new(tantivy::query::EmptyQuery),
    }
}

fn either(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(queries, TIE))
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

/// Cuts the typed text at spaces and quotation marks.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let signless = rest.strip_prefix(['-', '−', '–']).filter(|after| !after.starts_with(char::is_whitespace));
        let minus = signless.is_some();
        let body = signless.unwrap_or(rest);
        let (quoted, inside, after) = match body.strip_prefix(is_quote).and_then(|inside| inside.split_once(is_quote)) {
            Some((inside, after)) => (true, inside, after),
            None => {
                let body = body.trim_start_matches(is_quote);
                let end = body.find(|letter: char| letter.is_whitespace() || is_quote(letter)).unwrap_or(body.len());
                (false, &body[..end], &body[end..])
            }
        };
        parts.push(Part { minus, quoted, text: inside });
        rest = after.trim_start();
    }
    parts
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>, Vec<String>, Vec<String>) {
        let wording = Wording::read(text);
        let exacts = |words: &[Word]| exact(words).collect::<Vec<_>>().join(" ");
        (
            wording.wanted.iter().map(|word| word.exact.clone()).collect(),
            wording.helping.iter().map(|word| word.exact.clone()).collect(),
            wording.phrases.iter().map(|words| exacts(words)).collect(),
            wording.unwanted.iter().map(|words| exacts(words)).collect(),
        )
    }

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn words_phrases_and_minus_are_told_apart() {
        let read = read("de schulden \"eigen regie\" -boos -\"niet willen\" schulden");
        assert_eq!(read, (list(&["schulden"]), list(&["de"]), list(&["eigen regie"]), list(&["boos", "niet willen"])));
    }

    #[test]
    fn curly_quotation_marks_work_and_lone_signs_are_passed_over() {
        assert_eq!(read("„eigen regie” - zorg").2, list(&["eigen regie"]));
        assert_eq!(read("\"eigen regie"), (list(&["eigen", "regie"]), vec![], vec![], vec![]));
        assert_eq!(read("-- \" \"\" - \"-"), (vec![], vec![], vec![], vec![]));
        assert_eq!(read("zorg-mijdend wijk\"team").0, list(&["zorg", "mijdend", "wijk", "team"]));
    }

    #[test]
    fn small_words_count_when_there_is_nothing_else() {
        assert_eq!(read("wat is het").0, list(&["wat", "is", "het"]));
        assert!(Wording::read("-geweld").is_empty());
    }
}
