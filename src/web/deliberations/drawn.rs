//! The largest parts of a room, drawn once for all who see them alike: they depend on nothing but the table.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::samples;
use super::view::Table;
use crate::web::views::{self, View};
use crate::web::words::Language;

/// The cards on the table and the people around it, as markup.
#[derive(Clone, Serialize)]
pub struct Drawn {
    /// The table as templates read it, so that no page turns it into that again.
    #[serde(skip)]
    pub table: Value,
    pub cards: Value,
    pub people: Value,
}

impl Drawn {
    /// Draws both.
    pub fn draw(language: Language, table: &Arc<Table>) -> Result<Self, minijinja::Error> {
        let cards = views::render_part(language, &CardsPart { table: Arc::clone(table) })?;
        let people = views::render_part(language, &PeoplePart { table: Arc::clone(table) })?;
        Ok(Self { table: Value::from(Serde(table)), cards, people })
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
