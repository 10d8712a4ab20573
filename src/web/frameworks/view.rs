//! What the pages of the framework show.

use entity::ids::VirtueId;
use serde::Serialize;

use crate::frameworks::{Rights, Virtue};
use crate::web::Errors;
use crate::web::views::{Entry, View, entry};

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<SheetPage>(), entry::<ListPage>(), entry::<VirtuePage>(), entry::<ProposalsPage>()]
}

/// The framework as one sheet, to look at and to hang up.
#[derive(Serialize)]
pub struct SheetPage {
    pub team: String,
    pub team_url: String,
    pub url: String,
    pub virtues: Vec<Virtue>,
    pub proposals: usize,
    pub rights: Rights,
    /// Who named the virtues of the template, when the team still has some of them.
    pub source: String,
}

impl View for SheetPage {
    const TEMPLATE: &'static str = "frameworks/index.html";

    fn samples() -> Vec<Self> {
        let page = |virtues, proposals, rights| Self {
            team: "Team Noord".into(),
            team_url: "/o/maaskant/teams/1".into(),
            url: "/o/maaskant/teams/1/framework".into(),
            virtues,
            proposals,
            rights,
            source: "Bron".into(),
        };
        vec![
            page(sample_virtues(), 2, FACILITATOR),
            page(sample_virtues(), 0, MEMBER),
            page(vec![], 0, FACILITATOR),
            page(vec![], 0, MEMBER),
        ]
    }
}

/// The list in which the order, the words and the choice are changed.
#[derive(Serialize)]
pub struct ListPage {
    pub url: String,
    pub virtues: Vec<Virtue>,
    pub left_out: Vec<Virtue>,
    /// Whether the template has virtues that the team never had.
    pub more_in_template: bool,
}

impl View for ListPage {
    const TEMPLATE: &'static str = "frameworks/edit.html";

    fn samples() -> Vec<Self> {
        let url = String::from("/o/maaskant/teams/1/framework");
        vec![
            Self { url: url.clone(), virtues: sample_virtues(), left_out: sample_virtues(), more_in_template: false },
            Self { url, virtues: vec![], left_out: vec![], more_in_template: true },
        ]
    }
}

/// What somebody typed as the words of a virtue.
#[derive(Clone, Default, Serialize)]
pub struct Typed {
    pub name: String,
    pub too_little: String,
    pub too_much: String,
    pub explanation: String,
    pub resembles: String,
}

impl From<Virtue> for Typed {
    fn from(virtue: Virtue) -> Self {
        Self {
            name: virtue.name,
            too_little: virtue.too_little,
            too_much: virtue.too_much,
            explanation: virtue.explanation,
            resembles: virtue.template_key.unwrap_or_default(),
        }
    }
}

/// A choice in a list.
#[derive(Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

/// One virtue's words, to change.
#[derive(Serialize)]
pub struct VirtuePage {
    pub url: String,
    pub back: String,
    pub virtue: Virtue,
    pub typed: Typed,
    pub template: Vec<Choice>,
    pub kept: bool,
    pub errors: Errors,
}

impl View for VirtuePage {
    const TEMPLATE: &'static str = "frameworks/virtue.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("name", "form-required");
        let page = |typed, kept, errors| Self {
            url: "/o/maaskant/teams/1/framework/virtues/1".into(),
            back: "/o/maaskant/teams/1/framework/edit".into(),
            virtue: sample_virtues().remove(0),
            typed,
            template: vec![Choice { value: "patience".into(), label: "Geduld".into() }],
            kept,
            errors,
        };
        vec![page(sample_virtues().remove(0).into(), true, Errors::default()), page(Typed::default(), false, errors)]
    }
}

/// Building together: what was proposed, and a place to propose.
#[derive(Serialize)]
pub struct ProposalsPage {
    pub url: String,
    pub proposals: Vec<Virtue>,
    /// Virtues that a proposal can be merged into: kept and proposed ones.
    pub targets: Vec<Choice>,
    pub rights: Rights,
    pub typed: Typed,
    pub errors: Errors,
}

impl View for ProposalsPage {
    const TEMPLATE: &'static str = "frameworks/proposals.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("too_little", "form-too-long");
        let url = String::from("/o/maaskant/teams/1/framework");
        let targets = vec![Choice { value: VirtueId::random().to_string(), label: "Geduld".into() }];
        let page = |proposals, targets, rights, errors| Self {
            url: url.clone(),
            proposals,
            targets,
            rights,
            typed: Typed::default(),
            errors,
        };
        vec![
            page(sample_virtues(), targets.clone(), FACILITATOR, Errors::default()),
            page(sample_virtues(), targets, MEMBER, errors),
            page(vec![], vec![], FACILITATOR, Errors::default()),
        ]
    }
}

const FACILITATOR: Rights = Rights { propose: true, shape: true };
const MEMBER: Rights = Rights { propose: true, shape: false };

/// Two virtues for samples, one with the same word on both sides.
pub fn sample_virtues() -> Vec<Virtue> {
    let virtue = |name: &str, too_little: &str, too_much: &str, explanation: &str| Virtue {
        id: VirtueId::random(),
        template_key: None,
        version: 1,
        name: name.into(),
        too_little: too_little.into(),
        too_much: too_much.into(),
        explanation: explanation.into(),
    };
    vec![
        virtue("Geduld", "Vluchtig", "Traag", "Je geeft iets de tijd die het nodig heeft."),
        virtue("Respect", "Grenzeloos", "Grenzeloos", ""),
    ]
}
