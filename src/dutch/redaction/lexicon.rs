//! The words the detector knows: proper nouns, places, names and cue words, all from content/lexicon and embedded; ordinary
//! words are those of `crate::wordlist`. Everything is folded (lower case, no accents). Read once, at the first use; the
//! finite-state map and set are read in place, so they cost no memory of their own. Surprising: a word is looked up once,
//! when a text is cut into tokens, and answers with all its traits as bits; the detectors ask the token, never this module.

mod formed;
mod lists;

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use fst::{Map, Set};

pub(super) use lists::List;

use crate::wordlist;

static PROPER: &[u8] = include_bytes!("../../../content/lexicon/proper.fst");
static PLACES: &[u8] = include_bytes!("../../../content/lexicon/places.fst");

static LEXICON: LazyLock<Result<Lexicon, Fault>> = LazyLock::new(|| Lexicon::read(PROPER, PLACES, &lists::FILES));

/// What is wrong with a file of content/lexicon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("content/lexicon/{file}:{line}: {wrong}")]
pub struct Fault {
    pub file: &'static str,
    /// From 1; 0 for a file without lines.
    pub line: usize,
    pub wrong: String,
}

/// Reads the lexicon if that hasn't been done; tells what is wrong with it.
///
/// # Errors
/// The first fault, with its file and line.
pub fn check() -> Result<(), Fault> {
    LEXICON.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// What is known of one folded word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u64);

impl Traits {
    // The first seven are written by content/lexicon/build.py, the lists follow from `LISTS` on.
    const ORDINARY: u64 = 1;
    const PROPER: u64 = 1 << 1;
    const PLACE: u64 = 1 << 2;
    const PLACE_START: u64 = 1 << 3;
    const FIRST: u64 = 1 << 4;
    const SURNAME: u64 = 1 << 5;
    const DOUBTFUL: u64 = 1 << 6;
    const NEUTRAL: u64 = 1 << 7;
    const COMPOUND: u64 = 1 << 8;
    const PHRASE_START: u64 = 1 << 9;
    const LISTS: u32 = 10;

    fn of(list: List) -> u64 {
        let also = match list {
            List::FirstName => Self::FIRST,
            List::Surname => Self::SURNAME,
            List::Doubtful => Self::DOUBTFUL,
            List::PlaceExtra => Self::PLACE,
            _ => 0,
        };
        also | Self::said(list)
    }

    /// The bit of a plain list alone.
    fn said(list: List) -> u64 {
        1 << (Self::LISTS + list as u32)
    }

    fn has(self, bits: u64) -> bool {
        self.0 & bits != 0
    }

    /// Tells whether the word stands on a list.
    pub(super) fn on(self, list: List) -> bool {
        match list {
            List::FirstName => self.has(Self::FIRST),
            List::Surname => self.has(Self::SURNAME),
            // The home lists call many a name doubtful; a name that stands in names.txt is so only when it is said there.
            List::Doubtful => {
                self.has(Self::DOUBTFUL) && (self.has(Self::said(list)) || !self.has(Self::said(List::FirstName)))
            }
            _ => self.has(Self::of(list)),
        }
    }

    /// An ordinary Dutch word, or one that points to nobody though it has a capital.
    pub(super) fn is_ordinary(self) -> bool {
        self.has(Self::ORDINARY | Self::NEUTRAL)
    }

    /// Points to nobody whatever its capitals: a country, a people, a national body.
    pub(super) fn is_neutral(self) -> bool {
        self.has(Self::NEUTRAL)
    }

    /// The same word as a name of another tongue: no ordinary word any more.
    pub(super) fn as_foreign(self) -> Self {
        Self(self.0 & !(Self::ORDINARY | Self::NEUTRAL | Self::COMPOUND))
    }

    /// Dutch writes it with a capital, and it isn't also an ordinary word.
    pub(super) fn is_proper(self) -> bool {
        self.has(Self::PROPER) && !self.has(Self::NEUTRAL)
    }

    /// A known place of one word.
    pub(super) fn is_place(self) -> bool {
        self.has(Self::PLACE)
    }

    /// The first word of a known place of several.
    pub(super) fn starts_place(self) -> bool {
        self.has(Self::PLACE_START)
    }

    /// The first word of a listed phrase ('jan modaal', 'goede vrijdag').
    pub(super) fn starts_phrase(self) -> bool {
        self.has(Self::PHRASE_START)
    }

    /// No listed word, but made of ordinary ones ('schuldhulpmaatje', 'inplande').
    pub(super) fn is_compound(self) -> bool {
        self.has(Self::COMPOUND)
    }
}

/// Looks up a folded word.
pub(super) fn traits(folded: &str) -> Traits {
    lexicon().traits(folded)
}

/// Tells whether a folded phrase, its words parted by blanks, stands on a list.
pub(super) fn has_phrase(list: List, phrase: &str) -> bool {
    lexicon().lists.get(phrase).is_some_and(|bits| bits & Traits::of(list) != 0)
}

/// Tells whether a folded name of one or several words is a known place.
pub(super) fn is_place(folded: &str) -> bool {
    lexicon().places.contains(folded) || has_phrase(List::PlaceExtra, folded)
}

/// Gives the position (from 0) of a folded word on an ordered list such as the months.
pub(super) fn position(list: List, folded: &str) -> Option<usize> {
    lexicon().ordered[list as usize].iter().position(|word| *word == folded)
}

/// Gives the endings on a list, in their written order.
pub(super) fn endings(list: List) -> &'static [String] {
    &lexicon().ordered[list as usize]
}

