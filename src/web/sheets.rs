//! Sheets of paper for a table without screens: the steps with room to write, the lines of the virtues, the report. Print
//! CSS makes A4 of them; on a screen they read as a page.

use entity::ids::{DeliberationId, TeamId};
use serde::Serialize;

use super::deliberations::refused;
use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::{Error, Here, Params, Result};
use crate::deliberations::{Room, require_participant, virtues};
use crate::frameworks;
use crate::methods::{Method, Seen, own};
use crate::teams;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/teams/{team}/methods/{method}/sheets", get(of_method))
        .route("/o/{organisation}/deliberations/{deliberation}/sheets", get(of_conversation))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<SheetsPage>()]
}

/// The sheets.
#[derive(Serialize)]
pub struct SheetsPage {
    back: String,
    team: String,
    name: String,
    question: String,
    steps: Vec<SheetStep>,
    lines: Vec<SheetLine>,
    /// There is a place for dots in this method.
    places: bool,
}

#[derive(Clone, Serialize)]
struct SheetStep {
    name: String,
    goal: String,
    minutes: u16,
    prompts: Vec<String>,
    fields: Vec<String>,
    named: bool,
    quiet: bool,
    private: bool,
}

#[derive(Clone, Serialize)]
struct SheetLine {
    virtue: String,
    left: String,
    right: String,
}

impl View for SheetsPage {
    const TEMPLATE: &'static str = "sheets/show.html";

    fn samples() -> Vec<Self> {
        let step = |named, private| SheetStep {
            name: "Verkennen".into(),
            goal: "Samen zien wat er gebeurt.".into(),
            minutes: 13,
            prompts: vec!["Neem ons mee naar één moment.".into()],
            fields: vec!["Wat zag en hoorde je".into()],
            named,
            quiet: true,
            private,
        };
        let line = SheetLine { virtue: "Geduld".into(), left: "Vluchtig".into(), right: "Traag".into() };
        let page = |lines: Vec<SheetLine>, question: &str, places| Self {
            back: "/o/x".into(),
            team: "Noord".into(),
            name: "Omgangsoverleg".into(),
            question: question.into(),
            steps: vec![step(true, false), step(false, false), step(true, true)],
            lines,
            places,
        };
        vec![
            page(vec![line], "Hoe lang blijf ik aanbellen?", true),
            page(Vec::new(), "", true),
            page(Vec::new(), "", false),
        ]
    }
}

/// Sheets of a method, with all virtues of the team.
async fn of_method(here: Here, Params((_, team, chosen)): Params<(String, TeamId, String)>) -> Result {
    let db = here.app.db.read();
    own::may_shape(db, &here.actor, team).await?.ok_or(Error::NotFound)?;
    let method = own::choose(db, &here.actor, team, &chosen).await?;
    let current = frameworks::current(db, here.actor.organisation, team).await?;
    let line = |v: frameworks::Virtue| SheetLine { virtue: v.name, left: v.too_little, right: v.too_much };
    let lines = current.into_iter().map(line).collect();
    let back = here.url(&format!("/teams/{team}/methods/{chosen}"));
    show(&here, &method, (back, team), String::new(), lines).await
}

/// Sheets of a conversation, with its question and the virtues at its centre.
async fn of_conversation(here: Here, Params((_, id)): Params<(String, DeliberationId)>) -> Result {
    let db = here.app.db.read();
    let seat = require_participant(db, &here.actor, id).await.map_err(refused)?;
    let room = Room::read(db, seat.deliberation).await?;
    let central = virtues(db, &room.deliberation).await?;
    let line = |v: crate::deliberations::Virtue| SheetLine { virtue: v.name, left: v.too_little, right: v.too_much };
    let lines = central.into_iter().map(line).collect();
    let back = here.url(&format!("/deliberations/{id}"));
    let question = room.deliberation.learning_question.clone();
    show(&here, &room.method, (back, room.deliberation.team_id), question, lines).await
}

async fn show(
    here: &Here,
    method: &Method,
    (back, team): (String, TeamId),
    question: String,
    lines: Vec<SheetLine>,
) -> Result {
    let code = here.language.code();
    let team = teams::find(here.app.db.read(), here.actor.organisation, team).await?.ok_or(Error::NotFound)?;
    let steps = method.steps.iter().map(|step| SheetStep {
        name: step.name.get(code).to_owned(),
        goal: step.goal.get(code).to_owned(),
        minutes: step.minutes,
        prompts: step.prompts.iter().map(|prompt| prompt.get(code).to_owned()).collect(),
        fields: step.yields.iter().map(|asked| asked.label.get(code).to_owned()).collect(),
        named: step.named,
        quiet: step.seen == Seen::AfterReveal && !step.yields.is_empty(),
        private: step.seen == Seen::AuthorOnly,
    });
    let view = SheetsPage {
        back,
        team: team.name,
        name: method.name.get(code).to_owned(),
        question,
        steps: steps.collect(),
        lines,
        places: method.steps.iter().any(|step| step.placed().is_some()),
    };
    here.page(&here.language.t("sheets-title"), &view)
}
