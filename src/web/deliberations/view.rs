//! What the pages of a conversation show.

mod board;
mod here;
mod own;

use std::sync::Arc;

use entity::case;
use minijinja::Value;
use serde::Serialize;

use super::drawn::{Drawn, Frame};
use crate::web::Errors;
use crate::web::joining::{Door, Square};
use crate::web::library::Before;
use crate::web::views::View;

pub use board::{HandRow, Pile, Piles, Round};
pub use here::{Me, Now, StepRow, Surroundings, VirtueRow};
pub use own::{End, Field, OwnCard, OwnDraft, Place, PlaceLine, Write};

/// What everybody at the table sees alike. Holds nothing hidden and nothing of one person: it is shared by many pages.
#[derive(Clone, Serialize)]
pub struct Table {
    pub base: String,
    pub open: bool,
    /// Dots are being placed and nobody sees them yet.
    pub placing: Option<Placing>,
    /// Dots were revealed in the present step.
    pub revealed: bool,
    pub lines: Vec<Line>,
    pub groups: Vec<Group>,
    pub people: Vec<PersonRow>,
    /// Sentences about who came to lead, and when.
    pub led: Vec<String>,
    /// The presenter is kept out of the present step, and this is their page.
    pub away: bool,
    /// The team talks about itself: there is no case, and no question or virtue to choose.
    pub about_team: bool,
    /// Key of the sentence that says what the presenter does, or nothing.
    pub presenter: &'static str,
    pub round: Option<Round>,
    /// Names, the hand that went up first first.
    pub hands: Vec<HandRow>,
    pub piles: Option<Piles>,
    pub answer: Option<Answer>,
    /// Whoever sees this may change every card.
    pub edits: bool,
}

/// How many have placed their dots.
#[derive(Clone, Serialize)]
pub struct Placing {
    pub placed: i64,
    /// Of how many who are present; 0 where a laptop goes round and nobody can tell.
    pub people: u64,
}

/// A virtue's line with its dots.
#[derive(Clone, Serialize)]
pub struct Line {
    pub virtue: String,
    pub left: String,
    pub right: String,
    pub dots: Vec<i16>,
    pub later: Vec<i16>,
    /// There were fewer than four dots, so none are shown.
    pub too_few: bool,
}

/// The cards of one step.
#[derive(Clone, Serialize)]
pub struct Group {
    pub step: String,
    pub name: String,
    pub now: bool,
    /// How many people wrote something that isn't revealed yet.
    pub hidden: Option<u64>,
    pub named: bool,
    /// Nobody sees what another wrote here, ever.
    pub private: bool,
    pub kinds: Vec<Kind>,
}

/// The cards of one kind.
#[derive(Clone, Serialize)]
pub struct Kind {
    pub label: String,
    pub cards: Vec<Card>,
}

/// A contribution.
#[derive(Clone, Serialize)]
pub struct Card {
    pub id: String,
    pub words: String,
    pub who: String,
    /// Who does it by when, or for whom a lesson holds.
    pub detail: String,
    /// The note-taker may change it: not what has no name.
    pub edits: bool,
    /// How close a question comes, or nothing.
    pub warmth: &'static str,
    pub question: bool,
}

/// Somebody of the conversation.
#[derive(Clone, Serialize)]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    /// Key of the role's words, or nothing.
    pub role: &'static str,
    pub present: bool,
    pub by_proxy: bool,
    pub ready: bool,
}

/// What the presenter said of the learning question.
#[derive(Clone, Serialize)]
pub struct Answer {
    pub key: &'static str,
    pub note: String,
}

/// The shared parts alone, for the event stream.
#[derive(Serialize)]
pub struct LivePart {
    pub table: Arc<Table>,
}

