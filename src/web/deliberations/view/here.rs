//! Where the group is, and who looks.

use serde::Serialize;

/// What everybody sees around the table as long as the group stays where it is.
#[derive(Clone, Serialize)]
pub struct Surroundings {
    pub question: String,
    pub virtues: Vec<VirtueRow>,
    pub steps: Vec<StepRow>,
    /// The present step's guiding questions.
    pub prompts: Vec<String>,
}

/// Where the group is.
#[derive(Clone, Serialize)]
pub struct Now {
    pub key: String,
    pub name: String,
    pub goal: String,
    /// Minutes and seconds left by the server's clock, and the minutes planned.
    pub minutes_left: i64,
    pub seconds_left: i64,
    pub minutes: i64,
    /// What is left of the planned time, in parts of a hundred.
    pub rest: i64,
    pub paused: bool,
    pub revision: i64,
    /// Changes whenever a page has to be drawn anew.
    pub stage: String,
    pub changes: i64,
}

#[derive(Clone, Serialize)]
pub struct VirtueRow {
    pub name: String,
    pub left: String,
    pub right: String,
}

#[derive(Clone, Serialize)]
pub struct StepRow {
    pub name: String,
    pub state: &'static str,
    pub href: String,
    pub number: usize,
}

/// What this person may do.
#[derive(Clone, Default, Serialize)]
pub struct Me {
    pub facilitator: bool,
    pub presenter: bool,
    pub note_taker: bool,
    /// There is something to reveal in the present step.
    pub reveals: bool,
    pub first: bool,
    pub last: bool,
    /// This person has said to be ready.
    pub ready: bool,
    pub hand: bool,
    /// Key of what they did with their turn, or nothing.
    pub turn: &'static str,
    pub id: String,
    /// This person may tell how warm a question is.
    pub warms: bool,
    /// This person may take the lead.
    pub takes: bool,
}
