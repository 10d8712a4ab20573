//! The page on which the owner decides about the journal.

use serde::Serialize;

use crate::journal::{keep, questions};
use crate::web::Errors;
use crate::web::journal::keeper::Reader;
use crate::web::journal::view::Choice;
use crate::web::views::View;
use crate::web::words::Language;

/// What opens the journal, the own questions, taking it away.
#[derive(Serialize)]
pub struct SettingsPage {
    /// Marks whose page it is.
    pub owner: String,
    /// One a line.
    pub questions: String,
    /// The stored questions don't open: they were changed outside the product.
    pub damaged: bool,
    /// How many months entries stay; empty: until the owner deletes them.
    pub months: String,
    pub terms: Vec<Choice>,
    /// Whether a password is asked before all is deleted; who comes in by a provider has none.
    pub has_password: bool,
    pub errors: Errors,
}

impl SettingsPage {
    /// Draws the page for a journal that is open.
    pub fn of(reader: &Reader, errors: Errors) -> Self {
        let own = reader.journal.as_ref().map_or(Ok(Vec::new()), |journal| questions::read(&reader.opened, journal));
        let months = reader.journal.as_ref().and_then(|journal| journal.keep_months).map(|months| months.to_string());
        let damaged = own.is_err();
        let questions = own.unwrap_or_default().join("\n");
        Self {
            owner: reader.device_mark(),
            questions,
            damaged,
            months: months.unwrap_or_default(),
            terms: terms(reader.language),
            has_password: reader.account().is_ok_and(|account| account.password_hash.is_some()),
            errors,
        }
    }
}

fn terms(language: Language) -> Vec<Choice> {
    let never = Choice { value: String::new(), label: language.t("journal-keep-always") };
    let years = |months: i32| Choice {
        value: months.to_string(),
        label: language.t_with("journal-keep-years", "years", &(months / 12).to_string()),
    };
    std::iter::once(never).chain(keep::TERMS.map(years)).collect()
}

impl View for SettingsPage {
    const TEMPLATE: &'static str = "journal/settings.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("old", "journal-passphrase-wrong");
        errors.add("questions", "journal-questions-many");
        errors.add("current", "journal-passphrase-wrong");
        let page = |questions: &str, errors| Self {
            owner: "0a1b".into(),
            questions: questions.into(),
            damaged: questions.is_empty(),
            months: String::new(),
            terms: terms(Language::Dutch),
            has_password: !questions.is_empty(),
            errors,
        };
        vec![page("Wat zou ik mezelf gunnen?", Errors::default()), page("", errors)]
    }
}
