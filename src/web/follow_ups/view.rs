//! What the pages of promises show.

use serde::{Deserialize, Serialize};

use crate::web::Errors;
use crate::web::views::View;

/// A promise, or a date to come back to a case.
#[derive(Clone, Serialize)]
pub struct FollowUpRow {
    pub href: String,
    pub come_back: bool,
    pub text: String,
    /// Whose it is; empty when nobody's.
    pub owner: String,
    pub own: bool,
    /// By when, as a date or in somebody's words; empty when it isn't known.
    pub due: String,
    pub sign: String,
    pub case: String,
    pub open: bool,
    pub let_go: bool,
    pub outcome: String,
}

impl FollowUpRow {
    pub fn samples() -> Vec<Self> {
        let open = Self {
            href: "/o/maaskant/follow-ups/1".into(),
            come_back: false,
            text: "Samen met mevrouw de brief openen".into(),
            owner: "Noor".into(),
            own: true,
            due: "dinsdag 7 april 2026".into(),
            sign: "Zij maakt de volgende zelf open".into(),
            case: "De deur blijft dicht".into(),
            open: true,
            let_go: false,
            outcome: String::new(),
        };
        let told = Self { open: false, outcome: "Ze deed het zelf.".into(), own: false, ..open.clone() };
        let back = Self { come_back: true, text: String::new(), owner: String::new(), ..open.clone() };
        let gone = Self { open: false, let_go: true, due: String::new(), sign: String::new(), ..open.clone() };
        vec![open, told, back, gone]
    }
}

/// Everything that a person promised.
#[derive(Serialize)]
pub struct PromisesPage {
    pub open: Vec<FollowUpRow>,
    pub done: Vec<FollowUpRow>,
}

impl View for PromisesPage {
    const TEMPLATE: &'static str = "follow_ups/index.html";

    fn samples() -> Vec<Self> {
        let rows = FollowUpRow::samples();
        vec![Self { open: rows.clone(), done: rows }, Self { open: vec![], done: vec![] }]
    }
}

/// Somebody who could own a promise.
#[derive(Clone, Serialize)]
pub struct Owner {
    pub value: String,
    pub label: String,
}

/// A promise as it is typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct FollowUpForm {
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub owner: String,
    #[serde(default)]
    pub due: String,
    #[serde(default)]
    pub sign: String,
}

/// Something that was decided and is nobody's promise yet.
#[derive(Clone, Serialize)]
pub struct Decision {
    pub id: String,
    pub words: String,
}

/// What was promised in one conversation.
#[derive(Serialize)]
pub struct ConversationPage {
    pub title: String,
    pub rows: Vec<FollowUpRow>,
    pub decisions: Vec<Decision>,
    pub owners: Vec<Owner>,
    pub form: FollowUpForm,
    pub url: String,
    pub back: String,
    pub errors: Errors,
}

impl View for ConversationPage {
    const TEMPLATE: &'static str = "follow_ups/conversation.html";

    fn samples() -> Vec<Self> {
        let decision = || Decision { id: "1".into(), words: "We wachten nog een week.".into() };
        let page = |rows, kind: &str, errors| Self {
            title: "De deur blijft dicht".into(),
            decisions: if kind == "action" { vec![decision()] } else { vec![] },
            rows,
            owners: vec![Owner { value: "1".into(), label: "Noor".into() }],
            form: FollowUpForm { kind: kind.into(), ..FollowUpForm::default() },
            url: "#".into(),
            back: "#".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("due", "follow-ups-due-wrong");
        vec![page(FollowUpRow::samples(), "action", Errors::default()), page(vec![], "come_back", errors)]
    }
}

/// One promise.
#[derive(Serialize)]
pub struct FollowUpPage {
    pub row: FollowUpRow,
    pub form: FollowUpForm,
    pub owners: Vec<Owner>,
    pub may_change: bool,
    pub url: String,
    pub promises: String,
    pub back: String,
    pub errors: Errors,
}

impl View for FollowUpPage {
    const TEMPLATE: &'static str = "follow_ups/show.html";

    fn samples() -> Vec<Self> {
        let page = |row, may_change, errors| Self {
            row,
            form: FollowUpForm::default(),
            owners: vec![Owner { value: "1".into(), label: "Noor".into() }],
            may_change,
            url: "#".into(),
            promises: "#".into(),
            back: "#".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("outcome", "form-required");
        let mut pages: Vec<Self> =
            FollowUpRow::samples().into_iter().map(|row| page(row, true, Errors::default())).collect();
        pages.extend(FollowUpRow::samples().into_iter().take(1).map(|row| page(row, false, errors.clone())));
        pages
    }
}
