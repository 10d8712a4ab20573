//! The conversation's pages: the room, the screen, and everything that is sent from them. All works without script.

mod closing;
mod contributions;
mod placements;
mod recognition;
mod room;
mod samples;
mod steering;
mod stream;
mod table;
mod view;

use axum::extract::Query;
use axum::http::HeaderMap;
use entity::ids::{DeliberationId, MeetingId};
use serde::Deserialize;

use super::extract::redirect;
use super::routing::{Routes, get, post};
use super::start::Coming;
use super::views::{Entry, entry};
use super::{Error, Here, Params, Result};
use crate::deliberations::{self, Refused, require_participant};
pub use closing::RecogniseForm;
pub use recognition::{TensionGroup, tension_groups};
use view::{EditPage, LivePart, RoomPage, ScreenPage, ScreenPart};

/// Routes of this noun.
pub fn routes() -> Routes {
    let one = Routes::new()
        .route("/", get(show))
        .route("/answer", post(closing::answer))
        .route("/close", post(closing::close))
        .route("/contributions", post(contributions::create))
        .route("/contributions/{contribution}", get(contributions::edit).post(contributions::update))
        .route("/placements", post(placements::create))
        .route("/recognitions", post(closing::recognise))
        .route("/reveal", post(steering::reveal))
        .route("/roles", post(steering::hand_over))
        .route("/screen", get(stream::screen))
        .route("/steer", post(steering::steer))
        .route("/stream", get(stream::stream));
    Routes::new()
        .route("/o/{organisation}/meetings/{meeting}/deliberations", post(create))
        .nest("/o/{organisation}/deliberations/{deliberation}", one)
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<RoomPage>(), entry::<LivePart>(), entry::<ScreenPage>(), entry::<ScreenPart>(), entry::<EditPage>()]
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

/// Opens the conversation about a meeting's case, or leads to the one that is open.
async fn create(here: Here, Params((_, meeting)): Params<(String, MeetingId)>) -> Result {
    let app = &here.app;
    let mut tx = app.db.write().await?;
    let id = match deliberations::open(&mut tx, &here.actor, meeting, app.clock.now()).await {
        Ok(opened) => {
            tx.commit().await?;
            opened.id
        }
        Err(Refused::AlreadyOpen(id)) => id,
        Err(refusal) => return Err(refused(refusal)),
    };
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
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
    if require_participant(app.db.read(), &here.actor, id).await.is_err() {
        let mut tx = app.db.write().await?;
        deliberations::enter(&mut tx, &here.actor, id).await.map_err(refused)?;
        tx.commit().await?;
    }
    room::draw(&here, &headers, id, room::Extra { pass: !query.pass.is_empty(), ..room::Extra::default() }).await
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
