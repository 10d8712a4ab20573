//! What the pages of cases show.

use entity::case_phase::ContactPhase;
use entity::ids::{CaseId, VirtueId};
use serde::Serialize;

use crate::cases::Told;
use crate::frameworks::Virtue;
use crate::web::Errors;
use crate::web::frameworks::sample_virtues;
use crate::web::library::Before;
use crate::web::marks::Noticed;
use crate::web::views::{Entry, View, entry};

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<CasesPage>(), entry::<CasePage>(), entry::<CaseFormPage>()]
}

/// One's own cases, by how far they have come.
#[derive(Serialize)]
pub struct CasesPage {
    pub ready: Vec<CaseRow>,
    pub drafts: Vec<CaseRow>,
    pub discussed: Vec<CaseRow>,
    /// Where to begin a new one: each team that one is in.
    pub teams: Vec<TeamLink>,
}

/// A case in the list.
#[derive(Clone, Serialize)]
pub struct CaseRow {
    pub href: String,
    pub title: String,
    pub team: String,
    pub when: String,
}

/// A team in which a case can be written.
#[derive(Clone, Serialize)]
pub struct TeamLink {
    pub href: String,
    pub name: String,
}

impl View for CasesPage {
    const TEMPLATE: &'static str = "cases/index.html";

    fn samples() -> Vec<Self> {
        let row = CaseRow {
            href: "/o/maaskant/cases/1".into(),
            title: "De deur blijft dicht".into(),
            team: "Team Noord".into(),
            when: "3 maart 2026".into(),
        };
        let team = |name: &str| TeamLink { href: "/o/maaskant/teams/1/cases/new".into(), name: name.into() };
        let rows = vec![row];
        vec![
            Self {
                ready: rows.clone(),
                drafts: rows.clone(),
                discussed: rows,
                teams: vec![team("Team Noord"), team("Team Haven")],
            },
            Self { ready: vec![], drafts: vec![], discussed: vec![], teams: vec![team("Team Noord")] },
            Self { ready: vec![], drafts: vec![], discussed: vec![], teams: vec![] },
        ]
    }
}

/// A case as a page to read, for its presenter.
#[derive(Serialize)]
pub struct CasePage {
    pub url: String,
    pub title: String,
    pub team: String,
    pub when: String,
    /// How far it is: a key of content/locales behind `cases-state-`.
    pub state: &'static str,
    pub story: String,
    pub learning_question: String,
    pub client_perspective: String,
    pub virtues: Vec<Virtue>,
    pub meetings: String,
    /// By what others could recognise somebody.
    pub noticed: Vec<Noticed>,
    pub error: Option<&'static str>,
    /// What the team talked through before that is like it.
    pub before: Before,
}

impl View for CasePage {
    const TEMPLATE: &'static str = "cases/show.html";

    fn samples() -> Vec<Self> {
        let page = |state, error, filled: bool| Self {
            url: "/o/maaskant/cases/1".into(),
            title: if filled { "De deur blijft dicht".into() } else { String::new() },
            team: "Team Noord".into(),
            when: "3 maart 2026".into(),
            state,
            story: "De radio ging zachter toen ik belde.\n\nNiet uit, zachter.".into(),
            learning_question: if filled { "Hoe vaak mag ik terugkomen?".into() } else { String::new() },
            client_perspective: if filled { "Elke bel is verlies.".into() } else { String::new() },
            virtues: if filled { sample_virtues() } else { vec![] },
            meetings: "/o/maaskant/teams/1/meetings".into(),
            noticed: if filled { vec![Noticed { word: "Naima".into(), label: "naam".into() }] } else { vec![] },
            error,
            before: if filled { Before::sample() } else { Before::default() },
        };
        vec![
            page("draft", None, true),
            page("draft", Some("cases-incomplete"), false),
            page("ready", None, true),
            page("discussed", None, true),
        ]
    }
}

/// What somebody typed as a case.
#[derive(Clone, Default, Serialize)]
pub struct Typed {
    pub title: String,
    pub story: String,
    pub learning_question: String,
    pub client_perspective: String,
    pub virtues: Vec<String>,
    /// Key of the phase of contact, or nothing.
    pub phase: String,
}

impl From<Told> for Typed {
    fn from(told: Told) -> Self {
        Self {
            title: told.case.title,
            story: told.case.story,
            learning_question: told.case.learning_question,
            client_perspective: told.case.client_perspective,
            virtues: told.virtues.iter().map(|virtue| virtue.id.to_string()).collect(),
            phase: String::new(),
        }
    }
}

/// What is kept next to what was typed, when both changed.
#[derive(Clone, Serialize)]
pub struct Other {
    /// Key of the field's name in content/locales.
    pub label: &'static str,
    pub words: String,
}

/// Writing a case, new or known.
#[derive(Serialize)]
pub struct CaseFormPage {
    /// Where the form goes.
    pub action: String,
    pub back: String,
    pub is_new: bool,
    /// A correction after the conversation: saved by the button alone, since others read it.
    pub is_discussed: bool,
    pub id: CaseId,
    pub version: i32,
    pub typed: Typed,
    pub virtues: Vec<Virtue>,
    pub phases: Vec<&'static str>,
    pub framework: String,
    pub errors: Errors,
    /// What the team talked through before that is like it, as it was last saved.
    pub before: Before,
    /// How long what is written here stays.
    pub stays: String,
    /// Set when the case was saved elsewhere since: the fields that differ, as they are kept.
    pub others: Option<Vec<Other>>,
}

impl View for CaseFormPage {
    const TEMPLATE: &'static str = "cases/edit.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("story", "form-required");
        errors.add("virtues", "cases-virtues-too-many");
        let page = |is_new, virtues: Vec<Virtue>, errors, others| Self {
            action: "/o/maaskant/cases/1/edit".into(),
            back: "/o/maaskant/cases".into(),
            is_new,
            is_discussed: false,
            id: CaseId::random(),
            version: 1,
            typed: Typed { virtues: vec![VirtueId::random().to_string()], ..Typed::default() },
            virtues,
            phases: ContactPhase::ALL.map(ContactPhase::as_str).to_vec(),
            framework: "/o/maaskant/teams/1/framework".into(),
            errors,
            before: if is_new { Before::default() } else { Before::sample() },
            stays: "Dit wordt gewist.".into(),
            others,
        };
        let other = Other { label: "cases-story", words: "Wat er bewaard is.".into() };
        vec![
            page(true, sample_virtues(), Errors::default(), None),
            page(false, vec![], errors, None),
            page(false, sample_virtues(), Errors::default(), Some(vec![other])),
            Self { is_discussed: true, ..page(false, sample_virtues(), Errors::default(), None) },
        ]
    }
}