/// The room: the shared parts with everything that is one person's own.
#[derive(Serialize)]
pub struct RoomPage {
    /// The [`Table`], as it was when it was drawn.
    pub table: Value,
    pub drawn: Arc<Drawn>,
    /// The [`Surroundings`] and the case, drawn.
    pub frame: Arc<Frame>,
    /// What the facilitator leads with; empty for others.
    pub lead: Value,
    pub now: Now,
    pub me: Me,
    /// Names of the tools in sight, two at the most, and of those behind "Meer".
    pub shown: Vec<&'static str>,
    pub more: Vec<&'static str>,
    /// What this person has chosen: in a step with votes, or cards that couldn't be put together.
    pub chosen: Vec<String>,
    /// The name for a group that couldn't be made.
    pub group_name: String,
    pub write: Option<Write>,
    pub place: Option<Place>,
    pub end: Option<End>,
    /// Own cards that only their author sees yet.
    pub hidden: Vec<OwnCard>,
    /// Own cards that lie on the table.
    pub own: Vec<OwnCard>,
    /// Own drafts of steps that have passed.
    pub drafts: Vec<OwnDraft>,
    /// What was typed and could not be taken.
    pub kept: Vec<String>,
    /// Of the case that is talked through, for everybody at the table.
    pub case_title: String,
    /// What was talked through before that is like it, when the group looks for what is possible.
    pub before: Before,
    /// Who waits to come in, for the facilitator.
    pub door: Option<Door>,
    /// Where the whole meeting stands, for who may open its page.
    pub meeting: Option<MeetingLine>,
    /// What was promised, once the conversation is over; empty before.
    pub follow_ups: String,
    /// The day on which what stood here was erased; empty while it stands.
    pub gone: String,
    pub errors: Errors,
    /// What was wrong came from behind "Meer".
    pub more_is_wrong: bool,
}

/// The meeting of which the conversation is a part.
#[derive(Clone, Serialize)]
pub struct MeetingLine {
    pub href: String,
    /// Such as "Casus 1, bijeenkomst tot 15:40".
    pub words: String,
}

/// The case as its presenter wrote it. All may be empty.
#[derive(Clone, Default, Serialize)]
pub struct CaseText {
    pub title: String,
    pub story: String,
    pub client_perspective: String,
}

impl From<&case::Model> for CaseText {
    fn from(case: &case::Model) -> Self {
        let case = case.clone();
        Self { title: case.title, story: case.story, client_perspective: case.client_perspective }
    }
}

/// The screen in the room.
#[derive(Serialize)]
pub struct ScreenPage {
    pub table: Arc<Table>,
    pub now: Now,
    pub around: Surroundings,
    pub code: Option<ScreenCode>,
}

/// With what one joins, for a camera and to be read out.
#[derive(Clone, Serialize)]
pub struct ScreenCode {
    pub shown: String,
    pub address: String,
    pub drawn: Square,
}

/// The part of the screen that changes.
#[derive(Serialize)]
pub struct ScreenPart {
    pub table: Arc<Table>,
    pub now: Now,
    pub around: Surroundings,
}

/// The form for changing one contribution.
#[derive(Serialize)]
pub struct EditPage {
    pub base: String,
    pub id: String,
    pub kind: &'static str,
    pub label: String,
    pub hidden: bool,
    pub text: String,
    pub level: String,
    pub who: String,
    pub due: String,
    pub version: i32,
    /// How it stands now, when somebody else changed it meanwhile.
    pub present: Option<String>,
    pub errors: Errors,
}

impl View for LivePart {
    const TEMPLATE: &'static str = "deliberations/_live.html";

    fn samples() -> Vec<Self> {
        super::samples::tables().into_iter().map(|table| Self { table }).collect()
    }
}

impl View for RoomPage {
    const TEMPLATE: &'static str = "deliberations/show.html";

    fn samples() -> Vec<Self> {
        super::samples::rooms()
    }
}

impl View for ScreenPage {
    const TEMPLATE: &'static str = "deliberations/screen.html";

    fn samples() -> Vec<Self> {
        super::samples::screens()
    }
}

impl View for ScreenPart {
    const TEMPLATE: &'static str = "deliberations/_screen_live.html";

    fn samples() -> Vec<Self> {
        super::samples::tables().into_iter().map(ScreenPart::sample).collect()
    }
}

impl ScreenPart {
    fn sample(table: Arc<Table>) -> Self {
        Self { table, now: super::samples::now(), around: super::samples::around() }
    }
}

impl View for EditPage {
    const TEMPLATE: &'static str = "deliberations/edit.html";

    fn samples() -> Vec<Self> {
        super::samples::edits()
    }
}
