//! The live parts: an event stream, and the screen in the room.
//!
//! Each event is the present state, read anew; who may read it is asked again at each change, once for all streams. What
//! is sent is rendered once for all who may see the same.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use entity::deliberation::DeliberationState;
use entity::ids::DeliberationId;
use futures_util::stream;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::refused;
use super::room::{role, scene};
use super::scene::Scene;
use super::view::{LivePart, ScreenCode, ScreenPage, ScreenPart};
use crate::app::App;
use crate::crypto::Token;
use crate::deliberations::attendance::Attendance;
use crate::deliberations::hub::Audience;
use crate::deliberations::{Refused, Seat, joining};
use crate::people::Actor;
use crate::retention::read;
use crate::web::extract::redirect;
use crate::web::views::{self, Chrome};
use crate::web::words::Language;
use crate::web::{Here, Params, Result, cookies};

/// How often a quiet stream says that it is still there; a page that hears nothing for longer asks anew.
const STILL_THERE: Duration = Duration::from_secs(10);
/// After how long a browser asks anew when a stream broke off.
const RETRY: Duration = Duration::from_millis(800);

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
    let (_, scene) = scene(&app, &here.actor, id, here.language).await.map_err(refused)?;
    if !scene.room.is_open() {
        // Nothing comes any more: this answer tells a browser not to ask again.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let token = cookies::read(&headers, &app.config, cookies::LOGIN).unwrap_or_default();
    let reader = Reader {
        actor: here.actor.clone(),
        language: here.language,
        screen: !query.screen.is_empty(),
        token: Token::from_text(&token),
        sent: None,
        over: false,
        app,
        id,
        ear,
    };
    let events = stream::unfold(reader, |mut reader| async move {
        let event = reader.next().await?;
        Some((Ok::<_, Infallible>(event), reader))
    });
    Ok(Sse::new(events)
        .keep_alive(KeepAlive::new().interval(STILL_THERE).event(Event::default().event("still").data("")))
        .into_response())
}

/// Shows the screen in the room. Nothing private belongs there.
pub async fn screen(here: Here, Params((_, id)): Params<(String, DeliberationId)>) -> Result {
    let (seat, scene) = scene(&here.app, &here.actor, id, here.language).await.map_err(refused)?;
    if !scene.room.is_open() && read::gone_at(here.app.db.read(), here.actor.organisation, id).await?.is_some() {
        // Nothing is left to show to the room.
        return Ok(redirect(&scene.base));
    }
    let now = scene.now(here.app.clock.now(), "screen");
    let table = scene.table(&here.app, seat.reader(), false).await?;
    let page = ScreenPage { table, now, around: scene.around(), code: code(&here, &seat) };
    here.page(&page.now.name.clone(), &page)
}

/// Draws the code: with it one asks to come in, and sees nothing yet.
fn code(here: &Here, seat: &Seat) -> Option<ScreenCode> {
    let code = joining::code::of(&seat.deliberation, here.app.clock.now())?;
    let public = &here.app.config.public_url;
    let address = format!("{}/join", public.split_once("://").map_or(public.as_str(), |(_, rest)| rest));
    Some(ScreenCode { shown: code.shown(), drawn: joining::qr(public, &code).into(), address })
}

/// Who gets the same event: what is steered differs by role, the presenter may be kept out, and the screen gets its own.
#[derive(Clone, Copy)]
struct Kind {
    screen: bool,
    leads: bool,
    notes: bool,
    presents: bool,
}

impl Kind {
    fn of(seat: &Seat, screen: bool) -> Self {
        Self { screen, leads: seat.is_facilitator(), notes: seat.is_note_taker(), presents: seat.is_presenter() }
    }

    /// Names those for whom a whole event is the same.
    fn event(self) -> &'static str {
        match (self.screen, self.leads, self.notes, self.presents) {
            (true, _, _, false) => "event-screen",
            (true, _, _, true) => "event-screen-of-presenter",
            (_, true, true, false) => "event-leads-and-notes",
            (_, true, true, true) => "event-leads-notes-and-presents",
            (_, true, false, false) => "event-leads",
            (_, true, false, true) => "event-leads-and-presents",
            (_, false, true, false) => "event-notes",
            (_, false, true, true) => "event-notes-and-presents",
            (_, false, false, true) => "event-presents",
            (_, false, false, false) => "event-takes-part",
        }
    }

    /// Names those for whom the shared parts are the same.
    fn part(self) -> &'static str {
        match (self.screen, self.notes, self.presents) {
            (true, _, false) => "screen",
            (true, _, true) => "screen-of-presenter",
            (false, true, false) => "note-taker",
            (false, true, true) => "note-taker-and-presenter",
            (false, false, true) => "presenter",
            (false, false, false) => "table",
        }
    }
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
    /// The last event has been sent.
    over: bool,
}

