//! Search without an index: texts are read in memory, one after another, by the same analyser as the index, and forgotten.
//! For what may not stand in an index. It knows nothing of where the texts come from.

use std::collections::{HashMap, HashSet};

use dutch::analyser::{self, Memo, Word};

use super::wording::Wording;

/// Words that two texts must share before one recalls the other.
const SHARED: usize = 3;

/// What somebody asked, ready to be compared with texts one after another. It remembers what it made of each word.
pub struct Scan {
    wording: Wording,
    memo: Memo,
    /// By place in the memo: which of the wanted words it meets.
    met: Vec<Vec<bool>>,
}

impl Scan {
    /// Reads a typed text; `None` when there is nothing to look for.
    pub fn read(text: &str) -> Option<Self> {
        let wording = Wording::read(text);
        (!wording.is_empty()).then(|| Self { wording, memo: Memo::default(), met: Vec::new() })
    }

    /// Tells how well a text fits: `None` when a word is missing, otherwise how often the words stand in it.
    pub fn fit(&mut self, text: &str) -> Option<usize> {
        let Self { wording, memo, met } = self;
        let places = memo.read(text);
        let words = memo.words();
        for word in &words[met.len()..] {
            let wanted = wording.wanted.iter();
            met.push(wanted.map(|wanted| word.exact == wanted.exact || word.meets(wanted)).collect());
        }
        let mut counts = vec![0; wording.wanted.len()];
        for place in &places {
            for (count, met) in counts.iter_mut().zip(&met[*place]) {
                *count += usize::from(*met);
            }
        }
        if counts.contains(&0) {
            return None;
        }
        let has = |row: &[Word]| {
            let is_row = |part: &[usize]| part.iter().zip(row).all(|(place, word)| words[*place].exact == word.exact);
            places.windows(row.len()).any(is_row)
        };
        let fits = wording.phrases.iter().all(|row| has(row)) && !wording.unwanted.iter().any(|row| has(row));
        fits.then_some(counts.iter().sum::<usize>() + wording.phrases.len())
    }
}

/// Finds which of `texts` a new text recalls, the best first: they share words that are rare among them. Returns their places.
pub fn recalls(new: &str, texts: &[String], most: usize) -> Vec<usize> {
    let mut memo = Memo::default();
    let wanted = content_words(new, &mut memo);
    let read: Vec<HashSet<String>> = texts.iter().map(|text| content_words(text, &mut memo)).collect();
    let mut common: HashMap<&str, usize> = HashMap::new();
    for word in read.iter().flatten().filter(|word| wanted.contains(*word)) {
        *common.entry(word).or_default() += 1;
    }
    let rare = (texts.len() / 8).max(3);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, words) in read.iter().enumerate() {
        let shared: Vec<usize> =
            words.iter().filter_map(|word| common.get(word.as_str()).copied()).filter(|&n| n <= rare).collect();
        if shared.len() >= SHARED {
            // A word that few entries have weighs more.
            found.push((shared.iter().map(|n| 100 / n).sum(), at));
        }
    }
    found.sort_by_key(|&(worth, at)| (std::cmp::Reverse(worth), at));
    found.into_iter().take(most).map(|(_, at)| at).collect()
}

/// Returns the words of a text that say what it is about.
fn content_words(text: &str, memo: &mut Memo) -> HashSet<String> {
    let places: HashSet<usize> = memo.read(text).into_iter().collect();
    let words = places.into_iter().map(|place| &memo.words()[place]);
    let telling = words.filter(|word| word.exact.chars().count() > 3 && !analyser::is_weak(&word.exact));
    telling.flat_map(|word| word.normals.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_are_found_and_exclusions_hold() {
        let fit = |query: &str, text: &str| Scan::read(query).and_then(|mut scan| scan.fit(text));
        assert_eq!(fit("schuld", "Weer een brief over schulden."), Some(1));
        assert_eq!(fit("brief schulden", "Weer een brief."), None);
        assert_eq!(fit("\"een brief\" -boos", "Weer een brief, en hij was niet boos."), None);
        assert_eq!(fit("\"een brief\"", "Weer een brief."), Some(1));
        assert!(Scan::read("  ").is_none());
        // What it remembers of one text doesn't reach into the next.
        let mut scan = Scan::read("brief schuld").unwrap();
        let fits = ["Een brief.", "Brieven over schuld, en een brief.", "Een brief.", "Schulden, brieven."]
            .map(|text| scan.fit(text));
        assert_eq!(fits, [None, Some(3), None, Some(2)]);
    }

    #[test]
    fn a_text_recalls_those_that_share_rare_words() {
        let texts = [
            "De hond blafte en het trappenhuis was donker. De buurman stond weer te schreeuwen.",
            "Koffie gedronken met het team en gepraat over de planning van volgende week.",
            "In het trappenhuis hing de geur van gas.",
        ];
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(recalls("Weer dat donkere trappenhuis, en de buurman met zijn hond.", &texts, 3), [0]);
        assert!(recalls("Iets heel anders vandaag.", &texts, 3).is_empty());
    }
}
