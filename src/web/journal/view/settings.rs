//! The page on which the owner decides about the journal.

use serde::Serialize;

use crate::journal::questions;
use crate::web::Errors;
use crate::web::journal::keeper::Reader;
use crate::web::views::View;

/// What opens the journal, the own questions, taking it away.
#[derive(Serialize)]
pub struct SettingsPage {
    /// One a line.
    pub questions: String,
    pub errors: Errors,
}

impl SettingsPage {
    /// Draws the page for a journal that is open.
    pub fn of(reader: &Reader, errors: Errors) -> Self {
        let own = reader.journal.as_ref().map(|journal| questions::read(&reader.opened, journal)).unwrap_or_default();
        Self { questions: own.join("\n"), errors }
    }
}

impl View for SettingsPage {
    const TEMPLATE: &'static str = "journal/settings.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("old", "journal-passphrase-wrong");
        vec![
            Self { questions: "Wat zou ik mezelf gunnen?".into(), errors: Errors::default() },
            Self { questions: String::new(), errors },
        ]
    }
}
