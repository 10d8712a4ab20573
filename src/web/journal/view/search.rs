//! What a search of one's own journal found, and what comes up by itself while one writes.

use serde::Serialize;

use super::Choice;
use super::line::{EntryLine, sample_line};
use crate::web::views::View;

/// Searching one's own journal.
#[derive(Serialize)]
pub struct SearchPage {
    pub q: String,
    pub searched: bool,
    pub found: Vec<EntryLine>,
    /// More were found than are shown.
    pub more: bool,
    /// Tags that stand in the journal, to look by.
    pub tags: Vec<Choice>,
    pub tag: String,
}

impl View for SearchPage {
    const TEMPLATE: &'static str = "journal/search.html";

    fn samples() -> Vec<Self> {
        let tag = Choice { value: "feeling:tired".into(), label: "Moe".into() };
        let page = |searched, found| Self {
            q: "open".into(),
            searched,
            found,
            more: searched,
            tags: vec![tag.clone()],
            tag: "Moe".into(),
        };
        vec![
            page(false, vec![]),
            page(true, vec![sample_line()]),
            Self { tags: vec![], more: false, ..page(true, vec![]) },
        ]
    }
}

/// What was written before about the same, while writing.
#[derive(Serialize)]
pub struct EarlierPart {
    pub earlier: Vec<EntryLine>,
}

impl View for EarlierPart {
    const TEMPLATE: &'static str = "journal/_earlier.html";

    fn samples() -> Vec<Self> {
        vec![Self { earlier: vec![sample_line()] }, Self { earlier: vec![] }]
    }
}
