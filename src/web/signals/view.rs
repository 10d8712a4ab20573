//! What the pages of signals show.

use serde::{Deserialize, Serialize};

use crate::web::Errors;
use crate::web::marks::Noticed;
use crate::web::views::View;
use crate::web::words::Language;

/// A signal in a list.
#[derive(Clone, Serialize)]
pub struct SignalRow {
    pub href: String,
    pub title: String,
    pub team: String,
    /// The group of tensions that it began with; empty for none.
    pub pattern: String,
    pub state: &'static str,
    pub overdue: bool,
    pub raised: String,
    pub by: String,
    /// How many stood behind it, when they were enough to tell.
    pub weight: Option<i32>,
}

impl SignalRow {
    /// Says who stands behind it.
    pub fn weight_words(&self, language: Language) -> String {
        match self.weight {
            Some(weight) => {
                language.t_all("signals-behind-many", &[("team", &self.team), ("people", &weight.to_string())])
            }
            None => language.t_with("signals-behind-team", "team", &self.team),
        }
    }

    /// Samples, for the views that show signals.
    pub fn samples() -> Vec<Self> {
        let open = Self {
            href: "#".into(),
            title: "Een halfjaar is te kort".into(),
            team: "Team Noord".into(),
            pattern: "Ruimte en regels".into(),
            state: "raised",
            overdue: true,
            raised: "dinsdag 3 maart 2026".into(),
            by: "dinsdag 14 april 2026".into(),
            weight: Some(6),
        };
        vec![Self { overdue: false, weight: None, state: "owned", ..open.clone() }, open]
    }
}

/// All signals of the organisation.
#[derive(Serialize)]
pub struct IndexPage {
    pub drafts: Vec<SignalRow>,
    pub open: Vec<SignalRow>,
    pub answered: Vec<SignalRow>,
    /// Patterns that a team doesn't confirm.
    pub dropped: Vec<SignalRow>,
    /// Where a member begins one.
    pub new: Option<String>,
    pub insight: String,
}

impl View for IndexPage {
    const TEMPLATE: &'static str = "signals/index.html";

    fn samples() -> Vec<Self> {
        let page = |rows: Vec<SignalRow>, new| Self {
            drafts: rows.clone(),
            open: rows.clone(),
            answered: rows.clone(),
            dropped: rows,
            new,
            insight: "#".into(),
        };
        vec![page(SignalRow::samples(), Some("#".into())), page(vec![], None)]
    }
}

/// A team for which somebody may write.
#[derive(Clone, Serialize)]
pub struct TeamChoice {
    pub value: String,
    pub label: String,
}

/// A signal as it is typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct SignalForm {
    #[serde(default)]
    pub group: String,
    #[serde(default)]
    pub team: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub what: String,
    #[serde(default)]
    pub asked: String,
}

/// Writing a signal.
#[derive(Serialize)]
pub struct EditPage {
    pub is_new: bool,
    /// The group of tensions that it is about; empty for none.
    pub pattern: String,
    pub teams: Vec<TeamChoice>,
    pub typed: SignalForm,
    pub action: String,
    pub back: String,
    pub errors: Errors,
}

impl View for EditPage {
    const TEMPLATE: &'static str = "signals/edit.html";

    fn samples() -> Vec<Self> {
        let team = |name: &str| TeamChoice { value: name.into(), label: name.into() };
        let mut errors = Errors::default();
        errors.add("title", "form-required");
        let page = |is_new, teams, errors| Self {
            is_new,
            pattern: if is_new { "Ruimte en regels".into() } else { String::new() },
            teams,
            typed: SignalForm::default(),
            action: "#".into(),
            back: "#".into(),
            errors,
        };
        vec![
            page(true, vec![team("Noord"), team("Haven")], errors),
            page(false, vec![team("Noord")], Errors::default()),
        ]
    }
}

/// A dated step.
#[derive(Clone, Serialize)]
pub struct StepRow {
    pub kind: &'static str,
    pub text: String,
    pub by: String,
    pub owner: String,
    pub when: String,
}

impl StepRow {
    /// Says the step in one line, for paper.
    pub fn words(&self, language: Language) -> String {
        let kind = language.t(&format!("signals-step-{}", self.kind));
        let by = if self.by.is_empty() { String::new() } else { format!(" ({})", self.by) };
        if self.text.is_empty() { format!("{kind}{by}") } else { format!("{kind}{by}: {}", self.text) }
    }
}

/// One signal with its history.
#[derive(Serialize)]
pub struct ShowPage {
    pub row: SignalRow,
    pub what: String,
    pub asked: String,
    /// Who owns it now; empty when nobody does.
    pub owner: String,
    pub steps: Vec<StepRow>,
    pub noticed: Vec<Noticed>,
    pub backs: bool,
    pub may_raise: bool,
    pub may_answer: bool,
    pub may_reopen: bool,
    /// The day that is proposed for the answer, as a date field wants it.
    pub by: String,
    pub url: String,
    pub back: String,
    pub typed: Answered,
    /// Fingerprint of the draft's words: what is sent is what was read.
    pub words: String,
    /// Why a pattern is let go, as it was typed, and whether somebody could be recognised by it.
    pub reason: String,
    pub look_at_reason: bool,
    pub errors: Errors,
}

/// An answer as it was typed.
#[derive(Clone, Default, Serialize)]
pub struct Answered {
    pub kind: String,
    pub text: String,
    pub owner: String,
}

impl ShowPage {
    /// Keeps what was typed.
    pub fn keep(&mut self, kind: &str, text: &str, owner: &str) {
        self.typed = Answered { kind: kind.to_owned(), text: text.to_owned(), owner: owner.to_owned() };
    }

    fn sample(state: &'static str) -> Self {
        let row = SignalRow { state, ..SignalRow::samples().remove(1) };
        let step = |kind, by: &str| StepRow {
            kind,
            text: if by.is_empty() { String::new() } else { "We vragen de gemeente om meer tijd.".into() },
            by: by.into(),
            owner: by.into(),
            when: "3 maart 2026".into(),
        };
        let draft = state == "draft";
        Self {
            row,
            what: "Na zes maanden stopt de hulp.".into(),
            asked: "Geef ons twee maanden erbij.".into(),
            owner: if draft { String::new() } else { "Farida".into() },
            steps: if draft { vec![] } else { vec![step("raised", ""), step("acknowledged", "Farida")] },
            noticed: if draft { vec![Noticed { word: "Karim".into(), label: "naam".into() }] } else { vec![] },
            backs: draft,
            may_raise: draft,
            may_answer: state == "owned",
            may_reopen: state == "answered",
            by: "2026-04-14".into(),
            url: "#".into(),
            back: "#".into(),
            typed: Answered::default(),
            words: "0a1b".into(),
            reason: String::new(),
            look_at_reason: false,
            errors: Errors::default(),
        }
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "signals/show.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("looked", "signals-look-first");
        let mut pages: Vec<Self> = ["draft", "owned", "answered", "dropped"].map(Self::sample).into();
        errors.add("looked_reason", "signals-look-first");
        let reason = "Karim ziet vooral wachtlijsten.".into();
        pages.push(Self { errors, backs: false, look_at_reason: true, reason, ..Self::sample("draft") });
        pages
    }
}
