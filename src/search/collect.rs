//! Counts facet values over everything that a query finds, in the same pass as the hits.
//!
//! It sees only documents that the query let through, so that counts respect rights too.

use std::collections::HashMap;
use std::io;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use super::query::Facet;

type Counts = HashMap<(Facet, String), u64>;

/// Counts the values of the given facets.
pub(super) struct FacetCollector {
    facets: Vec<Facet>,
}

/// Counts within one segment, by the number that a value has there.
pub(super) struct SegmentCounts {
    columns: Vec<(Facet, StrColumn, Vec<u64>)>,
}

impl FacetCollector {
    pub fn new(facets: Vec<Facet>) -> Self {
        Self { facets }
    }
}

impl Collector for FacetCollector {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let mut columns = Vec::with_capacity(self.facets.len());
        for &facet in &self.facets {
            if let Some(column) = segment.fast_fields().str(facet.as_str())? {
                let counts = vec![0; column.num_terms()];
                columns.push((facet, column, counts));
            }
        }
        Ok(SegmentCounts { columns })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut total = Counts::new();
        for segment in segments {
            for (value, count) in segment? {
                *total.entry(value).or_default() += count;
            }
        }
        Ok(total)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        for (_, column, counts) in &mut self.columns {
            for number in column.term_ords(doc) {
                if let Some(count) = usize::try_from(number).ok().and_then(|number| counts.get_mut(number)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        let mut found = Counts::new();
        for (facet, column, counts) in self.columns {
            let (numbers, counts): (Vec<u64>, Vec<u64>) = (0..).zip(counts).filter(|(_, count)| *count > 0).unzip();
            let values = values_of(&column, &numbers).map_err(TantivyError::from)?;
            found.extend(values.into_iter().map(|value| (facet, value)).zip(counts));
        }
        Ok(found)
    }
}

/// Reads the values that have these numbers in a column, which ascend: its dictionary is unpacked block by block, and so once.
pub(super) fn values_of(column: &StrColumn, numbers: &[u64]) -> io::Result<Vec<String>> {
    let mut values = Vec::with_capacity(numbers.len());
    column.dictionary().sorted_ords_to_term_cb(numbers, |value| {
        values.push(String::from_utf8_lossy(value).into_owned());
    })?;
    Ok(values)
}
