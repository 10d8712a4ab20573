//! In and out: items as files that people can read without us.
//!
//! What comes in is a draft of whoever brings it, and goes the redaction road like everything else; nothing is shared by
//! importing it. What goes out is what its reader may read, or for who runs the server what teams have shared.

pub mod archive;
pub mod draft;
pub mod markdown;
pub mod table;

use entity::case_phase::ContactPhase;
use entity::contribution::LessonLevel;
use entity::record_virtue::Side;
use entity::shared_part::{PartKind, PartSection};
use serde::{Deserialize, Serialize};

use super::Bundle;

/// Most characters of a title, and of one text.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_TEXT: usize = 20_000;
/// Most items in one import, and most bytes of its files.
pub const MOST_ITEMS: usize = 2_000;
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// An item as a file tells it; the same on the way in and out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<ContactPhase>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tensions: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barriers: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub virtues: Vec<PaperVirtue>,
    #[serde(default)]
    pub parts: Vec<PaperPart>,
}

/// A virtue in the words of its team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperVirtue {
    pub name: String,
    pub too_little: String,
    pub too_much: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// One text of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperPart {
    pub kind: PartKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<PartSection>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LessonLevel>,
    pub text: String,
}

/// Endings of files that are taken in: Markdown or plain text, and tables.
pub const ENDINGS: [&str; 4] = ["md", "markdown", "txt", "csv"];

/// Returns the ending of a file's name when such files are taken in.
pub fn ending(name: &str) -> Option<&'static str> {
    let (_, given) = name.rsplit_once('.')?;
    ENDINGS.into_iter().find(|ending| given.eq_ignore_ascii_case(ending))
}

/// Why something could not be taken in. The place is a line of the file, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("a file with this ending isn't taken in")]
    Ending,
    #[error("the file isn't UTF-8 text")]
    NotText,
    #[error("the front matter can't be read: {0}")]
    FrontMatter(String),
    #[error("a title is missing")]
    NoTitle,
    #[error("there is no text")]
    NoWords,
    #[error("the title or a text is too long")]
    TooLong,
    #[error("`{0}` is not something that we know")]
    Unknown(String),
    #[error("the table can't be read: {0}")]
    Table(String),
    #[error("the table has no column for the title or the text")]
    NoColumns,
    #[error("the file has too many items or bytes")]
    TooMuch,
}

impl Paper {
    /// Writes a bundle down.
    pub fn of(bundle: &Bundle) -> Self {
        let virtues = bundle.virtues.iter().map(|virtue| PaperVirtue {
            name: virtue.name.clone(),
            too_little: virtue.too_little.clone(),
            too_much: virtue.too_much.clone(),
            side: virtue.side,
        });
        let parts = bundle.parts.iter().map(|part| PaperPart {
            kind: part.kind,
            section: part.section,
            level: part.level,
            text: part.text.clone(),
        });
        Self {
            title: bundle.copy.title.clone(),
            year: Some(bundle.copy.year),
            method: bundle.copy.method_key.clone(),
            phase: bundle.copy.contact_phase,
            tensions: bundle.tensions.clone(),
            barriers: bundle.barriers.clone(),
            virtues: virtues.collect(),
            parts: parts.collect(),
        }
    }

    /// Checks lengths and keys, and trims; an item has a title and at least one text.
    pub fn checked(mut self) -> Result<Self, Wrong> {
        use crate::tensions::{barriers, find};
        self.title = self.title.trim().to_owned();
        for part in &mut self.parts {
            part.text = part.text.trim().to_owned();
        }
        self.parts.retain(|part| !part.text.is_empty());
        if self.title.is_empty() {
            return Err(Wrong::NoTitle);
        }
        if self.parts.is_empty() {
            return Err(Wrong::NoWords);
        }
        let too_long = self.parts.iter().any(|part| part.text.chars().count() > LONGEST_TEXT);
        let small_words = self.virtues.iter().flat_map(|one| [&one.name, &one.too_little, &one.too_much]);
        if too_long || small_words.chain([&self.title, &self.method]).any(|text| text.chars().count() > LONGEST_TITLE) {
            return Err(Wrong::TooLong);
        }
        let unknown = self.tensions.iter().find(|key| find(key).is_none());
        let unknown = unknown.or_else(|| self.barriers.iter().find(|key| barriers::find(key).is_none()));
        match unknown {
            Some(key) => Err(Wrong::Unknown(key.clone())),
            None => Ok(self),
        }
    }
}
