//! The largest parts of a room, drawn once for all who see them alike: they depend on nothing but the table and where the group is.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::samples;
use super::view::{CaseText, Surroundings, Table};
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

/// What stands around the table, as markup: whoever sits at it, it is the same.
#[derive(Clone, Serialize)]
pub struct Frame {
    pub steps: Value,
    /// The learning question and the virtues; empty without either.
    pub band: Value,
    pub prompts: Value,
    pub case: Value,
}

impl Frame {
    /// Draws it.
    pub fn draw(language: Language, around: &Surroundings, case: &CaseText) -> Result<Self, minijinja::Error> {
        let room = |name, of: &[Value]| views::draw(language, "components/room.html", name, of);
        let (question, virtues) = (Value::from(around.question.as_str()), Value::from(Serde(&around.virtues)));
        let has_band = !around.question.is_empty() || !around.virtues.is_empty();
        Ok(Self {
            steps: room("steps", &[Value::from(Serde(&around.steps))])?,
            band: if has_band { room("band", &[question, virtues])? } else { Value::from("") },
            prompts: room("prompts", &[Value::from(Serde(&around.prompts))])?,
            case: room("told", &[Value::from(Serde(case))])?,
        })
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
