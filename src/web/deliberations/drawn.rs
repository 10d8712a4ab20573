//! The largest parts of a room, drawn once for all who see them alike: they depend on nothing but the table and where the group is.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::samples;
use super::view::{CaseText, Me, Now, Surroundings, Table};
use crate::web::views::{self, View};
use crate::web::words::Language;

/// What depends on the table alone, as markup.
#[derive(Clone, Serialize)]
pub struct Drawn {
    /// The table as templates read it, so that no page turns it into that again.
    #[serde(skip)]
    pub table: Value,
    pub cards: Value,
    pub people: Value,
    pub turns: Value,
    pub hands: Value,
    pub roles: Value,
}

impl Drawn {
    /// Draws all.
    pub fn draw(language: Language, table: &Arc<Table>) -> Result<Self, minijinja::Error> {
        let table = || Arc::clone(table);
        Ok(Self {
            cards: views::render_part(language, &CardsPart { table: table() })?,
            people: views::render_part(language, &PeoplePart { table: table() })?,
            turns: views::render_part(language, &TurnsPart { table: table() })?,
            hands: views::render_part(language, &HandsPart { table: table() })?,
            roles: views::render_part(language, &RolesPart { table: table() })?,
            table: Value::from(Serde(table())),
        })
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
    /// How long what is written here stays.
    pub stays: String,
}

impl Frame {
    /// Draws it.
    pub fn draw(
        language: Language,
        around: &Surroundings,
        case: &CaseText,
        stays: String,
    ) -> Result<Self, minijinja::Error> {
        let room = |name, of: &[Value]| views::draw(language, "components/room.html", name, of);
        let (question, virtues) = (Value::from(around.question.as_str()), Value::from(Serde(&around.virtues)));
        let has_band = !around.question.is_empty() || !around.virtues.is_empty();
        Ok(Self {
            steps: room("steps", &[Value::from(Serde(&around.steps))])?,
            band: if has_band { room("band", &[question, virtues])? } else { Value::from("") },
            prompts: room("prompts", &[Value::from(Serde(&around.prompts))])?,
            case: room("told", &[Value::from(Serde(case))])?,
            stays,
        })
    }
}

/// What the facilitator leads with, as markup: in one state it is the same whenever they look.
#[derive(Clone, Serialize)]
pub struct Lead(pub Value);

impl Lead {
    /// Draws it.
    pub fn draw(language: Language, part: &LeadPart) -> Result<Self, minijinja::Error> {
        views::render_part(language, part).map(Self)
    }
}

/// What the facilitator leads with.
#[derive(Serialize)]
pub struct LeadPart {
    pub table: Arc<Table>,
    pub now: Now,
    pub me: Me,
}

impl View for LeadPart {
    const TEMPLATE: &'static str = "deliberations/_steer.html";

    fn samples() -> Vec<Self> {
        let sides = [(true, true, false), (false, false, true), (false, true, true)];
        let me = |(first, reveals, last)| Me { facilitator: true, first, reveals, last, ..Me::default() };
        let part = |me| Self { table: samples::tables().remove(0), now: samples::now(), me };
        sides.into_iter().map(me).map(part).collect()
    }
}

/// Makes the views of what depends on the table alone.
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident = $template:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Serialize)]
        pub struct $part {
            table: Arc<Table>,
        }

        impl View for $part {
            const TEMPLATE: &'static str = $template;

            fn samples() -> Vec<Self> {
                samples::tables().into_iter().map(|table| Self { table }).collect()
            }
        }
    )+};
}

parts! {
    /// What lies on the table.
    CardsPart = "deliberations/_cards.html";
    /// Who sits around it.
    PeoplePart = "deliberations/_people.html";
    /// Whose turn it is.
    TurnsPart = "deliberations/_turns.html";
    /// Whose hand is up.
    HandsPart = "deliberations/_hands.html";
    /// Who takes a role, for the facilitator to say.
    RolesPart = "deliberations/_roles.html";
}