fn lexicon() -> &'static Lexicon {
    LEXICON.as_ref().expect("a program that finds a fault at its start ends there")
}

struct Lexicon {
    proper: Map<&'static [u8]>,
    places: Set<&'static [u8]>,
    /// Words and phrases of the plain lists with their bits.
    lists: HashMap<String, u64, RandomState>,
    ordered: Vec<Vec<String>>,
}

impl Lexicon {
    fn read(
        proper: &'static [u8],
        places: &'static [u8],
        files: &[(&'static str, &'static str)],
    ) -> Result<Self, Fault> {
        let broken = |file| move |error: fst::Error| Fault { file, line: 0, wrong: error.to_string() };
        let proper = Map::new(proper).map_err(broken("proper.fst"))?;
        proper.as_fst().verify().map_err(broken("proper.fst"))?;
        let places = Set::new(places).map_err(broken("places.fst"))?;
        places.as_fst().verify().map_err(broken("places.fst"))?;
        let mut lists: HashMap<String, u64, RandomState> = HashMap::default();
        let mut ordered = vec![Vec::new(); List::ALL.len()];
        for (list, neutral, word) in lists::read(files)? {
            let bits = lists.entry(word.clone()).or_default();
            *bits |= if neutral { Traits::NEUTRAL } else { 0 };
            if let Some(list) = list {
                *bits |= Traits::of(list);
                ordered[list as usize].push(word.clone());
            }
            if let Some((first, _)) = word.split_once([' ', '-']) {
                let start = if list == Some(List::PlaceExtra) { Traits::PLACE_START } else { Traits::PHRASE_START };
                *lists.entry(first.trim_matches('\'').to_owned()).or_default() |= start;
            }
        }
        Ok(Self { proper, places, lists, ordered })
    }

    fn traits(&self, folded: &str) -> Traits {
        let mut bits =
            self.proper.get(folded).unwrap_or_default() | self.lists.get(folded).copied().unwrap_or_default();
        if wordlist::is_ordinary(folded) {
            bits |= Traits::ORDINARY;
        }
        let listed = Traits::ORDINARY | Traits::NEUTRAL;
        if bits & listed == 0 && folded.len() >= 5 && formed::is_formed(folded, wordlist::is_ordinary) {
            bits |= Traits::COMPOUND;
        }
        Traits(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the map and the set from the lists that content/lexicon/build.py prepared.
    #[test]
    #[ignore = "run by content/lexicon/build.py, which sets LEXICON_SOURCE"]
    fn rebuild() {
        let source = std::path::PathBuf::from(std::env::var_os("LEXICON_SOURCE").unwrap());
        let target = std::path::Path::new(crate::LEXICON);
        let proper = std::fs::read_to_string(source.join("proper")).unwrap();
        let pairs = proper.lines().map(|line| line.split_once('\t').unwrap());
        let map = Map::from_iter(pairs.map(|(word, bits)| (word, bits.parse::<u64>().unwrap()))).unwrap();
        std::fs::write(target.join("proper.fst"), map.as_fst().as_bytes()).unwrap();
        let places = std::fs::read_to_string(source.join("places")).unwrap();
        let set = Set::from_iter(places.lines()).unwrap();
        std::fs::write(target.join("places.fst"), set.as_fst().as_bytes()).unwrap();
    }

    #[test]
    fn every_list_has_words_and_fits_in_the_bits() {
        for (name, list) in List::ALL {
            assert!(!endings(*list).is_empty(), "list {name} is empty");
            assert!(Traits::LISTS + (*list as u32) < 64);
        }
    }

    #[test]
    fn knows_ordinary_words_places_and_names() {
        let ordinary = |word| traits(word).is_ordinary();
        assert!(ordinary("mevrouw") && ordinary("turkse") && ordinary("client"));
        assert!(!ordinary("bouchra") && !ordinary("hoogeveen"));
        assert!(traits("gerda").is_proper() && !traits("turkse").is_proper());
        assert!(traits("hoogeveen").is_place() && is_place("den bosch") && traits("den").starts_place());
        assert!(traits("bouchra").on(List::FirstName) && traits("visser").on(List::Surname));
        assert!(has_phrase(List::Saying, "jan modaal") && !has_phrase(List::Saying, "jan"));
    }

    #[test]
    fn sees_compounds() {
        assert!(traits("buurtsoep").is_compound() && traits("verhalentafel").is_compound());
        assert!(!traits("bouchra").is_compound() && !traits("yildirim").is_compound());
    }

    #[test]
    fn a_broken_file_is_named_with_its_line() {
        let read =
            |files: &[(&'static str, &'static str)]| Lexicon::read(PROPER, PLACES, files).err().unwrap().to_string();
        assert_eq!(Lexicon::read(b"no map", PLACES, &lists::FILES).err().map(|fault| fault.file), Some("proper.fst"));
        assert_eq!(
            read(&[("cues.txt", "# cues\n[colour]\nred")]),
            "content/lexicon/cues.txt:2: there is no list `colour`"
        );
        assert_eq!(
            read(&[("cues.txt", "mevrouw\n[title]")]),
            "content/lexicon/cues.txt:1: `mevrouw` stands before the first heading"
        );
        assert_eq!(
            read(&[("names.txt", "[first]\n\nanna Bouchra")]),
            "content/lexicon/names.txt:3: write `Bouchra` as `bouchra`"
        );
        assert_eq!(
            read(&[("names.txt", "[first\nanna")]),
            "content/lexicon/names.txt:1: the heading `[first` isn't closed"
        );
    }
}
