//! What the journal's pages show.

pub mod bring;
pub mod door;
pub mod hours;
pub mod index;
pub mod line;
pub mod place;
pub mod search;
pub mod settings;
pub mod show;
pub mod virtues;
pub mod write;

use serde::Serialize;

/// Something to choose, by its value.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}
