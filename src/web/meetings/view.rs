//! What the pages of meetings show.

mod arranged;
mod gone_through;
mod pitched;

use serde::Serialize;

use crate::web::views::{Entry, View, entry};

pub use arranged::{MeetingFormPage, SeriesPage};
pub use gone_through::{AgendaPage, AgendaRow, AttendancePart, Attendee, LookBackPart, PartRow, PlanPart};
pub use pitched::{PitchForm, PitchPage, PitchRow, Pitching};

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![
        entry::<MeetingsPage>(),
        entry::<MeetingPage>(),
        entry::<MeetingFormPage>(),
        entry::<SeriesPage>(),
        entry::<AgendaPage>(),
        entry::<PitchPage>(),
    ]
}

/// A team's meetings.
#[derive(Serialize)]
pub struct MeetingsPage {
    pub team: String,
    pub team_url: String,
    pub url: String,
    /// Series that go on: address and rhythm.
    pub series: Vec<(String, String)>,
    pub new_series: String,
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
    pub cancelled: bool,
}

impl View for MeetingsPage {
    const TEMPLATE: &'static str = "meetings/index.html";

    fn samples() -> Vec<Self> {
        let row = |case: &str, presenter: &str, cancelled| MeetingRow {
            href: "/o/maaskant/meetings/1".into(),
            date: "dinsdag 3 maart 2026".into(),
            case: case.into(),
            presenter: presenter.into(),
            cancelled,
        };
        let page = |upcoming, past, may_plan| Self {
            team: "Team Noord".into(),
            team_url: "/o/maaskant/teams/1".into(),
            url: "/o/maaskant/teams/1/meetings".into(),
            series: vec![("/o/maaskant/series/1".into(), "Elke maand".into())],
            new_series: "/o/maaskant/teams/1/series/new".into(),
            upcoming,
            past,
            may_plan,
        };
        let upcoming = vec![row("De deur blijft dicht", "Tomasz", false), row("", "", false), row("", "", true)];
        vec![
            page(upcoming, vec![row("", "", false)], true),
            Self { series: vec![], ..page(vec![], vec![], true) },
            Self { series: vec![], ..page(vec![], vec![], false) },
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
    /// What was promised in the conversation about it, for who sat there.
    pub follow_ups: String,
}

/// Somebody of the team.
#[derive(Clone, Serialize)]
pub struct TeamPerson {
    pub name: String,
    pub role: String,
    pub own: bool,
}

/// Something to choose.
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

/// Where a meeting is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Before,
    /// It is the day, and nobody has begun.
    Today,
    Going,
    After,
    Cancelled,
}

/// One meeting.
#[derive(Serialize)]
pub struct MeetingPage {
    pub date: String,
    /// From when to when, and where; empty when that isn't known.
    pub time: String,
    pub place: String,
    pub team: String,
    pub back: String,
    pub url: String,
    pub stage: Stage,
    pub plan: Option<PlanPart>,
    pub pitching: Option<Pitching>,
    /// What is due: what became of it?
    pub became: Vec<crate::web::follow_ups::view::FollowUpRow>,
    /// What was said last time about next time.
    pub last_time: Vec<String>,
    pub attendance: Option<AttendancePart>,
    pub look_back: Option<LookBackPart>,
    /// Where the meeting is changed; empty for who may not.
    pub edit: String,
    pub case: Option<OfferedCase>,
    pub may_take_off: bool,
    pub may_choose: bool,
    pub own_ready: Vec<Choice>,
    pub new_case: String,
    pub people: Vec<TeamPerson>,
    /// To choose from when a conversation opens; the first is taken when nobody chooses.
    pub methods: Vec<Choice>,
    pub conversation: Conversation,
    /// Address of the conversation that goes on; empty when there is none.
    pub conversation_url: String,
}

impl View for MeetingPage {
    const TEMPLATE: &'static str = "meetings/show.html";

    fn samples() -> Vec<Self> {
        let case = |own, discussed| {
            let href = "/o/maaskant/cases/1".into();
            let follow_ups = if discussed { "/o/maaskant/deliberations/1/follow-ups" } else { "" }.into();
            let (title, presenter) = ("De deur blijft dicht".into(), "Tomasz".into());
            Some(OfferedCase { title, presenter, href, own, discussed, follow_ups })
        };
        let page = |case: Option<OfferedCase>, may_choose, conversation, stage| Self {
            date: "dinsdag 3 maart 2026".into(),
            time: "14:00".into(),
            place: "Buurthuis De Kade".into(),
            team: "Team Noord".into(),
            back: "/o/maaskant/teams/1/meetings".into(),
            url: "/o/maaskant/meetings/1".into(),
            stage,
            plan: Some(PlanPart::sample(stage == Stage::Going)),
            pitching: Some(Pitching::sample(stage == Stage::Before)),
            became: crate::web::follow_ups::view::FollowUpRow::samples(),
            last_time: vec!["Eerder beginnen met de casus".into()],
            attendance: Some(AttendancePart::sample()),
            look_back: Some(LookBackPart::sample()),
            edit: "/o/maaskant/meetings/1/edit".into(),
            may_take_off: case.as_ref().is_some_and(|case| case.own),
            case,
            may_choose,
            methods: vec![Choice { value: "omgangsoverleg".into(), label: "Omgangsoverleg".into() }],
            own_ready: vec![Choice { value: "1".into(), label: "De deur blijft dicht".into() }],
            new_case: "/o/maaskant/teams/1/cases/new".into(),
            people: vec![TeamPerson { name: "Tomasz".into(), role: "gespreksleider".into(), own: true }],
            conversation,
            conversation_url: "/o/maaskant/deliberations/1".into(),
        };
        let bare = Self {
            time: String::new(),
            place: String::new(),
            plan: None,
            pitching: None,
            became: vec![],
            last_time: vec![],
            attendance: None,
            look_back: None,
            edit: String::new(),
            own_ready: vec![],
            ..page(None, true, Conversation::None, Stage::Today)
        };
        vec![
            page(case(true, false), false, Conversation::MayOpen, Stage::Today),
            page(case(false, false), false, Conversation::Enter, Stage::Going),
            page(case(false, false), false, Conversation::Elsewhere, Stage::Going),
            page(case(false, true), true, Conversation::None, Stage::After),
            page(case(true, true), true, Conversation::Read, Stage::After),
            page(None, true, Conversation::None, Stage::Before),
            page(None, false, Conversation::None, Stage::Cancelled),
            bare,
        ]
    }
}
