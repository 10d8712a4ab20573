//! How good a run is: nDCG@10, recall@10, recall@100 and the reciprocal rank of the first good document.

use std::collections::{BTreeMap, HashMap};

use super::{Collection, Run};

/// What one query, or the mean of several, comes to; each between 0 and 1.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Measures {
    pub ndcg_10: f64,
    pub recall_10: f64,
    pub recall_100: f64,
    pub mrr_10: f64,
}

/// The means over all queries, and over those of each kind.
pub struct Scores {
    pub all: (usize, Measures),
    pub kinds: BTreeMap<String, (usize, Measures)>,
    /// Each query by itself, in the order of the collection.
    pub queries: Vec<(String, Measures)>,
}

impl Scores {
    /// Scores a run; queries without any good document are left out.
    pub fn of(collection: &Collection, run: &Run) -> Self {
        let nothing = HashMap::new();
        let mut queries = Vec::new();
        let mut kinds: BTreeMap<String, Vec<Measures>> = BTreeMap::new();
        for query in &collection.queries {
            let grades = collection.grades.get(&query.id).unwrap_or(&nothing);
            if grades.values().all(|&grade| grade == 0) {
                continue;
            }
            let found = run.iter().find(|(id, _)| *id == query.id).map(|(_, found)| found.as_slice());
            let found: Vec<&str> = found.unwrap_or_default().iter().map(|(id, _)| id.as_str()).collect();
            let measures = measure(&found, grades);
            kinds.entry(query.metadata.kind.clone().unwrap_or_default()).or_default().push(measures);
            queries.push((query.id.clone(), measures));
        }
        let all: Vec<Measures> = queries.iter().map(|(_, measures)| *measures).collect();
        Self {
            all: (all.len(), mean(&all)),
            kinds: kinds.into_iter().map(|(kind, list)| (kind, (list.len(), mean(&list)))).collect(),
            queries,
        }
    }
}

fn measure(found: &[&str], grades: &HashMap<String, u32>) -> Measures {
    let grade = |id: &&str| grades.get(*id).copied().unwrap_or(0);
    let gain = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        grades.take(10).zip(2u32..).map(|(grade, place)| f64::from(grade) / f64::from(place).log2()).sum()
    };
    let mut ideal: Vec<u32> = grades.values().copied().filter(|&grade| grade > 0).collect();
    ideal.sort_unstable_by(|one, other| other.cmp(one));
    let good = |depth: usize| count(found.iter().take(depth).filter(|id| grade(id) > 0).count());
    let first = found.iter().take(10).position(|id| grade(id) > 0);
    Measures {
        ndcg_10: gain(&mut found.iter().map(grade)) / gain(&mut ideal.iter().copied()),
        recall_10: good(10) / count(ideal.len()),
        recall_100: good(100) / count(ideal.len()),
        mrr_10: first.map_or(0.0, |place| 1.0 / count(place + 1)),
    }
}

fn mean(list: &[Measures]) -> Measures {
    let mean = |of: fn(&Measures) -> f64| list.iter().map(of).sum::<f64>() / count(list.len().max(1));
    Measures {
        ndcg_10: mean(|one| one.ndcg_10),
        recall_10: mean(|one| one.recall_10),
        recall_100: mean(|one| one.recall_100),
        mrr_10: mean(|one| one.mrr_10),
    }
}

/// Collections are small: a number of documents or queries fits exactly.
fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_those_of_the_textbooks() {
        let grades = HashMap::from([("a".to_owned(), 2), ("b".to_owned(), 1), ("c".to_owned(), 0)]);
        let perfect = measure(&["a", "b", "c"], &grades);
        assert_eq!(perfect, Measures { ndcg_10: 1.0, recall_10: 1.0, recall_100: 1.0, mrr_10: 1.0 });
        let late = measure(&["c", "b"], &grades);
        let best = 2.0 + 1.0 / 3f64.log2();
        assert!((late.ndcg_10 - (1.0 / 3f64.log2()) / best).abs() < 1e-9);
        assert_eq!((late.recall_10, late.mrr_10), (0.5, 0.5));
        assert_eq!(measure(&[], &grades), Measures::default());
    }
}
