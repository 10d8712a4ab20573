//! The live parts: an event stream, and the screen in the room.
//!
//! Each event is the present state, read anew; who reads it is asked again each time. The shared part is rendered once
//! for all who may see the same.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use entity::ids::DeliberationId;
use entity::organisation;
use futures_util::stream;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::refused;
use super::room::{role, scene};
use super::table::Scene;
use super::view::{LivePart, ScreenPage, ScreenPart};
use crate::app::App;
use crate::crypto::Token;
use crate::deliberations::hub::Audience;
use crate::deliberations::{Refused, Seat};
use crate::people::{Actor, logins};
use crate::web::views::{self, Chrome};
use crate::web::words::Language;
use crate::web::{Here, Params, Result, cookies};

/// How often a quiet stream says that it is still there.
const STILL_THERE: Duration = Duration::from_secs(20);

#[derive(Deserialize)]
pub struct StreamQuery {
    #[serde(default)]
    screen: String,
}

/// Streams the present state whenever it changes.
pub async fn stream(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Query(query): Query<StreamQuery>,
) -> Result {
    let app = here.app.clone();
    // The ear comes before the first look, so that nothing falls in between.
    let ear = app.hub.subscribe(id);
    scene(app.db.read(), &here.actor, id, here.language).await.map_err(refused)?;
    let token = cookies::read(&headers, &app.config, cookies::LOGIN).unwrap_or_default();
    let reader = Reader {
        actor: here.actor.clone(),
        language: here.language,
        screen: !query.screen.is_empty(),
        token: Token::from_text(&token),
        sent: None,
        app,
        id,
        ear,
    };
    let events = stream::unfold(reader, |mut reader| async move {
        let event = reader.next().await?;
        Some((Ok::<_, Infallible>(event), reader))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(STILL_THERE)).into_response())
}

/// Shows the screen in the room. Nothing private belongs there.
pub async fn screen(here: Here, Params((_, id)): Params<(String, DeliberationId)>) -> Result {
    let db = here.app.db.read();
    let (_, scene) = scene(db, &here.actor, id, here.language).await.map_err(refused)?;
    let now = scene.now(here.app.clock.now(), "screen");
    let page = ScreenPage { table: scene.table(db, false).await?, now };
    here.page(&page.now.name.clone(), &page)
}

/// One open stream.
struct Reader {
    app: App,
    actor: Actor,
    language: Language,
    screen: bool,
    token: Token,
    id: DeliberationId,
    ear: watch::Receiver<u64>,
    /// The count of changes that this reader knows.
    sent: Option<i64>,
}

/// What an event carries beside its id, the count of changes.
#[derive(Serialize)]
struct Present<'a> {
    stage: String,
    seconds: i64,
    minutes: u16,
    /// For the facilitator: there is something to reveal.
    reveals: bool,
    html: &'a str,
}

impl Reader {
    /// Returns the next present state; nothing when the stream has to end.
    async fn next(&mut self) -> Option<Event> {
        let stop = self.app.hub.stop().clone();
        loop {
            if self.sent.is_some() {
                tokio::select! {
                    () = stop.cancelled() => return None,
                    heard = self.ear.changed() => heard.ok()?,
                }
            }
            self.ear.mark_unchanged();
            match self.read().await {
                Ok(Some(event)) => return Some(event),
                Ok(None) => {}
                Err(Refused::Database(error)) => {
                    tracing::warn!(%error, "a stream cannot read");
                    return None;
                }
                Err(_) => return None,
            }
        }
    }

    /// Reads the present state, when it is another than the last.
    async fn read(&mut self) -> std::result::Result<Option<Event>, Refused> {
        self.still_allowed().await?;
        let (seat, scene) = scene(self.app.db.read(), &self.actor, self.id, self.language).await?;
        let changes = scene.room.deliberation.changes;
        if self.sent == Some(changes) {
            return Ok(None);
        }
        let html = self.html(&seat, &scene).await?;
        let now = scene.now(self.app.clock.now(), if self.screen { "screen" } else { role(&seat) });
        let reveals = seat.is_facilitator() && scene.reveals(self.app.db.read()).await?;
        let present =
            Present { stage: now.stage, seconds: now.seconds_left, minutes: now.minutes, reveals, html: &html };
        self.sent = Some(changes);
        let data = serde_json::to_string(&present).map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?;
        Ok(Some(Event::default().event("present").id(changes.to_string()).data(data)))
    }

    /// Asks again who reads: the login may have ended, the person may have left the organisation.
    async fn still_allowed(&mut self) -> std::result::Result<(), Refused> {
        let db = self.app.db.read();
        let (login, account) = logins::find(db, &self.token, self.app.clock.now()).await?.ok_or(Refused::NotFound)?;
        let organisation = organisation::Entity::find_by_id(self.actor.organisation).one(db).await?;
        let organisation = organisation.ok_or(Refused::NotFound)?;
        self.actor = Actor::find(db, &login, &account, organisation).await?.ok_or(Refused::NotFound)?;
        Ok(())
    }

    async fn html(&self, seat: &Seat, scene: &Scene) -> std::result::Result<std::sync::Arc<str>, Refused> {
        let db = self.app.db.read();
        let edits = seat.is_note_taker() && !self.screen;
        let audience = match (self.screen, edits) {
            (true, _) => "screen",
            (false, true) => "note-taker",
            (false, false) => "table",
        };
        let audience = Audience { role: audience, language: self.language.code() };
        let changes = scene.room.deliberation.changes;
        let render = async {
            let chrome = Chrome { lang: self.language, ..Chrome::default() };
            let table = scene.table(db, edits).await?;
            let html = if self.screen {
                views::render(&chrome, &ScreenPart { table, now: scene.now(self.app.clock.now(), "screen") })
            } else {
                views::render(&chrome, &LivePart { table })
            };
            html.map_err(|error| sea_orm::DbErr::Custom(format!("{error:#}")))
        };
        Ok(self.app.hub.rendered(self.id, changes, audience, render).await?)
    }
}
