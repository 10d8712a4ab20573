//! Pitches, and the form for one.

use serde::Serialize;

use super::Choice;
use crate::web::Errors;
use crate::web::views::View;

/// A meeting's pitches, with what the reader may do.
#[derive(Clone, Serialize)]
pub struct Pitching {
    pub rows: Vec<PitchRow>,
    pub may_pitch: bool,
    /// The reader has pitched.
    pub pitched: bool,
    pub may_vote: bool,
    pub voted: bool,
    /// How many votes everybody has.
    pub votes: i32,
    /// The votes are shown.
    pub shown: bool,
    pub may_choose: bool,
    /// Whose turn it is, when the group goes by turn.
    pub turns: Vec<String>,
    pub url: String,
}

#[derive(Clone, Serialize)]
pub struct PitchRow {
    pub id: String,
    pub title: String,
    pub name: String,
    pub own: bool,
    pub sentences: Vec<String>,
    pub chosen: bool,
    pub voted: bool,
    pub votes: Option<usize>,
}

impl Pitching {
    pub fn sample(full: bool) -> Self {
        let row = |own, chosen, votes| PitchRow {
            id: "1".into(),
            title: "De deur blijft dicht".into(),
            name: "Tomasz".into(),
            own,
            sentences: vec!["Mevrouw doet niet meer open.".into()],
            chosen,
            voted: own,
            votes,
        };
        Self {
            rows: if full { vec![row(true, false, None), row(false, true, Some(2))] } else { vec![] },
            may_pitch: true,
            pitched: full,
            may_vote: full,
            voted: full,
            votes: 2,
            shown: !full,
            may_choose: full,
            turns: if full { vec![] } else { vec!["Noor".into(), "Tomasz".into()] },
            url: "/o/maaskant/meetings/1".into(),
        }
    }
}

/// A pitch as it is typed.
#[derive(Serialize)]
pub struct PitchForm {
    pub title: String,
    pub what: String,
    pub why: String,
    pub question: String,
    pub case: String,
}

/// The form for a pitch.
#[derive(Serialize)]
pub struct PitchPage {
    pub when: String,
    pub form: PitchForm,
    /// Own cases that are ready.
    pub ready: Vec<Choice>,
    pub action: String,
    pub back: String,
    pub errors: Errors,
}

impl View for PitchPage {
    const TEMPLATE: &'static str = "meetings/pitch.html";

    fn samples() -> Vec<Self> {
        let page = |ready, errors| Self {
            when: "dinsdag 3 maart 2026".into(),
            form: PitchForm {
                title: "De deur".into(),
                what: String::new(),
                why: String::new(),
                question: String::new(),
                case: String::new(),
            },
            ready,
            action: "#".into(),
            back: "#".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("what", "form-required");
        vec![page(vec![], errors), page(vec![Choice { value: String::new(), label: "Geen".into() }], Errors::default())]
    }
}
