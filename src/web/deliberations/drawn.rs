//! The largest parts of a room, drawn once for all who see them alike: they depend on nothing but the table.

use std::sync::Arc;

use minijinja::Value;
use serde::Serialize;

use super::samples;
use super::view::Table;
use crate::web::views::{self, View};
use crate::web::words::Language;

/// The cards on the table and the people around it, as markup.
#[derive(Clone, Serialize)]
pub struct Drawn {
    pub cards: Value,
    pub people: Value,
}

impl Drawn {
    /// Draws both.
    pub fn draw(language: Language, table: &Arc<Table>) -> Result<Self, minijinja::Error> {
        let cards = views::render_part(language, &CardsPart { table: Arc::clone(table) })?;
        let people = views::render_part(language, &PeoplePart { table: Arc::clone(table) })?;
        Ok(Self { cards, people })
    }
}

/// What lies on the table.
#[derive(Serialize)]
pub struct CardsPart {
    table: Arc<Table>,
}

impl View for CardsPart {
    const TEMPLATE: &'static str = "deliberations/_cards.html";

    fn samples() -> Vec<Self> {
        samples::tables().into_iter().map(|table| Self { table }).collect()
    }
}

/// Who sits around it.
#[derive(Serialize)]
pub struct PeoplePart {
    table: Arc<Table>,
}

impl View for PeoplePart {
    const TEMPLATE: &'static str = "deliberations/_people.html";

    fn samples() -> Vec<Self> {
        samples::tables().into_iter().map(|table| Self { table }).collect()
    }
}
