//! The conversation's pages: the room, the screen, and everything that is sent from them. All works without script.

mod boards;
mod closing;
mod contributions;
mod course;
mod drawn;
mod harvest;
mod leading;
mod own;
mod paper;
mod placements;
mod recognition;
mod room;
mod samples;
mod scene;
mod steering;
mod stream;
mod table;
mod view;
mod voices;

use axum::extract::Query;
use axum::http::HeaderMap;
use entity::ids::{DeliberationId, MeetingId};
use entity::look::{LookKind, LookRole};
use sea_orm::ConnectionTrait;
use serde::Deserialize;

use super::extract::redirect;
use super::routing::{Routes, get, post};
use super::start::Coming;
use super::views::{Entry, entry};
use super::{Error, Form, Here, Params, Result, looks};
use crate::deliberations::participants::Chair;
use crate::deliberations::{self, Refused};
use crate::meetings;
use crate::methods::{self, About, Method};
pub use closing::RecogniseForm;
use drawn::{CardsPart, HandsPart, LeadPart, PeoplePart, RolesPart, TurnsPart};
pub use recognition::{TensionGroup, tension_groups};
use view::{EditPage, LivePart, RoomPage, ScreenPage, ScreenPart};

/// Routes of this noun.
pub fn routes() -> Routes {
    let one = Routes::new()
        .route("/", get(show))
        .route("/answer", post(closing::answer))
        .route("/close", post(closing::close))
        .route("/contributions", post(contributions::create))
        .route("/course", get(course::show))
        .route("/framework", get(harvest::edit).post(harvest::create))
        .route("/groups", post(boards::group))
        .route("/lead", post(leading::take))
        .route("/paper", get(paper::edit).post(paper::create))
        .route("/contributions/{contribution}", get(contributions::edit).post(contributions::update))
        .route("/placements", post(placements::create))
        .route("/recognitions", post(closing::recognise))
        .route("/reveal", post(steering::reveal))
        .route("/roles", post(steering::hand_over))
        .route("/screen", get(stream::screen))
        .route("/signs", post(voices::sign))
        .route("/steer", post(steering::steer))
        .route("/stream", get(stream::stream))
        .route("/timer", post(steering::tick))
        .route("/votes", post(boards::vote))
        .route("/warmth", post(boards::warm));
    Routes::new()
        .route("/o/{organisation}/meetings/{meeting}/deliberations", post(create))
        .nest("/o/{organisation}/deliberations/{deliberation}", one)
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![
        entry::<RoomPage>(),
        entry::<LivePart>(),
        entry::<CardsPart>(),
        entry::<PeoplePart>(),
        entry::<TurnsPart>(),
        entry::<HandsPart>(),
        entry::<RolesPart>(),
        entry::<LeadPart>(),
        entry::<ScreenPage>(),
        entry::<ScreenPart>(),
        entry::<EditPage>(),
        entry::<course::CoursePage>(),
        entry::<harvest::HarvestPage>(),
        entry::<paper::PaperPage>(),
    ]
}

/// Turns a refusal into an answer; what has a place on the page is caught before.
pub(super) fn refused(refusal: Refused) -> Error {
    match refusal {
        Refused::NotFound | Refused::NoCase => Error::NotFound,
        Refused::Conflict | Refused::AlreadyOpen(_) => Error::Conflict,
        Refused::Empty | Refused::TooLong | Refused::NotAsked | Refused::Full => Error::Malformed,
        Refused::Database(error) => Error::from(error),
    }
}

#[derive(Deserialize)]
struct OpenForm {
    /// A method of the product by its key, or one of the team by its id; the standard one when nothing is said.
    #[serde(default)]
    method: String,
}

/// Opens the conversation about a meeting's case, or leads to the one that is open.
async fn create(here: Here, Params((_, meeting)): Params<(String, MeetingId)>, Form(form): Form<OpenForm>) -> Result {
    let app = &here.app;
    let mut tx = app.db.write().await?;
    let method = chosen_method(&here, tx.conn(), meeting, &form.method).await?;
    let id = match deliberations::opening::open_with(&mut tx, &here.actor, meeting, &method, app.clock.now()).await {
        Ok(opened) => {
            tx.commit().await?;
            opened.id
        }
        Err(Refused::AlreadyOpen(id)) => id,
        Err(refusal) => return Err(refused(refusal)),
    };
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
}

/// Finds the method that was chosen, among the product's and those of the meeting's team.
async fn chosen_method<C: ConnectionTrait>(here: &Here, db: &C, meeting: MeetingId, chosen: &str) -> Result<Method> {
    if chosen.is_empty() {
        return Ok(methods::standard().clone());
    }
    let team = meetings::get(db, &here.actor, meeting).await?.0.meeting.team_id;
    methods::own::choose(db, &here.actor, team, chosen).await.map_err(|refusal| match refusal {
        methods::own::Refused::Database(error) => Error::from(error),
        _ => Error::NotFound,
    })
}

#[derive(Deserialize)]
struct ShowQuery {
    #[serde(default)]
    pass: String,
}

/// Shows the room; who is expected comes in with it.
async fn show(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Query(query): Query<ShowQuery>,
) -> Result {
    let app = &here.app;
    let chair = Chair::find(app.db.read(), &here.actor, id).await.map_err(refused)?;
    let in_meeting = chair.is_in_meeting();
    let seat = if chair.has_to_enter() {
        let mut tx = app.db.write().await?;
        let seat = deliberations::enter(&mut tx, &here.actor, id).await.map_err(refused)?;
        tx.commit().await?;
        seat
    } else {
        chair.taken().map_err(refused)?
    };
    let extra = room::Extra { pass: !query.pass.is_empty(), in_meeting, ..room::Extra::default() };
    let (talk, role) = (seat.deliberation.clone(), role_of(&seat));
    // Boxed: it is by far the largest of what a handler waits for, and is moved whenever the handler is.
    let page = Box::pin(room::draw_for(&here, &headers, seat, extra)).await?;
    // A conversation of the team about itself has a case in nobody's list.
    if methods::kept(app.db.read(), &talk.method_hash).await?.about == About::Case {
        looks::note(&here, talk.presenter_id, (LookKind::Case, talk.case_id.0), role).await?;
    }
    Ok(page)
}

fn role_of(seat: &deliberations::Seat) -> LookRole {
    if seat.is_facilitator() { LookRole::Facilitator } else { LookRole::Participant }
}

/// Lists the conversations that are going on now, for the first page.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let open = deliberations::open_for(here.app.db.read(), &here.actor).await?;
    let line = |conversation: &deliberations::OpenConversation| Coming {
        label: here.language.t("deliberations-coming"),
        title: conversation.title.clone(),
        href: here.url(&format!("/deliberations/{}", conversation.id)),
        notes: Vec::new(),
    };
    Ok(open.iter().map(line).collect())
}
