//! Finds what is like a text: its rarest words, asked as one question, within the rights of who asks.
//!
//! The index holds words, never texts: the caller brings the text along. Words that most documents have say nothing and
//! are left out; what the two have in common besides words (a tension, a virtue's side, a barrier) adds to it.

use std::collections::HashMap;

use dutch::analyser;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};
use uuid::Uuid;

use super::index::{Index, Live};
use super::matching::any_of;
use super::query::Facet;
use super::run::Rights;
use super::schema::{Fields, KEY};
use super::{Hit, Kind, Result};

/// Words of the text that are asked for, at most.
const MOST_WORDS: usize = 30;
/// Words of the text that are read, at most.
const LONGEST: usize = 3_000;
/// How many of the asked words a document must have at least, as one in so many.
const ONE_IN: usize = 8;
/// What a title's word counts beside a text's.
const TITLE: f32 = 1.5;

/// What something should be like, and what is left out.
#[derive(Debug, Clone, Default, Hash)]
pub struct Likeness {
    pub text: String,
    /// Values that add to the likeness, with what each adds, such as a tension.
    pub shared: Vec<(Facet, String)>,
    /// Only these kinds; all when empty.
    pub kinds: Vec<Kind>,
    /// The copy that is compared, which isn't like itself.
    pub without: Option<Uuid>,
    pub limit: usize,
}

impl Index {
    /// Returns what was found to be like a text, when the same was asked before and the index is as it was then.
    pub fn related_before(&self, likeness: &Likeness, rights: &Rights) -> Option<Vec<Hit>> {
        let live = self.live().ok()?;
        let state = live.reader.searcher().generation().generation_id();
        live.related.get(&(state, likeness, rights))
    }

    /// Finds what is like a text, best first. Nothing when the text says too little.
    pub fn related(&self, likeness: &Likeness, rights: &Rights) -> Result<Vec<Hit>> {
        let live = self.live()?;
        let searcher = live.reader.searcher();
        let hits = like(&live, &searcher, likeness, rights)?;
        live.related.put(&(searcher.generation().generation_id(), likeness, rights), hits.clone());
        Ok(hits)
    }
}

fn like(live: &Live, searcher: &Searcher, likeness: &Likeness, rights: &Rights) -> Result<Vec<Hit>> {
    let words = telling(searcher, &live.fields, &likeness.text)?;
    if words.is_empty() || likeness.limit == 0 {
        return Ok(Vec::new());
    }
    let query = question(&live.fields, &words, likeness, rights);
    let found = searcher.search(&query, &TopDocs::with_limit(likeness.limit).order_by_score())?;
    found.into_iter().map(|(score, at)| Ok(Hit { key: key(searcher, at)?, score })).collect()
}

fn key(searcher: &Searcher, at: DocAddress) -> Result<String> {
    let mut key = String::new();
    if let Some(column) = searcher.segment_reader(at.segment_ord).fast_fields().str(KEY)?
        && let Some(number) = column.term_ords(at.doc_id).next()
    {
        column.ord_to_str(number, &mut key)?;
    }
    Ok(key)
}

/// Chooses the words that tell most: often in the text, seldom elsewhere.
fn telling(searcher: &Searcher, fields: &Fields, text: &str) -> Result<Vec<(String, f32)>> {
    let mut counts: HashMap<String, f32> = HashMap::new();
    for word in analyser::words(text).into_iter().take(LONGEST) {
        let normal = &word.normals[0];
        if !analyser::is_weak(&word.exact) && normal.chars().count() > 2 {
            *counts.entry(normal.clone()).or_default() += 1.0;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of documents stay far below what a float holds exactly")]
    let all = searcher.num_docs() as f32;
    let mut words = Vec::new();
    for (word, count) in counts {
        let documents = searcher.doc_freq(&Term::from_field_text(fields.text_normal, &word))?;
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let share = documents as f32;
        if documents > 0 && (share * 4.0 < all || all < 12.0) {
            words.push((word, (1.0 + count.ln()) * (1.0 + all / (1.0 + share)).ln()));
        }
    }
    words.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    words.truncate(MOST_WORDS);
    Ok(words)
}

fn question(fields: &Fields, words: &[(String, f32)], likeness: &Likeness, rights: &Rights) -> BooleanQuery {
    let heaviest = words.first().map_or(1.0, |(_, weight)| *weight);
    let asked = words.iter().map(|(word, weight)| {
        let in_field = |field, boost: f32| -> Box<dyn Query> {
            let term = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(term), boost * weight / heaviest))
        };
        let either: Vec<Box<dyn Query>> = vec![in_field(fields.text_normal, 1.0), in_field(fields.title_normal, TITLE)];
        let one: Box<dyn Query> = Box::new(BooleanQuery::union(either));
        one
    });
    let least = words.len().div_ceil(ONE_IN);
    let asked = BooleanQuery::union_with_minimum_required_clauses(asked.collect(), least);
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(asked))];
    let must = |terms: Vec<Term>| (Occur::Must, any_of(terms));
    let audiences = rights.audiences();
    clauses.push(must(audiences.iter().map(|name| Term::from_field_text(fields.audience, name)).collect()));
    if !likeness.kinds.is_empty() {
        let kind = fields.facet(Facet::Kind);
        clauses.push(must(likeness.kinds.iter().map(|one| Term::from_field_text(kind, one.as_str())).collect()));
    }
    for (facet, value) in &likeness.shared {
        let term = Term::from_field_text(fields.facet(*facet), value);
        clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::Basic))));
    }
    if let Some(copy) = likeness.without {
        let itself = TermQuery::new(fields.bundle_term(copy), IndexRecordOption::Basic);
        clauses.push((Occur::MustNot, Box::new(itself)));
    }
    BooleanQuery::new(clauses)
}
