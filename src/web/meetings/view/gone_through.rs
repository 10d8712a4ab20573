//! A meeting's parts in time, who was there, and the look back.

use serde::Serialize;

use super::Choice;
use crate::web::Errors;
use crate::web::meetings::during::LookBackForm;
use crate::web::views::View;

/// The whole meeting in time.
#[derive(Clone, Serialize)]
pub struct PlanPart {
    pub rows: Vec<PartRow>,
    /// The present part; empty before the meeting and after it.
    pub now: String,
    /// Where it stands, in sentences.
    pub standing: Vec<String>,
    /// The part that comes next, and where it begins; empty when there is none.
    pub next: String,
    pub next_action: String,
    /// Whether the reader may begin, go on and end.
    pub leads: bool,
    /// Whether the reader may take an ended meeting up again.
    pub resume: bool,
    pub edit: Option<String>,
    /// Minutes of the case that is talked about now, or next.
    pub case_minutes: Option<i32>,
}

/// A part of the meeting.
#[derive(Clone, Serialize)]
pub struct PartRow {
    pub label: String,
    /// The time at which it begins; empty when that isn't known.
    pub from: String,
    pub minutes: i32,
    /// `done`, `now` or `next`.
    pub state: &'static str,
    /// Title and presenter of its case; empty when there is none.
    pub case: String,
    pub presenter: String,
    /// Nothing of it is kept.
    pub unkept: bool,
    /// Where one goes to it; empty for who doesn't lead.
    pub begin: String,
}

impl PlanPart {
    pub fn sample(going: bool) -> Self {
        let row = |label: &str, state, case: &str, unkept| PartRow {
            label: label.into(),
            from: if going { "14:00".into() } else { String::new() },
            minutes: 45,
            state,
            case: case.into(),
            presenter: if case.is_empty() { String::new() } else { "Tomasz".into() },
            unkept,
            begin: if going { "#".into() } else { String::new() },
        };
        Self {
            rows: vec![
                row("Inchecken", "done", "", false),
                row("Casus 1", "now", "De deur blijft dicht", false),
                row("Casus 2", "next", "", false),
                row("Even klagen", "next", "", true),
            ],
            now: if going { "Casus 1".into() } else { String::new() },
            standing: if going { vec!["Nog 20 minuten".into()] } else { vec![] },
            next: if going { "Casus 2".into() } else { String::new() },
            next_action: if going { "#".into() } else { String::new() },
            leads: true,
            resume: !going,
            edit: going.then(|| "#".to_owned()),
            case_minutes: going.then_some(45),
        }
    }
}

/// Who was there.
#[derive(Clone, Serialize)]
pub struct AttendancePart {
    pub people: Vec<Attendee>,
    pub may_note: bool,
}

#[derive(Clone, Serialize)]
pub struct Attendee {
    pub id: String,
    pub name: String,
    pub present: bool,
    pub guest: bool,
}

impl AttendancePart {
    pub fn sample() -> Self {
        let person = |name: &str, present| Attendee { id: "1".into(), name: name.into(), present, guest: false };
        Self { people: vec![person("Noor", true), person("Tomasz", false)], may_note: true }
    }
}

/// What helped, and what next time.
#[derive(Clone, Serialize)]
pub struct LookBackPart {
    pub helped: Vec<String>,
    pub next_time: Vec<String>,
    /// What was typed and couldn't be taken, with what is wrong with it.
    pub typed: LookBackForm,
    pub errors: Errors,
}

impl LookBackPart {
    pub fn sample() -> Self {
        Self {
            helped: vec!["De stilte na de eerste ronde".into()],
            next_time: vec![],
            typed: LookBackForm::default(),
            errors: Errors::default(),
        }
    }
}

/// The parts, to change.
#[derive(Serialize)]
pub struct AgendaPage {
    pub rows: Vec<AgendaRow>,
    pub kinds: Vec<Choice>,
    /// What comes beside them, as it was typed.
    pub add: String,
    pub add_minutes: String,
    /// Minutes of all parts together, and of the meeting.
    pub all: i32,
    pub planned: i32,
    pub action: String,
    pub back: String,
    pub errors: Errors,
}

#[derive(Serialize)]
pub struct AgendaRow {
    /// Empty as long as nothing is stored.
    pub id: String,
    pub kind: &'static str,
    pub label: String,
    /// As it was typed.
    pub minutes: String,
    pub wrong: bool,
    pub begun: bool,
}

impl View for AgendaPage {
    const TEMPLATE: &'static str = "meetings/agenda.html";

    fn samples() -> Vec<Self> {
        let row = |label: &str, minutes: &str, begun| AgendaRow {
            id: "1".into(),
            kind: "case",
            label: label.into(),
            minutes: minutes.into(),
            wrong: minutes != "45",
            begun,
        };
        let page = |all| Self {
            rows: vec![row("Casus 1", "45", true), row("Casus 2", "45", false)],
            kinds: vec![Choice { value: "break".into(), label: "Pauze".into() }],
            add: String::new(),
            add_minutes: "10".into(),
            all,
            planned: 90,
            action: "#".into(),
            back: "#".into(),
            errors: Errors::default(),
        };
        let mut wrong = page(60);
        wrong.rows[1] = row("Casus 2", "een kwartier", false);
        wrong.errors.add("minutes", "agenda-minutes-wrong");
        let mut wrong_more = page(90);
        (wrong_more.add, wrong_more.add_minutes) = ("break".into(), "kort".into());
        wrong_more.errors.add("add_minutes", "agenda-add-minutes-wrong");
        vec![page(90), page(120), wrong, wrong_more]
    }
}