/// What an event carries beside its id, the count of changes.
#[derive(Serialize)]
struct Present<'a> {
    stage: String,
    seconds: i64,
    minutes: i64,
    paused: bool,
    /// For the facilitator: there is something to reveal.
    reveals: bool,
    html: &'a str,
}

impl Reader {
    /// Returns the next present state; nothing when the stream has to end. Whoever may no longer read hears that first.
    async fn next(&mut self) -> Option<Event> {
        let stop = self.app.hub.stop().clone();
        if self.over {
            return None;
        }
        loop {
            if self.sent.is_some() {
                tokio::select! {
                    () = stop.cancelled() => return None,
                    heard = self.ear.changed() => heard.ok()?,
                }
            }
            let ring = *self.ear.borrow_and_update();
            match self.read(ring).await {
                Ok(Some(event)) => return Some(event),
                Ok(None) => {}
                Err(Refused::Database(error)) => {
                    tracing::warn!(%error, "a stream cannot read");
                    return None;
                }
                Err(_) => {
                    self.over = true;
                    return Some(Event::default().event("over").data("over"));
                }
            }
        }
    }

    /// Reads the present state, when it is another than the last.
    async fn read(&mut self, ring: u64) -> std::result::Result<Option<Event>, Refused> {
        let (hub, id) = (self.app.hub.clone(), self.id);
        let attend = Attendance::read(self.app.db.read(), self.actor.organisation, id, self.app.clock.now());
        // The first look is a fresh one: this device may have come in after the last ring.
        let attendance = match self.sent {
            None => Arc::new(attend.await?),
            Some(_) => hub.attendance(id, ring, attend).await?,
        };
        let seat = attendance.seat(&self.token.hash()).filter(|seat| seat.account == self.actor.account);
        let seat = seat.ok_or(Refused::NotFound)?;
        // With the close a conversation has its last state. A device that joined by code has no part in it any more.
        self.over = seat.deliberation.state == DeliberationState::Closed;
        if self.over && self.actor.only.is_some() {
            return Err(Refused::NotFound);
        }
        let changes = attendance.changes();
        if self.sent == Some(changes) {
            return Ok(None);
        }
        let kind = Kind::of(&seat, self.screen);
        let audience = Audience { role: kind.event(), language: self.language.code() };
        // Boxed where it is rendered: a thousand waiting readers needn't hold the room for it.
        let data = hub.once(id, changes, audience, async { Box::pin(self.data()).await }).await?;
        self.sent = Some(changes);
        Ok(Some(Event::default().event("present").retry(RETRY).id(changes.to_string()).data(&*data)))
    }

    /// Renders an event's data, for all readers of the same kind.
    async fn data(&self) -> std::result::Result<String, Refused> {
        let (seat, scene) = scene(&self.app, &self.actor, self.id, self.language).await?;
        let html = self.html(&seat, &scene).await?;
        let now = scene.now(self.app.clock.now(), if self.screen { "screen" } else { role(&seat) });
        let reveals = seat.is_facilitator() && scene.reveals(&self.app).await?;
        let present = Present {
            stage: now.stage,
            seconds: now.seconds_left,
            minutes: now.minutes,
            paused: now.paused,
            reveals,
            html: &html,
        };
        Ok(serde_json::to_string(&present).map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?)
    }

    async fn html(&self, seat: &Seat, scene: &Scene) -> std::result::Result<Arc<String>, Refused> {
        let kind = Kind::of(seat, self.screen);
        let edits = kind.notes && !self.screen;
        let audience = Audience { role: kind.part(), language: self.language.code() };
        let changes = scene.room.deliberation.changes;
        let render = async {
            let chrome = Chrome { lang: self.language, ..Chrome::default() };
            let table = scene.table(&self.app, seat.reader(), edits).await?;
            let html = if self.screen {
                views::render(
                    &chrome,
                    &ScreenPart { table, now: scene.now(self.app.clock.now(), "screen"), around: scene.around() },
                )
            } else {
                views::render(&chrome, &LivePart { table })
            };
            html.map_err(|error| sea_orm::DbErr::Custom(format!("{error:#}")))
        };
        Ok(self.app.hub.once(self.id, changes, audience, render).await?)
    }
}
