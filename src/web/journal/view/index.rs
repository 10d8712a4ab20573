//! The journal's first page: the latest entries, and a month of days.

use serde::Serialize;

use super::line::{EntryLine, sample_line};
use crate::web::views::View;

/// The journal's first page: begun or not, open or not.
#[derive(Default, Serialize)]
pub struct IndexPage {
    pub begun: bool,
    pub opened: bool,
    pub unconfirmed: bool,
    /// When the next entries go by themselves, within the time of the warning.
    pub goes: String,
    pub year_ago: Vec<EntryLine>,
    pub latest: Vec<EntryLine>,
    pub calendar: Option<Calendar>,
    /// The list shows one month, or one day.
    pub narrowed: String,
}

/// A month.
#[derive(Serialize)]
pub struct Calendar {
    pub title: String,
    pub earlier: String,
    pub later: String,
    pub weekdays: Vec<String>,
    pub weeks: Vec<Vec<Option<DayCell>>>,
}

/// A day of the month; with an address when there are entries.
#[derive(Serialize)]
pub struct DayCell {
    pub number: u8,
    pub href: String,
    pub label: String,
    pub today: bool,
}

impl View for IndexPage {
    const TEMPLATE: &'static str = "journal/index.html";

    fn samples() -> Vec<Self> {
        let day = |number, href: &str| {
            Some(DayCell { number, href: href.into(), label: "3 maart".into(), today: number == 2 })
        };
        let calendar = Calendar {
            title: "maart 2026".into(),
            earlier: "#".into(),
            later: String::new(),
            weekdays: ["ma", "di", "wo", "do", "vr", "za", "zo"].map(str::to_owned).to_vec(),
            weeks: vec![vec![None, None, None, None, None, day(1, ""), day(2, "#")]],
        };
        let lines = vec![sample_line()];
        let open = Self {
            begun: true,
            opened: true,
            unconfirmed: true,
            goes: "3 april 2026".into(),
            year_ago: lines.clone(),
            latest: lines,
            calendar: Some(calendar),
            narrowed: "maart 2026".into(),
        };
        let closed = Self { begun: true, goes: "3 april 2026".into(), ..Self::default() };
        let empty = Self { begun: true, opened: true, ..Self::default() };
        vec![open, closed, empty, Self::default()]
    }
}
