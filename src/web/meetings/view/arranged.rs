//! The form that plans or changes a meeting or a series, and a series' page.

use serde::Serialize;

use super::Choice;
use crate::web::Errors;
use crate::web::meetings::arrange::Typed;
use crate::web::views::View;

/// Planning a meeting, moving it, writing one down that has been; or planning a series.
#[derive(Serialize)]
pub struct MeetingFormPage {
    pub title: String,
    pub lead: String,
    pub submit: String,
    /// Whether mail goes out here.
    pub mail: bool,
    pub series: bool,
    /// Where the meeting is called off, when it exists.
    pub cancel: Option<String>,
    pub ways: Vec<Choice>,
    pub rhythms: Vec<Choice>,
    /// For which meetings of a series a change holds; empty where there is no series.
    pub scopes: Vec<Choice>,
    pub own_ready: Vec<Choice>,
    pub form: Typed,
    pub action: String,
    pub back: String,
    pub errors: Errors,
}

impl View for MeetingFormPage {
    const TEMPLATE: &'static str = "meetings/edit.html";

    fn samples() -> Vec<Self> {
        let choice = |value: &str| Choice { value: value.into(), label: "Iets".into() };
        let page = |series: bool, cancel: Option<&str>, errors| Self {
            title: "Plan een bijeenkomst".into(),
            lead: "Voor Team Noord".into(),
            submit: "Plan".into(),
            mail: !series,
            series,
            cancel: cancel.map(str::to_owned),
            ways: vec![choice("vote"), choice("turn")],
            rhythms: vec![choice("monthly")],
            scopes: if series { Vec::new() } else { vec![choice("this"), choice("later")] },
            own_ready: if series { vec![] } else { vec![choice("")] },
            form: Typed { date: "2026-03-03".into(), choice: "vote".into(), ..Typed::default() },
            action: "#".into(),
            back: "/o/maaskant/teams/1/meetings".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("date", "meetings-date-wrong");
        errors.add("starts", "meetings-starts-wrong");
        vec![page(false, None, Errors::default()), page(true, None, errors), page(false, Some("#"), Errors::default())]
    }
}

/// A series with what is planned of it.
#[derive(Serialize)]
pub struct SeriesPage {
    pub team: String,
    pub rhythm: String,
    pub starts: String,
    pub place: String,
    /// Address and moment of the meetings to come.
    pub coming: Vec<(String, String)>,
    pub may_change: bool,
    pub ended: bool,
    pub url: String,
    pub back: String,
}

impl View for SeriesPage {
    const TEMPLATE: &'static str = "meetings/series.html";

    fn samples() -> Vec<Self> {
        let page = |coming, may_change, ended| Self {
            team: "Team Noord".into(),
            rhythm: "Elke maand".into(),
            starts: "14:00".into(),
            place: if ended { String::new() } else { "De Kade".into() },
            coming,
            may_change,
            ended,
            url: "/o/maaskant/series/1".into(),
            back: "#".into(),
        };
        vec![page(vec![("#".into(), "dinsdag 3 maart 2026".into())], true, false), page(vec![], false, true)]
    }
}
