//! Learns from the best of what was found: words that several of them share lift what has them too (pseudo relevance feedback).
//!
//! It ranks and never finds, so that hits' number and all counts stay as they are. It reads only documents that the asker may open:
//! they come from the same query with its rights. Surprising: the index keeps the words that each document says most for this alone.

use std::collections::HashMap;

use tantivy::query::{BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use super::Result;
use super::collect::values_of;
use super::matching::either;
use super::schema::{Fields, TELLING};
use super::wording::Wording;

/// Documents that are learned from.
pub(super) const BEST: usize = 10;
/// One word says what it means; what is near it would only blur the order of exact, other form, part and other name.
const FEWEST_WORDS: usize = 2;
/// A question of more words says enough itself, and is dear to ask twice.
const MOST_WORDS: usize = 12;
/// Words that are learned, at most.
const MOST_LEARNED: usize = 15;
/// As many of the best must have a word.
const SHARED_BY: usize = 2;
/// A word that more of all documents have says nothing.
const COMMON: f32 = 0.25;
/// What all learned words weigh together, beside the words that were asked for.
const WEIGHT: f32 = 0.6;
const TITLE: f32 = 1.1;
const PART: f32 = 0.75;

/// A word of the best documents, in common form, with what it counts.
struct Learned {
    word: String,
    weight: f32,
}

/// Tells whether there is something to learn for: some words, and nothing asked for to the letter.
pub(super) fn is_worth(wording: &Wording) -> bool {
    (FEWEST_WORDS..=MOST_WORDS).contains(&wording.wanted.len()) && wording.phrases.is_empty()
}

/// Makes clauses that lift what shares words with the best documents, which come with their scores, best first.
pub(super) fn clauses(
    searcher: &Searcher,
    fields: &Fields,
    best: &[(f32, DocAddress)],
    wording: &Wording,
) -> Result<Vec<(Occur, Box<dyn Query>)>> {
    let learned = learned(searcher, fields, best, wording)?;
    let total: f32 = learned.iter().map(|one| one.weight).sum();
    let number = u8::try_from(wording.wanted.len()).unwrap_or(u8::MAX);
    let share = WEIGHT * f32::from(number) / total.max(f32::MIN_POSITIVE);
    let lift = |one: &Learned| {
        let in_field = |field, boost: f32| -> Box<dyn Query> {
            let term = TermQuery::new(Term::from_field_text(field, &one.word), IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(term), boost * share * one.weight))
        };
        let ways =
            vec![in_field(fields.title_normal, TITLE), in_field(fields.text_normal, 1.0), in_field(fields.parts, PART)];
        (Occur::Should, either(ways))
    };
    Ok(learned.iter().map(lift).collect())
}

/// Chooses the words that tell most: in many of the best, in few of all. The same documents always give the same words.
fn learned(
    searcher: &Searcher,
    fields: &Fields,
    best: &[(f32, DocAddress)],
    wording: &Wording,
) -> Result<Vec<Learned>> {
    let top = best.first().map_or(1.0, |(score, _)| *score).max(f32::MIN_POSITIVE);
    let mut found: HashMap<String, (f32, usize)> = HashMap::new();
    for (&(score, _), words) in best.iter().zip(words(searcher, best)?) {
        for word in words {
            let (weight, number) = found.entry(word).or_default();
            *weight += score / top;
            *number += 1;
        }
    }
    let asked = |word: &String| wording.wanted.iter().any(|one| one.normals.contains(word));
    found.retain(|word, (_, number)| *number >= SHARED_BY && !asked(word));
    let mut learned = Vec::new();
    for (word, (weight, _)) in found {
        if let Some(rarity) = rarity(searcher, fields, &word)? {
            learned.push((weight * rarity, Learned { word, weight }));
        }
    }
    learned.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.word.cmp(&other.1.word)));
    Ok(learned.into_iter().map(|(_, one)| one).take(MOST_LEARNED).collect())
}

/// Tells how rare a word is, as BM25 counts it; `None` for a common one.
fn rarity(searcher: &Searcher, fields: &Fields, word: &str) -> Result<Option<f32>> {
    #[expect(clippy::cast_precision_loss, reason = "counts of documents stay far below what a float holds exactly")]
    let all = searcher.num_docs() as f32;
    let documents = searcher.doc_freq(&Term::from_field_text(fields.text_normal, word))?;
    #[expect(clippy::cast_precision_loss, reason = "as above")]
    let having = documents as f32;
    let rarity = ((all - having + 0.5).max(0.5) / (having + 0.5)).ln_1p();
    Ok((having <= all * COMMON).then_some(rarity))
}

/// Gives the words that each document says most.
fn words(searcher: &Searcher, best: &[(f32, DocAddress)]) -> Result<Vec<Vec<String>>> {
    let mut words = vec![Vec::new(); best.len()];
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let Some(column) = segment.fast_fields().str(TELLING)? else { continue };
        let here = (0..).zip(best).filter(|(_, (_, at))| at.segment_ord == ordinal);
        let mut said: Vec<(u64, usize)> =
            here.flat_map(|(place, (_, at))| column.term_ords(at.doc_id).map(move |number| (number, place))).collect();
        said.sort_unstable();
        let (numbers, places): (Vec<u64>, Vec<usize>) = said.into_iter().unzip();
        for (word, place) in values_of(&column, &numbers)?.into_iter().zip(places) {
            words[place].push(word);
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::super::query::SearchQuery;
    use super::*;

    fn worth(asked: &str) -> bool {
        let query = SearchQuery::parse([("q".to_owned(), asked.to_owned())]);
        is_worth(&Wording::read(query.words()))
    }

    #[test]
    fn only_a_few_words_without_a_phrase_are_worth_it() {
        assert!(worth("post openen"));
        assert!(!worth("post") && !worth("\"post openen\" samen"));
    }
}
