//! What the pages about a person's own data show.

use entity::ids::SharedCopyId;
use entity::shared_copy;
use serde::Serialize;

use crate::looks::Seen;
use crate::web::Errors;
use crate::web::dates;
use crate::web::views::View;
use crate::web::words::Language;

/// Everything that one can do with one's own data.
#[derive(Serialize)]
pub struct DataPage {
    /// `none`, `sealed` or `open`.
    pub journal: &'static str,
    /// The day on which the account goes, when it belongs to no organisation; empty otherwise.
    pub ends: String,
}

impl View for DataPage {
    const TEMPLATE: &'static str = "account/data.html";

    fn samples() -> Vec<Self> {
        let page = |journal, ends: &str| Self { journal, ends: ends.into() };
        vec![page("none", ""), page("sealed", "4 maart 2027"), page("open", "")]
    }
}

/// Somebody who looked.
#[derive(Serialize)]
pub struct LookLine {
    pub what: String,
    pub day: String,
}

impl LookLine {
    /// Puts a look in words.
    pub fn of(language: Language, seen: &Seen) -> Self {
        let role = language.t(&format!("look-role-{}", seen.role.as_str()));
        let values = [("name", seen.name.as_str()), ("role", &role), ("title", &seen.title)];
        let titled = if seen.title.is_empty() { "bare" } else { "titled" };
        let what = language.t_all(&format!("look-{}-{titled}", seen.kind.as_str()), &values);
        Self { what, day: dates::long(seen.day, language) }
    }
}

/// Something in the security log.
#[derive(Serialize)]
pub struct LogLine {
    pub what: String,
    pub when: String,
}

impl LogLine {
    /// Makes a line.
    pub fn new(what: String, when: String) -> Self {
        Self { what, when }
    }
}

/// Who looked, and what was done to the account.
#[derive(Serialize)]
pub struct LooksPage {
    pub looks: Vec<LookLine>,
    pub log: Vec<LogLine>,
    pub weeks: i64,
}

impl View for LooksPage {
    const TEMPLATE: &'static str = "account/looks.html";

    fn samples() -> Vec<Self> {
        let look =
            LookLine { what: "Youssef (deelnemer) opende het gesprek.".into(), day: "woensdag 4 maart 2026".into() };
        let log =
            LogLine { what: "Marijke maakte een herstellink voor je.".into(), when: "4 maart 2026, 13:00".into() };
        vec![Self { looks: vec![look], log: vec![log], weeks: 13 }, Self { looks: vec![], log: vec![], weeks: 13 }]
    }
}

/// A shared copy that may go along.
#[derive(Serialize)]
pub struct CopyChoice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl CopyChoice {
    /// Puts a copy in the list.
    pub fn of(language: Language, copy: shared_copy::Model, chosen: &[SharedCopyId]) -> Self {
        let label = if copy.title.is_empty() { language.t("cases-untitled") } else { copy.title };
        Self { value: copy.id.to_string(), label, chosen: chosen.contains(&copy.id) }
    }
}

/// Before an account is erased.
#[derive(Serialize)]
pub struct ErasePage {
    pub email: String,
    /// Where somebody else has to be named first.
    pub hindrances: Vec<String>,
    pub copies: Vec<CopyChoice>,
    pub typed: String,
    /// For how long somebody else reads who opened something of theirs.
    pub weeks: i64,
    /// Days after which it is in no backup any more, where they are made by themselves.
    pub backup_days: Option<i64>,
    pub errors: Errors,
}

impl View for ErasePage {
    const TEMPLATE: &'static str = "account/erase.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("email", "erase-email-wrong");
        let copy = CopyChoice { value: "1".into(), label: "De post".into(), chosen: false };
        let page = |hindrances, copies, errors, backup_days| Self {
            email: "noor@demo.example".into(),
            hindrances,
            copies,
            typed: String::new(),
            weeks: 13,
            backup_days,
            errors,
        };
        vec![
            page(vec![], vec![copy], Errors::default(), Some(14)),
            page(vec!["Team Noord".into()], vec![], Errors::default(), None),
            page(vec![], vec![], errors, None),
        ]
    }
}
