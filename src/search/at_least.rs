//! Finds what meets at least so many of some queries, starting from the rare ones.
//!
//! Of twelve queries of which four are needed, what meets none of the nine rarest meets three at most: only documents with one of those
//! are looked at, and the common ones are asked for these alone. Surprising: tantivy's own unions read whole windows of documents, also
//! where a narrower query wants to know of one; with many queries for a word and many documents that is most of what a search costs.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, QueryClone, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Finds what meets at least `needed` of these queries.
#[derive(Debug)]
pub(super) struct AtLeast {
    pub queries: Vec<Box<dyn Query>>,
    pub needed: usize,
    pub worth: Worth,
}

/// What a document that meets several queries is worth.
#[derive(Clone, Copy, Debug)]
pub(super) enum Worth {
    /// All that they give together.
    Sum,
    /// The best, and of the others this share.
    Best { others: Score },
}

impl Clone for AtLeast {
    fn clone(&self) -> Self {
        Self { queries: self.queries.iter().map(QueryClone::box_clone).collect(), ..*self }
    }
}

impl Query for AtLeast {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weights = self.queries.iter().map(|query| query.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(AtLeastWeight { weights, needed: self.needed.max(1), worth: self.worth }))
    }
}

struct AtLeastWeight {
    weights: Vec<Box<dyn Weight>>,
    needed: usize,
    worth: Worth,
}

impl Weight for AtLeastWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut places = Vec::with_capacity(self.weights.len());
        for weight in &self.weights {
            let scorer = weight.scorer(segment, boost)?;
            if scorer.doc() != TERMINATED {
                places.push(Place { doc: scorer.doc(), scorer });
            }
        }
        if places.len() < self.needed {
            return Ok(Box::new(EmptyScorer));
        }
        places.sort_by_key(|place| place.scorer.cost());
        let common = places.split_off(places.len() + 1 - self.needed);
        let mut scorer =
            AtLeastScorer { rare: places, common, needed: self.needed, worth: self.worth, doc: TERMINATED };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} meets too few of the queries")));
        }
        Ok(Explanation::new("at least so many", scorer.score()))
    }
}

/// What meets one query, and where it stands in that.
struct Place {
    doc: DocId,
    scorer: Box<dyn Scorer>,
}

impl Place {
    fn seek(&mut self, target: DocId) {
        if self.doc < target {
            self.doc = self.scorer.seek(target);
        }
    }
}

struct AtLeastScorer {
    /// A document that is found meets one of these at least. They stand at `doc` or after it.
    rare: Vec<Place>,
    /// Rarest first. They stand anywhere up to `doc`, or at the first of theirs after it.
    common: Vec<Place>,
    needed: usize,
    worth: Worth,
    doc: DocId,
}

impl AtLeastScorer {
    /// Goes to the first document that meets enough, from where the rare ones stand.
    fn settle(&mut self) -> DocId {
        loop {
            self.doc = self.rare.iter().map(|place| place.doc).min().unwrap_or(TERMINATED);
            if self.doc == TERMINATED || self.is_enough() {
                return self.doc;
            }
            self.leave();
        }
    }

    fn is_enough(&mut self) -> bool {
        let mut found = self.rare.iter().filter(|place| place.doc == self.doc).count();
        for (passed, left) in (0..self.common.len()).zip((1..=self.common.len()).rev()) {
            if found >= self.needed || found + left < self.needed {
                break;
            }
            let place = &mut self.common[passed];
            place.seek(self.doc);
            found += usize::from(place.doc == self.doc);
        }
        found >= self.needed
    }

    fn leave(&mut self) {
        for place in self.rare.iter_mut().filter(|place| place.doc == self.doc) {
            place.doc = place.scorer.advance();
        }
    }
}

impl DocSet for AtLeastScorer {
    fn advance(&mut self) -> DocId {
        self.leave();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.rare.iter_mut().for_each(|place| place.seek(target));
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.rare.iter().map(|place| place.scorer.size_hint()).max().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        self.rare.iter().map(|place| place.scorer.cost()).sum()
    }
}

