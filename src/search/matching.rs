//! Makes the index's query of what was asked.
//!
//! Each word is looked for in many ways, and the best counts: as typed above its other forms, those above a part of a compound,
//! that above another word for the same, and a slip of the pen last. Surprising: small words (`de`, `het`) help to rank but find nothing
//! by themselves, unless there is nothing else.

use dutch::analyser::{self, Word};
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::Result;
use super::at_least::{AtLeast, Worth};
use super::schema::Fields;
use super::spelling::{self, Near};
use super::wish::{self, Wish};
use super::wording::Wording;
use super::{english, terms};

/// What the ways that aren't the best add to a word's score.
const TIE: f32 = 0.15;
const TITLE: f32 = 1.1;
/// Below 1, because a form as typed is rarer than all forms together, and rare words weigh more by themselves.
const EXACT: f32 = 0.8;
const JOINED: f32 = 0.9;
const PART: f32 = 0.75;
const SPLIT: f32 = 0.6;
const SAME: f32 = 0.7;
const ONE_SLIP: f32 = 0.55;
const MORE_SLIPS: f32 = 0.45;
const RELATED: f32 = 0.4;
const HELPING: f32 = 0.4;
const ROWS: f32 = 0.25;
/// Of an unknown word's rows of letters, this share finds a document.
const ROWS_NEEDED: f32 = 0.6;
/// Of a known word's rows, this share does when other words were asked for too.
const ROWS_BESIDE_OTHERS: f32 = 0.4;
/// Words of which rows of letters, slips and related words are looked up, at most.
const MOST_COSTLY: usize = 12;
/// A document must have one in so many of the words, and to be found well one in so many.
const FOUND: usize = 5;
const WELL_FOUND: usize = 3;
/// So many different related words find a document together, when the words themselves find few well.
const TOGETHER: usize = 2;
/// Fewer documents than this are few.
const FEW: usize = 10;

type Clause = (Occur, Box<dyn Query>);

/// What is needed to look words up.
pub(super) struct Matching<'a> {
    pub fields: &'a Fields,
    pub searcher: &'a Searcher,
    /// Finds what the asker may open.
    pub allowed: &'a dyn Query,
    /// The asker reads the English handbook.
    pub english: bool,
}

