//! Full-text search over the team library: shared copies' parts and the pages of the handbook.
//!
//! All but the indexer is synchronous and knows no database: the indexer feeds it documents and the number of the last
//! outbox row, and pages read the shown texts from SQL by key. Surprising: the index holds words, never texts, so
//! snippets are made from text that the caller brings along.

mod at_least;
mod collect;
mod compare;
mod documents;
mod english;
pub mod evaluate;
mod feedback;
mod fields;
mod folder;
mod hints;
mod index;
mod indexer;
mod marking;
mod matching;
mod page;
mod query;
mod rebuild;
mod related;
mod run;
mod scan;
mod schema;
mod segments;
mod snippet;
mod spelling;
mod suggest;
mod terms;
mod thesaurus;
mod wish;
mod wording;
mod writer;

use thiserror::Error;
use uuid::Uuid;

pub use compare::{Comparison, compare};
pub use fields::Name;
pub use index::{Index, Opened, RebuildReason};
pub use indexer::Indexer;
pub use marking::Marker;
pub use page::mark_html;
pub use query::{Facet, Filter, LONGEST_QUERY, PAGE_SIZE, SearchQuery, Sort};
pub use rebuild::Rebuild;
pub use related::Likeness;
pub use run::{FacetCounts, Hit, Results, Rights};
pub use scan::{Scan, recalls};
pub use snippet::{Piece, mark_all, snippet};
pub use suggest::{Proposal, contact_phase, proposals};
pub use thesaurus::Thesaurus;
pub use writer::Writer;

/// What a document is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Case,
    Record,
    Lesson,
    Decision,
    Reflection,
    Handbook,
}

impl Kind {
    /// Every kind, in the order in which a page shows them.
    pub const ALL: [Self; 6] =
        [Self::Case, Self::Record, Self::Lesson, Self::Decision, Self::Reflection, Self::Handbook];

    /// Gives the name that URLs and the index use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Record => "record",
            Self::Lesson => "lesson",
            Self::Decision => "decision",
            Self::Reflection => "reflection",
            Self::Handbook => "handbook",
        }
    }

    /// Reads a name back; `None` for anything else.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Who may find a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Everybody who reads the handbook in this language (`nl`, `en`).
    Handbook { language: String },
    /// Everybody in an organisation who reads the library of at least one team.
    Organisation(Uuid),
    /// The members of one team.
    Team { organisation: Uuid, team: Uuid },
}

/// One thing that can be found. Text is plain; keys of virtues, sides and tensions are short names, not words to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Unique in the whole index; the caller finds the row by it.
    pub key: String,
    pub kind: Kind,
    pub owner: Owner,
    /// The shared copy that this is a part of.
    pub bundle: Option<Uuid>,
    pub title: String,
    pub text: String,
    pub virtues: Vec<String>,
    /// A virtue and its side, such as `geduld/too_much`.
    pub sides: Vec<String>,
    pub tension_groups: Vec<String>,
    pub tensions: Vec<String>,
    pub barriers: Vec<String>,
    /// Where the contact with the client stood.
    pub phase: Option<String>,
    /// For whom a lesson is: a person, a team, the organisation, policy.
    pub level: Option<String>,
    /// The method of the conversation that it came from.
    pub method: Option<String>,
    pub year: Option<i32>,
}

/// One step from the index as it is to the index as the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Replaces the document with this key, or adds it.
    Put(Box<Document>),
    /// Takes the document with this key out.
    Remove { key: String },
    /// Takes all parts of a shared copy out; parts that are put after it in the same batch stay.
    RemoveBundle(Uuid),
}

/// What can go wrong. None of these is cured by building the index again.
#[derive(Debug, Error)]
pub enum Error {
    #[error("the search folder is in use by another process, or was opened twice")]
    InUse,
    #[error("there is no search index yet: it has to be built first")]
    NotBuilt,
    #[error("the search folder can't be read or written")]
    Io(#[from] std::io::Error),
    #[error("the search index refused the operation")]
    Tantivy(#[from] tantivy::TantivyError),
}

/// What the functions of this module return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests;
