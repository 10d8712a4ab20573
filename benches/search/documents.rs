//! Generated Dutch documents: the same number gives the same documents, on every machine.

use fst::{Map, Streamer};
use uuid::Uuid;

use omgang::search::{Document, Kind, Owner};

/// The word list of the search.
const WORDS: &[u8] = include_bytes!("../../content/lexicon/forms.fst");
const WEAK: &str = include_str!("../../content/lexicon/search-weak.txt");
pub const ORGANISATION: Uuid = Uuid::from_u128(1);
pub const TEAMS: u64 = 20;
const VIRTUES: u64 = 14;

/// All words by rank, and how many documents there are.
pub struct Library {
    words: Vec<String>,
    pub number: u32,
}

/// A stream of numbers that looks random; SplitMix64.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// A place in a list of so many.
    pub fn place(&mut self, limit: u32) -> usize {
        usize::try_from(self.below(u64::from(limit))).expect("a u32 fits")
    }

    /// A number from 0 up to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

impl Library {
    pub fn new(number: u32) -> Self {
        let mut words: Vec<(u64, String)> = Vec::new();
        let map = Map::new(WORDS).expect("the lexicon can be read");
        let mut stream = map.stream();
        let mut numbers = Numbers::new(7);
        while let Some((word, _)) = stream.next() {
            let word = String::from_utf8_lossy(word).into_owned();
            // Short words are more frequent, as in any language.
            let rank = numbers.below(1 << 20) * word.len().pow(2) as u64;
            words.push((rank, word));
        }
        words.sort();
        let weak = WEAK.lines().filter(|line| !line.starts_with('#')).map(str::to_owned);
        Self { words: weak.chain(words.into_iter().map(|(_, word)| word)).collect(), number }
    }

    /// A word whose chance falls with its rank.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank in a list"
    )]
    fn word(&self, numbers: &mut Numbers) -> &str {
        let rank = (self.words.len() as f64).powf(numbers.share()) as usize;
        &self.words[rank.min(self.words.len()) - 1]
    }

    /// Words that people would ask for: neither the smallest nor the rarest.
    pub fn question(&self, number: usize) -> Vec<&str> {
        let mut numbers = Numbers::new(1 << 40 | number as u64);
        let count = 1 + numbers.below(3);
        (0..count).map(|_| self.words[200 + numbers.place(8_000)].as_str()).collect()
    }

    pub fn title(&self, number: u32) -> String {
        let mut numbers = Numbers::new(u64::from(number) << 1 | 1);
        (0..4).map(|_| self.word(&mut numbers)).collect::<Vec<_>>().join(" ")
    }

    pub fn text(&self, number: u32) -> String {
        let mut numbers = Numbers::new(u64::from(number) << 1);
        let length = 60 + numbers.below(80);
        (0..length).map(|_| self.word(&mut numbers)).collect::<Vec<_>>().join(" ")
    }

    /// Team, virtue, kind and year.
    pub fn facets(number: u32) -> (u64, u64, Kind, i32) {
        let mut numbers = Numbers::new(3 << 40 | u64::from(number));
        let kinds = [Kind::Case, Kind::Record, Kind::Lesson, Kind::Decision];
        let year = 2021 + i32::try_from(numbers.below(5)).unwrap_or(0);
        (numbers.below(TEAMS), numbers.below(VIRTUES), kinds[number as usize % 4], year)
    }

    pub fn document(&self, number: u32) -> Document {
        let (team, virtue, kind, year) = Self::facets(number);
        Document {
            key: number.to_string(),
            kind,
            owner: Owner::Team { organisation: ORGANISATION, team: Uuid::from_u128(u128::from(team) + 100) },
            bundle: None,
            title: self.title(number),
            text: self.text(number),
            virtues: vec![format!("virtue{virtue}")],
            sides: Vec::new(),
            tension_groups: Vec::new(),
            tensions: Vec::new(),
            barriers: Vec::new(),
            phase: None,
            level: None,
            method: None,
            year: Some(year),
        }
    }
}