impl Matching<'_> {
    /// Makes the clauses of the query for these words.
    pub fn clauses(&self, wording: &Wording, wishes: &[Wish]) -> Result<Vec<Clause>> {
        let mut clauses: Vec<Clause> = Vec::new();
        if !wishes.is_empty() {
            clauses.push((Occur::Must, self.found(wishes)?));
        }
        for wish in wishes.iter().take(MOST_COSTLY) {
            clauses.extend(self.rows(&wish.word.exact, 0.0).map(|rows| (Occur::Should, boosted(rows, ROWS))));
            let related = wish.related.iter().map(|row| self.same(row)).collect::<Vec<_>>();
            if !related.is_empty() {
                clauses.push((Occur::Should, boosted(either(related), RELATED)));
            }
        }
        for phrase in &wording.phrases {
            clauses.push((Occur::Must, self.phrase(phrase)));
        }
        for word in &wording.helping {
            clauses.push((Occur::Should, boosted(either(self.forms(word)), HELPING)));
        }
        for words in &wording.unwanted {
            for field in [self.fields.title_normal, self.fields.text_normal] {
                clauses.push((Occur::MustNot, normal_row(field, words)));
            }
        }
        Ok(clauses)
    }

    /// Finds documents: by the words, and by related ones together when the words find few well.
    fn found(&self, wishes: &[Wish]) -> Result<Box<dyn Query>> {
        let mut words = Vec::with_capacity(wishes.len());
        for (at, wish) in wishes.iter().enumerate() {
            words.push(self.wish(wish, at < MOST_COSTLY, wishes.len() == 1)?);
        }
        let related = wish::related(wishes.get(..MOST_COSTLY).unwrap_or(wishes));
        let is_enough = related.len() < TOGETHER || !self.is_few(&*one_in(WELL_FOUND, &words))?;
        let words = one_in(FOUND, &words);
        if is_enough {
            return Ok(words);
        }
        let related = related.into_iter().map(|row| self.same(row)).collect();
        let together = unscored(Box::new(AtLeast { queries: related, needed: TOGETHER, worth: Worth::Sum }));
        Ok(Box::new(BooleanQuery::union(vec![words, together])))
    }

    /// Tells whether a query finds few documents of all that the asker may open, whatever they filter by.
    fn is_few(&self, words: &dyn Query) -> Result<bool> {
        let allowed = BooleanQuery::intersection(vec![words.box_clone(), self.allowed.box_clone()]);
        Ok(self.searcher.search(&allowed, &Count)? < FEW)
    }

    /// Looks for one word in all ways.
    fn wish(&self, wish: &Wish, costly: bool, alone: bool) -> Result<Box<dyn Query>> {
        let mut ways = self.forms(&wish.word);
        ways.extend(wish.joined.iter().flat_map(|word| self.folded(word, JOINED)));
        ways.extend(wish.word.normals.iter().map(|form| boosted(term(self.fields.parts, form), PART)));
        for about in wish.word.parts().iter().take(1).filter(|_| wish.word.split().is_empty()) {
            ways.push(boosted(self.common(about), PART));
        }
        ways.extend(self.split(&wish.word).map(|split| boosted(split, SPLIT)));
        ways.extend(wish.same.iter().map(|row| boosted(self.same(row), SAME)));
        if costly && spelling::most_slips(&wish.word.exact) > 0 {
            let near = spelling::near(self.searcher, self.fields.text_exact, &wish.word.exact)?;
            let near_title = spelling::near(self.searcher, self.fields.title_exact, &wish.word.exact)?;
            for Near { word, slips } in near.into_iter().chain(near_title) {
                let boost = if slips == 1 { ONE_SLIP } else { MORE_SLIPS };
                ways.extend(self.folded(&word, boost));
            }
            ways.extend(self.rows(&wish.word.exact, ROWS_NEEDED).map(|rows| boosted(rows, ROWS)));
        } else if costly && !alone {
            ways.extend(self.rows(&wish.word.exact, ROWS_BESIDE_OTHERS).map(|rows| boosted(rows, ROWS)));
        }
        Ok(either(ways))
    }

    /// Looks for a word as typed and in its other forms, in title and text.
    fn forms(&self, word: &Word) -> Vec<Box<dyn Query>> {
        let fields = self.fields;
        let mut ways = vec![
            boosted(term(fields.title_exact, &word.exact), TITLE * EXACT),
            boosted(term(fields.text_exact, &word.exact), EXACT),
        ];
        let english = self.english.then(|| english::normal(&word.exact));
        for form in word.normals.iter().chain(&english) {
            ways.push(boosted(term(fields.title_normal, form), TITLE));
            ways.push(term(fields.text_normal, form));
        }
        ways
    }

    /// Looks for a folded word that wasn't typed.
    fn folded(&self, word: &str, boost: f32) -> Vec<Box<dyn Query>> {
        analyser::normals(word).iter().map(|form| boosted(self.common(form), boost)).collect()
    }

    fn common(&self, form: &str) -> Box<dyn Query> {
        either(vec![
            boosted(term(self.fields.title_normal, form), TITLE),
            term(self.fields.text_normal, form),
            boosted(term(self.fields.parts, form), PART),
        ])
    }

    /// Looks for all parts of a compound that is written apart.
    fn split(&self, word: &Word) -> Option<Box<dyn Query>> {
        let parts = word.split();
        let all: Vec<Clause> = parts
            .iter()
            .map(|part| {
                let forms = analyser::normals(part);
                (Occur::Must, either(forms.iter().map(|form| self.common(form)).collect()))
            })
            .collect();
        (all.len() > 1).then(|| Box::new(BooleanQuery::new(all)) as Box<dyn Query>)
    }

    /// Looks for a row of words in common form.
    fn same(&self, row: &[Word]) -> Box<dyn Query> {
        match row {
            [word] => either(word.normals.iter().map(|form| self.common(form)).collect()),
            words => either(vec![
                boosted(normal_row(self.fields.title_normal, words), TITLE),
                normal_row(self.fields.text_normal, words),
            ]),
        }
    }

    /// Looks for words next to each other as typed.
    fn phrase(&self, words: &[Word]) -> Box<dyn Query> {
        let exact = || words.iter().map(|word| word.exact.as_str());
        either(vec![
            boosted(in_a_row(self.fields.title_exact, exact()), TITLE * EXACT),
            boosted(in_a_row(self.fields.text_exact, exact()), EXACT),
        ])
    }

    /// Looks for rows of letters of a word; `None` for one that has hardly any.
    fn rows(&self, folded: &str, needed: f32) -> Option<Box<dyn Query>> {
        let queries: Vec<Box<dyn Query>> = terms::rows(folded).map(|row| term(self.fields.rows, &row)).collect();
        let needed = (0..=queries.len()).find(|&number| number as f32 >= needed * queries.len() as f32)?;
        let rows = || AtLeast { queries, needed, worth: Worth::Sum };
        (needed <= 64).then(|| Box::new(rows()) as Box<dyn Query>)
    }
}

/// Finds what has at least one in so many of the words.
fn one_in(so_many: usize, words: &[Box<dyn Query>]) -> Box<dyn Query> {
    let needed = words.len().div_ceil(so_many);
    let queries = words.iter().map(|word| word.box_clone()).collect();
    Box::new(AtLeast { queries, needed, worth: Worth::Sum })
}

fn term(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
}

fn normal_row(field: Field, words: &[Word]) -> Box<dyn Query> {
    in_a_row(field, words.iter().map(|word| word.normals[0].as_str()))
}

/// Asks for one word, or for several in a row.
fn in_a_row<'a>(field: Field, words: impl IntoIterator<Item = &'a str>) -> Box<dyn Query> {
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

/// Finds what meets one of the queries; the best counts.
pub(super) fn either(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(AtLeast { queries, needed: 1, worth: Worth::Best { others: TIE } })
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

/// Lets a query find without ranking.
pub(super) fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Finds without ranking what has one of these terms. A set of terms in one query would be made into a map each time.
pub(super) fn any_of(terms: impl IntoIterator<Item = Term>) -> Box<dyn Query> {
    let one = |term| Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>;
    unscored(Box::new(BooleanQuery::union(terms.into_iter().map(one).collect())))
}