impl Scorer for AtLeastScorer {
    fn score(&mut self) -> Score {
        let doc = self.doc;
        self.common.iter_mut().for_each(|place| place.seek(doc));
        let (mut sum, mut best): (Score, Score) = (0.0, 0.0);
        for place in self.rare.iter_mut().chain(&mut self.common).filter(|place| place.doc == doc) {
            let score = place.scorer.score();
            sum += score;
            best = best.max(score);
        }
        match self.worth {
            Worth::Sum => sum,
            Worth::Best { others } => best + (sum - best) * others,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::collector::{DocSetCollector, TopDocs};
    use tantivy::query::{AllQuery, BooleanQuery, DisjunctionMaxQuery, Occur, TermQuery};
    use tantivy::schema::{Field, IndexRecordOption, STRING, Schema, TEXT};
    use tantivy::{Index, IndexWriter, Searcher, Term, doc};

    use super::*;

    /// An index of documents, each with the numbers of the terms that it has, in two segments.
    fn index(documents: &[Vec<u8>]) -> (Searcher, Field, Field) {
        let mut schema = Schema::builder();
        let (text, half) = (schema.add_text_field("text", TEXT), schema.add_text_field("half", STRING));
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for (at, terms) in documents.iter().enumerate() {
            let words: Vec<String> = terms.iter().map(|term| format!("t{term}")).collect();
            let name = if at % 2 == 0 { "even" } else { "odd" };
            writer.add_document(doc!(text => words.join(" "), half => name)).unwrap();
            if at == documents.len() / 2 {
                writer.commit().unwrap();
            }
        }
        writer.commit().unwrap();
        (index.reader().unwrap().searcher(), text, half)
    }

    fn terms(field: Field, number: u8) -> Vec<Box<dyn Query>> {
        let term = |number| Term::from_field_text(field, &format!("t{number}"));
        let query = |number| TermQuery::new(term(number), IndexRecordOption::WithFreqs);
        (0..number).map(|number| Box::new(query(number)) as Box<dyn Query>).collect()
    }

    /// Finds a document of each with its score, by number.
    fn found(searcher: &Searcher, query: &dyn Query) -> Vec<(u32, u32, f32)> {
        let found = searcher.search(query, &TopDocs::with_limit(100).order_by_score()).unwrap();
        let mut found: Vec<_> = found.into_iter().map(|(score, at)| (at.segment_ord, at.doc_id, score)).collect();
        found.sort_by_key(|(segment, doc, _)| (*segment, *doc));
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        /// The same documents with the same scores as tantivy's unions: alone, within a narrower query, and where they only rank.
        #[test]
        fn finds_what_a_union_finds(
            documents in prop::collection::vec(prop::collection::vec(0u8..9, 0..9), 1..80),
            number in 1u8..9,
            needed in 1usize..9,
            best in any::<bool>(),
        ) {
            let (searcher, text, half) = index(&documents);
            let needed = if best { 1 } else { needed };
            let worth = if best { Worth::Best { others: 0.15 } } else { Worth::Sum };
            let ours = AtLeast { queries: terms(text, number), needed, worth };
            let theirs: Box<dyn Query> = if best {
                Box::new(DisjunctionMaxQuery::with_tie_breaker(terms(text, number), 0.15))
            } else {
                Box::new(BooleanQuery::union_with_minimum_required_clauses(terms(text, number), needed))
            };
            prop_assert_eq!(
                searcher.search(&ours, &DocSetCollector).unwrap(),
                searcher.search(&theirs, &DocSetCollector).unwrap()
            );
            let odd = || Box::new(TermQuery::new(Term::from_field_text(half, "odd"), IndexRecordOption::Basic));
            for (occur, narrowing) in [
                (Occur::Must, Box::new(AllQuery) as Box<dyn Query>),
                (Occur::Must, odd()),
                (Occur::Should, odd()),
            ] {
                let within = |query: Box<dyn Query>| {
                    found(&searcher, &BooleanQuery::new(vec![(Occur::Must, narrowing.box_clone()), (occur, query)]))
                };
                let (ours, theirs) = (within(Box::new(ours.clone())), within(theirs.box_clone()));
                prop_assert_eq!(ours.len(), theirs.len());
                for (ours, theirs) in ours.into_iter().zip(theirs) {
                    prop_assert_eq!((ours.0, ours.1), (theirs.0, theirs.1));
                    prop_assert!((ours.2 - theirs.2).abs() <= 1e-4 * theirs.2, "{} {}", ours.2, theirs.2);
                }
            }
        }
    }
}
