//! Reflection hours: choosing, and the sheet.

use serde::Serialize;

use crate::web::Errors;
use crate::web::views::View;

/// The entries of a period, to choose from.
#[derive(Serialize)]
pub struct HoursPage {
    /// Marks whose page it is.
    pub owner: String,
    pub from: String,
    pub to: String,
    pub rows: Vec<HoursRow>,
}

/// An entry with what it counts for.
#[derive(Clone, Serialize)]
pub struct HoursRow {
    pub id: String,
    pub day: String,
    pub title: String,
    pub minutes: String,
    pub dimension: String,
    pub about: String,
    /// What the entry held when the page was drawn: an untouched row changes nothing.
    pub shown: String,
    /// By field: `minutes`, `dimension`, `about`.
    pub errors: Errors,
}

impl View for HoursPage {
    const TEMPLATE: &'static str = "journal/hours.html";

    fn samples() -> Vec<Self> {
        let row = HoursRow {
            id: "1".into(),
            day: "dinsdag 3 maart 2026".into(),
            title: "De radio ging zachter.".into(),
            minutes: "20".into(),
            dimension: "normative".into(),
            about: "Huisbezoek".into(),
            shown: "null".into(),
            errors: Errors::default(),
        };
        let mut errors = Errors::default();
        errors.add("minutes", "journal-hours-wrong");
        errors.add("dimension", "journal-hours-no-dimension");
        let wrong = HoursRow { errors, ..row.clone() };
        let page = |rows| Self { owner: "0a1b".into(), from: "2026-01-01".into(), to: "2026-03-04".into(), rows };
        vec![page(vec![row.clone()]), page(vec![row, wrong]), page(vec![])]
    }
}

/// The sheet, to print.
#[derive(Serialize)]
pub struct HoursSheet {
    pub name: String,
    pub from: String,
    pub to: String,
    pub rows: Vec<SheetRow>,
    pub totals: Vec<(String, String)>,
    pub total: String,
}

/// A line of the sheet.
#[derive(Serialize)]
pub struct SheetRow {
    pub date: String,
    pub day: String,
    pub minutes: String,
    pub dimension: String,
    pub about: String,
}

impl View for HoursSheet {
    const TEMPLATE: &'static str = "journal/hours_sheet.html";

    fn samples() -> Vec<Self> {
        let row = SheetRow {
            date: "2026-03-03".into(),
            day: "dinsdag 3 maart 2026".into(),
            minutes: "20".into(),
            dimension: "Normatief".into(),
            about: "Huisbezoek".into(),
        };
        vec![Self {
            name: "Noor de Wit".into(),
            from: "donderdag 1 januari 2026".into(),
            to: "woensdag 4 maart 2026".into(),
            rows: vec![row],
            totals: vec![("Normatief".into(), "0 uur en 20 minuten".into())],
            total: "0 uur en 20 minuten".into(),
        }]
    }
}
