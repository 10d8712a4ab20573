//! What the pages of taking along and bringing in show.

use serde::Serialize;

use super::transfer::Step;
pub use super::view_collections::TeamChoice;
use crate::web::Errors;
use crate::web::views::View;

/// A draft that was brought in and isn't shared yet.
#[derive(Serialize)]
pub struct DraftRow {
    pub href: String,
    pub title: String,
    pub state: &'static str,
}

/// Taking along and bringing in.
#[derive(Serialize)]
pub struct TransferPage {
    pub action: String,
    pub export: String,
    pub library: String,
    pub teams: Vec<TeamChoice>,
    pub drafts: Vec<DraftRow>,
    /// The page is being told, step by step.
    pub running: bool,
    pub errors: Errors,
}

impl View for TransferPage {
    const TEMPLATE: &'static str = "library/transfer.html";

    fn samples() -> Vec<Self> {
        let team = |label: &str| TeamChoice { value: label.into(), label: label.into() };
        let draft = |state| DraftRow { href: "/o/maaskant/shared-copies/1".into(), title: "De heg".into(), state };
        let page = |teams, drafts, running, errors| Self {
            action: "/o/maaskant/library/transfer".into(),
            export: "/o/maaskant/library/export".into(),
            library: "/o/maaskant/library".into(),
            teams,
            drafts,
            running,
            errors,
        };
        let mut errors = Errors::default();
        errors.add("files", "transfer-choose-file");
        errors.add("team", "collection-choose-team");
        vec![
            page(vec![team("Noord")], vec![], false, Errors::default()),
            page(vec![team("Noord"), team("Haven")], vec![draft("preparing"), draft("with_reader")], false, errors),
            page(vec![team("Noord")], vec![], true, Errors::default()),
        ]
    }
}

/// What became of one text.
#[derive(Serialize)]
pub struct StepPart {
    pub(super) step: Step,
}

impl View for StepPart {
    const TEMPLATE: &'static str = "library/_step.html";

    fn samples() -> Vec<Self> {
        let step = |became, wrong: &str| Self {
            step: Step {
                number: 1,
                of: 3,
                from: "stukken.csv:2".into(),
                title: "De heg".into(),
                became,
                wrong: wrong.into(),
                href: "/o/maaskant/shared-copies/1".into(),
            },
        };
        vec![step("in", ""), step("there", ""), step("wrong", "Er staat geen titel in.")]
    }
}
