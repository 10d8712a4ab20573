//! What stands in a journal entry: words, answers, places on lines, tags. All of it is sealed together.

use entity::ids::{BranchId, EntryId};
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;
use serde::{Deserialize, Serialize};

/// The words of an entry, as they are sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// When it was begun, in milliseconds; the open column holds the day only.
    pub begun: i64,
    /// When these words were saved, in milliseconds.
    pub saved: i64,
    /// The answer to the one open question.
    pub text: String,
    pub answers: Vec<Answer>,
    pub places: Vec<Place>,
    /// Keys of content/prompts/feelings.toml.
    pub feelings: Vec<String>,
    /// Keys of content/tensions.
    pub tensions: Vec<String>,
    pub hours: Option<Hours>,
    /// When the hours were changed, in milliseconds; 0 where nobody noted it. Hours that were taken away have a time too.
    pub hours_at: i64,
    pub brought: Vec<Brought>,
}

/// An answer to a question of a set. The question stays as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The set and the question, such as `difficult_visit/facts`.
    pub key: String,
    pub question: String,
    pub text: String,
}

/// Where the owner stood between a virtue's poles, and wants to stand: 0 is all too little, 100 all too much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The template's key or the id of a team's virtue: places of one virtue are drawn together.
    pub virtue: String,
    pub name: String,
    pub too_little: String,
    pub too_much: String,
    pub was: Option<u8>,
    pub wish: Option<u8>,
    /// When it was changed, in milliseconds; 0 where nobody noted it. A place that was taken away stays, empty, with its time.
    #[serde(default)]
    pub at: i64,
}

impl Place {
    /// Tells whether neither place is set.
    pub fn is_empty(&self) -> bool {
        self.was.is_none() && self.wish.is_none()
    }
}

/// The three dimensions of reflection that professional registers ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Technical,
    Normative,
    Personal,
}

impl Dimension {
    /// All dimensions, in the order in which a page shows them.
    pub const ALL: [Self; 3] = [Self::Technical, Self::Normative, Self::Personal];

    /// Returns the key, such as `normative`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Normative => "normative",
            Self::Personal => "personal",
        }
    }

    /// Reads a key back.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.as_str() == key)
    }
}

/// Time that the owner counts as reflection, in words of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub minutes: u16,
    pub dimension: Dimension,
    #[serde(default)]
    pub about: String,
}

/// What the owner made of the entry for a team. Only the entry knows: nothing leads from there to here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The address inside the product.
    pub href: String,
    pub team: String,
    /// When, in milliseconds.
    pub at: i64,
}

/// An entry, opened: all its branches put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: EntryId,
    pub day: TimeDate,
    pub body: Body,
    /// The branches that were opened and of which it is made, with the revision that was read.
    pub seen: Vec<(BranchId, i32)>,
    /// Branches that don't open: they were changed outside the product. They stay until the entry is deleted.
    pub damaged: usize,
    /// Sentences that another device wrote and the newest words don't have, by the question they answer (empty: the open one).
    pub elsewhere: Vec<(String, String)>,
}

impl Entry {
    /// Returns all words together, of whatever device: to be searched, recalled and brought along.
    pub fn words(&self) -> String {
        let own = self.body.texts().map(str::to_owned);
        let elsewhere = self.elsewhere.iter().map(|(_, sentence)| sentence.clone());
        own.chain(elsewhere).filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

impl Body {
    /// Tells whether nothing was written or chosen.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
            && self.answers.iter().all(|answer| answer.text.trim().is_empty())
            && self.places.iter().all(Place::is_empty)
            && self.feelings.is_empty()
            && self.tensions.is_empty()
    }

    /// Returns the places that are set.
    pub fn placed(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| !place.is_empty())
    }

    /// Returns when it was begun.
    pub fn begun_at(&self) -> Timestamp {
        Timestamp(self.begun)
    }

    /// Returns the first words, for lists.
    pub fn opening(&self) -> &str {
        self.texts().flat_map(str::lines).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// Returns the open text and the answers, in the order in which they are read.
    fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str()).chain(self.answers.iter().map(|answer| answer.text.as_str()))
    }
}
