//! Words that mean the same and words that have to do with each other: ours, and what an organisation adds.
//!
//! A line `a = b = c` names the same thing, a line `a ~ b, c` related ones; anything else is passed over. It serves the asking
//! side only, so that a new line needs no new index. Related is not the same: it lifts what was found, and finds nothing.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::LazyLock;

use dutch::analyser::{self, Word};

const BUILT_IN: &str = include_str!("../../content/lexicon/thesaurus.txt");
/// The longest row of words in an entry.
const LONGEST: usize = 5;
/// Lines of an organisation that count.
const MOST_LINES: usize = 2_000;

static OURS: LazyLock<Thesaurus> = LazyLock::new(|| Thesaurus::read(BUILT_IN));

/// A row of words, as an entry has it.
type Row = Vec<Word>;

/// Entries by their words in common form.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Thesaurus {
    same: HashMap<String, Vec<usize>>,
    groups: Vec<Vec<Row>>,
    related: HashMap<String, Vec<Row>>,
}

/// What an entry of the thesaurus says about words in a row.
#[derive(Debug, Default, Clone)]
pub(super) struct Meaning {
    pub same: Vec<Row>,
    pub related: Vec<Row>,
}

impl Thesaurus {
    /// Reads lines; what isn't one of the two sorts is passed over.
    pub fn read(text: &str) -> Self {
        let mut thesaurus = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')).take(MOST_LINES) {
            if let Some((word, related)) = line.split_once('~') {
                thesaurus.relate(row(word), related.split(',').map(row).collect());
            } else if line.contains('=') {
                thesaurus.equate(line.split('=').map(row).collect());
            }
        }
        thesaurus
    }

    /// Reads what an organisation added, from `thesaurus/SLUG.txt` in the data folder; no entries when there is no such file.
    pub fn of_organisation(data: &Path, slug: &str) -> Self {
        let file = data.join("thesaurus").join(slug).with_extension("txt");
        match fs::read_to_string(&file) {
            Ok(text) => Self::read(&text),
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    tracing::warn!(%error, "an organisation's thesaurus can't be read");
                }
                Self::default()
            }
        }
    }

    fn equate(&mut self, mut rows: Vec<Row>) {
        rows.retain(fits);
        for row in &rows {
            self.same.entry(key(row)).or_default().push(self.groups.len());
        }
        self.groups.push(rows);
    }

    fn relate(&mut self, word: Row, mut others: Vec<Row>) {
        others.retain(fits);
        if !fits(&word) {
            return;
        }
        for other in &others {
            self.related.entry(key(other)).or_default().push(word.clone());
        }
        self.related.entry(key(&word)).or_default().extend(others);
    }

    fn add_meaning(&self, words: &[Word], meaning: &mut Meaning) {
        let key = key(words);
        for group in self.same.get(&key).into_iter().flatten() {
            meaning.same.extend(self.groups[*group].iter().filter(|row| self::key(row) != key).cloned());
        }
        meaning.related.extend(self.related.get(&key).into_iter().flatten().cloned());
    }
}

/// Finds what the built-in entries and those of an organisation say about the words that begin at `from`, with their number.
pub(super) fn meanings<'a>(
    words: &'a [Word],
    from: usize,
    more: &'a Thesaurus,
) -> impl Iterator<Item = (usize, Meaning)> + 'a {
    (1..=LONGEST.min(words.len() - from)).filter_map(move |number| {
        let mut meaning = Meaning::default();
        for thesaurus in [&*OURS, more] {
            thesaurus.add_meaning(&words[from..from + number], &mut meaning);
        }
        (!meaning.same.is_empty() || !meaning.related.is_empty()).then_some((number, meaning))
    })
}

fn row(text: &str) -> Row {
    analyser::words(text)
}

fn fits(row: &Row) -> bool {
    (1..=LONGEST).contains(&row.len())
}

/// Names a row by the first common form of each of its words.
fn key(words: &[Word]) -> String {
    words.iter().map(|word| word.normals[0].as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, own: &Thesaurus) -> (Vec<String>, Vec<String>) {
        let words = analyser::words(text);
        let mut all = Meaning::default();
        for (_, meaning) in meanings(&words, 0, own) {
            all.same.extend(meaning.same);
            all.related.extend(meaning.related);
        }
        (all.same.iter().map(|row| key(row)).collect(), all.related.iter().map(|row| key(row)).collect())
    }

    #[test]
    fn the_same_is_told_from_the_related() {
        let (same, related) = names("huisuitzetting", &Thesaurus::default());
        assert!(same.contains(&"ontruiming".to_owned()), "{same:?}");
        let (same, _) = names("eigen kracht", &Thesaurus::default());
        assert!(!same.iter().any(|name| name.contains("zelfredzaam")), "{same:?}");
        let (_, more) = names("zelfredzaamheid", &Thesaurus::default());
        assert!(more.contains(&"zelfstandig".to_owned()) && !related.contains(&"ontruiming".to_owned()), "{more:?}");
    }

    #[test]
    fn an_organisation_adds_its_own_words() {
        let own = Thesaurus::read("# ours\nhet pandje = wijkhuis de linde\nnonsense\n = \nlinde ~ koffie\n");
        assert_eq!(names("het pandje", &own).0, ["wijkhuis de linde"]);
        assert!(names("koffie", &own).1.contains(&"linde".to_owned()));
    }

    #[test]
    fn an_organisation_without_a_file_adds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Thesaurus::of_organisation(folder.path(), "maaskant"), Thesaurus::default());
        fs::create_dir(folder.path().join("thesaurus")).unwrap();
        fs::write(folder.path().join("thesaurus/maaskant.txt"), "linde = wijkhuis").unwrap();
        assert_ne!(Thesaurus::of_organisation(folder.path(), "maaskant"), Thesaurus::default());
    }
}
