//! The words the detector knows: ordinary Dutch words, proper nouns, places, first names and cue words, all from
//! content/lexicon and embedded. Everything is folded (lower case, no accents), so look up `Token::folded` only.
//! Loaded once, at first use; the finite-state sets are read in place, so they cost no memory of their own.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use fst::Set;

static WORDS: &[u8] = include_bytes!("../../content/lexicon/words.fst");
static PROPER: &[u8] = include_bytes!("../../content/lexicon/proper.fst");
static PLACES: &[u8] = include_bytes!("../../content/lexicon/places.fst");
static CUES: &str = include_str!("../../content/lexicon/cues.txt");
static NAMES: &str = include_str!("../../content/lexicon/names.txt");
static ORDINARY: &str = include_str!("../../content/lexicon/ordinary.txt");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// A named list of content/lexicon/{cues,names,ordinary}.txt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum List {
    Title,
    Abbreviation,
    Kin,
    Role,
    Naming,
    Particle,
    HardParticle,
    Month,
    ShortMonth,
    NamedDay,
    Birth,
    Verb,
    Number,
    Handle,
    Phone,
    Street,
    Area,
    AreaKind,
    PlaceCue,
    Organisation,
    OrganisationTail,
    PlaceExtra,
    QuasiRole,
    FirstName,
    Doubtful,
    Surname,
    Saying,
    NeverStart,
}

impl List {
    const ALL: [(&'static str, Self); 28] = [
        ("title", Self::Title),
        ("abbreviation", Self::Abbreviation),
        ("kin", Self::Kin),
        ("role", Self::Role),
        ("naming", Self::Naming),
        ("particle", Self::Particle),
        ("hard_particle", Self::HardParticle),
        ("month", Self::Month),
        ("short_month", Self::ShortMonth),
        ("named_day", Self::NamedDay),
        ("birth", Self::Birth),
        ("verb", Self::Verb),
        ("number", Self::Number),
        ("handle", Self::Handle),
        ("phone", Self::Phone),
        ("street", Self::Street),
        ("area", Self::Area),
        ("area_kind", Self::AreaKind),
        ("place_cue", Self::PlaceCue),
        ("organisation", Self::Organisation),
        ("organisation_tail", Self::OrganisationTail),
        ("place_extra", Self::PlaceExtra),
        ("quasi_role", Self::QuasiRole),
        ("first", Self::FirstName),
        ("doubtful", Self::Doubtful),
        ("surname", Self::Surname),
        ("saying", Self::Saying),
        ("never_start", Self::NeverStart),
    ];
}

/// Tells whether a folded word stands on a list; phrases are written with blanks.
pub(super) fn on(list: List, folded: &str) -> bool {
    LEXICON.lists[&list].contains(folded)
}

/// Gives the position (from 0) of a folded word on an ordered list such as the months.
pub(super) fn position(list: List, folded: &str) -> Option<usize> {
    LEXICON.ordered.get(&list)?.iter().position(|word| *word == folded)
}

/// Gives the endings on a list, in their written order.
pub(super) fn endings(list: List) -> &'static [String] {
    &LEXICON.ordered[&list]
}

/// Tells whether a folded word is an ordinary Dutch word, or one that points to nobody though it has a capital.
pub(super) fn is_ordinary(folded: &str) -> bool {
    LEXICON.words.contains(folded) || is_neutral(folded)
}

/// Tells whether a folded word points to nobody whatever its capitals: a country, a people, a national body.
pub(super) fn is_neutral(folded: &str) -> bool {
    LEXICON.neutral.contains(folded)
}

/// Tells whether a folded word is one that Dutch writes with a capital (and that isn't also an ordinary word).
pub(super) fn is_proper(folded: &str) -> bool {
    LEXICON.proper.contains(folded) && !is_neutral(folded)
}

/// Tells whether a folded name is a known place.
pub(super) fn is_place(folded: &str) -> bool {
    LEXICON.places.contains(folded) || on(List::PlaceExtra, folded)
}

/// Tells whether an unlisted word is made of two ordinary ones ('schuldhulpmaatje'), linking letters allowed.
pub(super) fn is_compound(folded: &str) -> bool {
    let boundaries = || folded.char_indices().map(|(i, _)| i).filter(|&i| i >= 4 && folded.len() >= i + 4);
    boundaries().any(|at| {
        let (left, right) = folded.split_at(at);
        let whole = LEXICON.words.contains(left);
        let linked = left.len() > 4 && left.strip_suffix('s').is_some_and(|stem| LEXICON.words.contains(stem));
        (whole || linked) && LEXICON.words.contains(right)
    })
}

struct Lexicon {
    words: Set<&'static [u8]>,
    proper: Set<&'static [u8]>,
    places: Set<&'static [u8]>,
    neutral: HashSet<String>,
    lists: HashMap<List, HashSet<String>>,
    ordered: HashMap<List, Vec<String>>,
}

impl Lexicon {
    fn load() -> Self {
        let set = |bytes| Set::new(bytes).expect("the embedded sets are written by fst itself");
        let mut ordered: HashMap<List, Vec<String>> = List::ALL.iter().map(|(_, list)| (*list, Vec::new())).collect();
        for (section, word) in sections(CUES).chain(sections(NAMES)).chain(sections(ORDINARY)) {
            if let Some((_, list)) = List::ALL.iter().find(|(name, _)| *name == section) {
                ordered.entry(*list).or_default().push(word);
            }
        }
        let lists = ordered.iter().map(|(list, words)| (*list, words.iter().cloned().collect())).collect();
        let neutral =
            sections(ORDINARY).filter(|(section, _)| *section != "never_start").map(|(_, word)| word).collect();
        Self { words: set(WORDS), proper: set(PROPER), places: set(PLACES), neutral, lists, ordered }
    }
}

/// Reads `[section]` headings and words parted by blanks; `#` begins a comment line, `_` stands for a blank.
fn sections(text: &'static str) -> impl Iterator<Item = (&'static str, String)> {
    let mut section = "";
    text.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let mut words = line;
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            (section, words) = (name, "");
        }
        words.split_whitespace().map(move |word| (section, word.replace('_', " ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the sets from the lists that content/lexicon/build.py prepared.
    #[test]
    #[ignore = "run by content/lexicon/build.py, which sets LEXICON_SOURCE"]
    fn rebuild() {
        let source = std::path::PathBuf::from(std::env::var_os("LEXICON_SOURCE").unwrap());
        let target = std::path::Path::new("content/lexicon");
        for name in ["words", "proper", "places"] {
            let lines = std::fs::read_to_string(source.join(name)).unwrap();
            let set = Set::from_iter(lines.lines()).unwrap();
            std::fs::write(target.join(name).with_extension("fst"), set.as_fst().as_bytes()).unwrap();
        }
    }

    #[test]
    fn every_list_has_words() {
        for (name, list) in List::ALL {
            assert!(!endings(list).is_empty(), "list {name} is empty");
        }
    }

    #[test]
    fn knows_ordinary_words_places_and_names() {
        assert!(is_ordinary("mevrouw") && is_ordinary("turkse") && is_ordinary("client"));
        assert!(!is_ordinary("bouchra") && !is_ordinary("hoogeveen"));
        assert!(is_proper("gerda") && !is_proper("turkse"));
        assert!(is_place("hoogeveen") && is_place("den bosch"));
        assert!(on(List::FirstName, "bouchra") && on(List::Surname, "visser"));
    }

    #[test]
    fn sees_compounds() {
        assert!(is_compound("buurtsoep") && is_compound("verhalentafel"));
        assert!(!is_compound("bouchra") && !is_compound("yildirim"));
    }
}
