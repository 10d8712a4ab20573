//! What the pages of meetings show.

use serde::Serialize;

use crate::web::Errors;
use crate::web::views::{Entry, View, entry};

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<MeetingsPage>(), entry::<MeetingPage>(), entry::<MeetingFormPage>()]
}

/// A team's meetings.
#[derive(Serialize)]
pub struct MeetingsPage {
    pub team: String,
    pub team_url: String,
    pub url: String,
    pub upcoming: Vec<MeetingRow>,
    pub past: Vec<MeetingRow>,
    pub may_plan: bool,
}

/// A meeting in the list.
#[derive(Clone, Serialize)]
pub struct MeetingRow {
    pub href: String,
    pub date: String,
    /// Title of the case; empty when there is none.
    pub case: String,
    pub presenter: String,
}

impl View for MeetingsPage {
    const TEMPLATE: &'static str = "meetings/index.html";

    fn samples() -> Vec<Self> {
        let row = |case: &str, presenter: &str| MeetingRow {
            href: "/o/maaskant/meetings/1".into(),
            date: "dinsdag 3 maart 2026".into(),
            case: case.into(),
            presenter: presenter.into(),
        };
        let page = |upcoming, past, may_plan| Self {
            team: "Team Noord".into(),
            team_url: "/o/maaskant/teams/1".into(),
            url: "/o/maaskant/teams/1/meetings".into(),
            upcoming,
            past,
            may_plan,
        };
        vec![
            page(vec![row("De deur blijft dicht", "Tomasz"), row("", "")], vec![row("", "")], true),
            page(vec![], vec![], true),
            page(vec![], vec![], false),
        ]
    }
}

/// The case on a meeting, as the team sees it.
#[derive(Clone, Serialize)]
pub struct OfferedCase {
    pub title: String,
    pub presenter: String,
    /// Its page, for the presenter alone.
    pub href: String,
    pub own: bool,
    pub discussed: bool,
}

/// Somebody of the team.
#[derive(Clone, Serialize)]
pub struct TeamPerson {
    pub name: String,
    pub role: String,
    pub own: bool,
}

/// An own case that could be brought in.
#[derive(Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

/// The conversation that goes on at the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Conversation {
    /// There is none, and this person can't open one.
    None,
    /// This person can open one.
    MayOpen,
    /// One is open, and this person is in it or expected.
    Enter,
    /// One was held, and this person was there.
    Read,
    /// One is open, of which this person is no part yet.
    Elsewhere,
}

/// One meeting.
#[derive(Serialize)]
pub struct MeetingPage {
    pub date: String,
    pub team: String,
    pub back: String,
    pub url: String,
    pub case: Option<OfferedCase>,
    pub may_take_off: bool,
    pub may_choose: bool,
    pub own_ready: Vec<Choice>,
    pub new_case: String,
    pub people: Vec<TeamPerson>,
    pub conversation: Conversation,
    /// Address of the conversation that goes on; empty when there is none.
    pub conversation_url: String,
}

impl View for MeetingPage {
    const TEMPLATE: &'static str = "meetings/show.html";

    fn samples() -> Vec<Self> {
        let case = |own, discussed| {
            let href = "/o/maaskant/cases/1".into();
            Some(OfferedCase { title: "De deur blijft dicht".into(), presenter: "Tomasz".into(), href, own, discussed })
        };
        let page = |case: Option<OfferedCase>, may_choose, conversation| Self {
            date: "dinsdag 3 maart 2026".into(),
            team: "Team Noord".into(),
            back: "/o/maaskant/teams/1/meetings".into(),
            url: "/o/maaskant/meetings/1".into(),
            may_take_off: case.as_ref().is_some_and(|case| case.own),
            case,
            may_choose,
            own_ready: vec![Choice { value: "1".into(), label: "De deur blijft dicht".into() }],
            new_case: "/o/maaskant/teams/1/cases/new".into(),
            people: vec![TeamPerson { name: "Tomasz".into(), role: "gespreksleider".into(), own: true }],
            conversation,
            conversation_url: "/o/maaskant/deliberations/1".into(),
        };
        let empty = Self { own_ready: vec![], ..page(None, true, Conversation::None) };
        vec![
            page(case(true, false), false, Conversation::MayOpen),
            page(case(false, false), false, Conversation::Enter),
            page(case(false, false), false, Conversation::Elsewhere),
            page(case(false, true), true, Conversation::None),
            page(case(true, true), true, Conversation::Read),
            page(None, true, Conversation::None),
            empty,
        ]
    }
}

/// Planning a meeting, or writing one down that has been.
#[derive(Serialize)]
pub struct MeetingFormPage {
    pub team: String,
    pub url: String,
    pub date: String,
    pub case: String,
    pub own_ready: Vec<Choice>,
    pub errors: Errors,
}

impl View for MeetingFormPage {
    const TEMPLATE: &'static str = "meetings/new.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("date", "meetings-date-wrong");
        let page = |own_ready, errors| Self {
            team: "Team Noord".into(),
            url: "/o/maaskant/teams/1/meetings".into(),
            date: "2026-03-03".into(),
            case: String::new(),
            own_ready,
            errors,
        };
        let none = Choice { value: String::new(), label: "Nog geen".into() };
        vec![page(vec![none], Errors::default()), page(vec![], errors)]
    }
}
