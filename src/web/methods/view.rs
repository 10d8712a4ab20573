//! What the pages of methods show.

use serde::Serialize;

use crate::web::Errors;
use crate::web::views::View;

/// The team's methods.
#[derive(Serialize)]
pub struct MethodsPage {
    pub team: String,
    pub back: String,
    pub own: Vec<MethodRow>,
    pub built_in: Vec<MethodRow>,
}

#[derive(Clone, Serialize)]
pub struct MethodRow {
    pub href: String,
    pub name: String,
    pub summary: String,
    pub minutes: u32,
    /// It is about the team itself.
    pub team: bool,
}

/// One method with all its steps.
#[derive(Serialize)]
pub struct MethodPage {
    pub url: String,
    pub back: String,
    pub key: String,
    pub own: bool,
    pub shapes: bool,
    /// This person may begin a conversation of the team with it.
    pub begins: bool,
    pub name: String,
    pub summary: String,
    pub source: String,
    pub minutes: u32,
    pub steps: Vec<StepText>,
}

#[derive(Clone, Serialize)]
pub struct StepText {
    pub name: String,
    pub goal: String,
    pub minutes: u16,
    pub prompts: Vec<String>,
    pub notes: Vec<String>,
}

/// The form of a team's own method.
#[derive(Serialize)]
pub struct EditMethodPage {
    pub url: String,
    pub name: String,
    pub summary: String,
    pub version: i32,
    pub steps: Vec<StepRow>,
    /// A step in which something is wrong, in words.
    pub flawed: String,
    pub errors: Errors,
}

#[derive(Clone, Serialize)]
pub struct StepRow {
    pub key: String,
    pub name: String,
    pub minutes: u16,
}

impl View for MethodsPage {
    const TEMPLATE: &'static str = "methods/index.html";

    fn samples() -> Vec<Self> {
        let row = |team| MethodRow {
            href: "/o/x/teams/1/methods/omgangsoverleg".into(),
            name: "Omgangsoverleg".into(),
            summary: "Een gesprek van een uur.".into(),
            minutes: 58,
            team,
        };
        let page = |own| Self { team: "Noord".into(), back: "/o/x/teams/1".into(), own, built_in: vec![row(true)] };
        vec![page(vec![row(false)]), page(Vec::new())]
    }
}

impl View for MethodPage {
    const TEMPLATE: &'static str = "methods/show.html";

    fn samples() -> Vec<Self> {
        let step = StepText {
            name: "Verkennen".into(),
            goal: "Samen zien wat er gebeurt.".into(),
            minutes: 13,
            prompts: vec!["Neem ons mee.".into()],
            notes: vec!["Iedereen".into()],
        };
        let page = |own, shapes, begins| Self {
            url: "/o/x/teams/1/methods/omgangsoverleg".into(),
            back: "/o/x/teams/1/methods".into(),
            key: "omgangsoverleg".into(),
            own,
            shapes,
            begins,
            name: "Omgangsoverleg".into(),
            summary: "Een gesprek van een uur.".into(),
            source: "Stichting Presentie.".into(),
            minutes: 58,
            steps: vec![step.clone()],
        };
        vec![page(true, true, true), page(false, true, false), page(false, false, false)]
    }
}

impl View for EditMethodPage {
    const TEMPLATE: &'static str = "methods/edit.html";

    fn samples() -> Vec<Self> {
        let row = |key: &str| StepRow { key: key.into(), name: "Verkennen".into(), minutes: 13 };
        let page = |flawed: &str, errors| Self {
            url: "/o/x/teams/1/methods/0192".into(),
            name: "Omgangsoverleg".into(),
            summary: "Een gesprek van een uur.".into(),
            version: 2,
            steps: vec![row("start"), row("explore")],
            flawed: flawed.into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("name", "form-required");
        errors.add("steps", "methods-flaw-never-shown");
        vec![page("Verkennen", errors), page("", Errors::default())]
    }
}
