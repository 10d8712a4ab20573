//! Draws the room: the table that all share, and what is one person's own.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse};
use entity::contribution::ContributionKind;
use entity::ids::DeliberationId;
use entity::placement::Moment;
use minijinja::Value;
use sea_orm::DbErr;

use super::drawn::LeadPart;
use super::own::{Own, proxies};
use super::recognition::tension_groups;
use super::scene::Scene;
use super::view::{End, Me, MeetingLine, Place, PlaceLine, RoomPage};
use super::{leading, refused};
use crate::app::App;
use crate::clock::quarter;
use crate::crypto::Token;
use crate::deliberations::participants::Chair;
use crate::deliberations::{
    Refused, Room, Seat, closing, contribution as contributions, participants, placement, votes,
};
use crate::methods::Tool;
use crate::people::Actor;
use crate::retention::read;
use crate::web::joining::door;
use crate::web::library::{Before, like_text};
use crate::web::meetings;
use crate::web::words::Language;
use crate::web::{Errors, Here, Result, cookies, dates, views};

/// What a page shows beside the present state.
#[derive(Default)]
pub struct Extra {
    pub status: StatusCode,
    /// Key of a sentence at the top.
    pub notice: Option<&'static str>,
    /// What was sent and could not be taken, by field.
    pub typed: HashMap<String, String>,
    pub errors: Errors,
    /// The laptop goes round.
    pub pass: bool,
    /// The meeting around the conversation goes on.
    pub in_meeting: bool,
}

/// Reads what every page of a conversation needs, for somebody who is present.
pub async fn scene(
    app: &App,
    actor: &Actor,
    id: DeliberationId,
    language: Language,
) -> std::result::Result<(Seat, Scene), Refused> {
    let seat = participants::require_participant(app.db.read(), actor, id).await?;
    let scene = Scene::read(app, actor, &seat, language).await?;
    Ok((seat, scene))
}

/// Returns what somebody may do here, in one word: part of what decides whether a page is still the right one.
pub fn role(seat: &Seat) -> &'static str {
    match (seat.is_facilitator(), seat.is_note_taker(), seat.is_presenter()) {
        (true, true, false) => "leads-and-notes",
        (true, true, true) => "leads-notes-and-presents",
        (true, false, false) => "leads",
        (true, false, true) => "leads-and-presents",
        (false, true, false) => "notes",
        (false, true, true) => "notes-and-presents",
        (false, false, true) => "presents",
        (false, false, false) => "takes-part",
    }
}

/// Draws the room as it is now, for somebody who is present.
pub async fn draw(here: &Here, headers: &HeaderMap, id: DeliberationId, extra: Extra) -> Result {
    let chair = Chair::find(here.app.db.read(), &here.actor, id).await.map_err(refused)?;
    let extra = Extra { in_meeting: chair.is_in_meeting(), ..extra };
    draw_for(here, headers, chair.taken().map_err(refused)?, extra).await
}

/// Draws the room as it is now, for somebody with a place at the table.
pub async fn draw_for(here: &Here, headers: &HeaderMap, seat: Seat, extra: Extra) -> Result {
    let (db, id) = (here.app.db.read(), seat.deliberation.id);
    let scene = Scene::read(&here.app, &here.actor, &seat, here.language).await.map_err(refused)?;
    let table = scene.table(&here.app, seat.reader(), seat.is_note_taker()).await?;
    let drawn = scene.drawn(&here.app, seat.reader(), &table).await?;
    let step = scene.room.step();
    let token = notes_token(here, headers, id);
    let rows = contributions::own(db, &seat, &scene.room, token.as_ref()).await?;
    let own = Own { scene: &scene, seat: &seat, rows };
    let (shown, more) = tools(&scene.room);
    let writes = scene.room.is_open() && step.may_write(scene.room.standing(), seat.reader());
    let mut me = me(&scene, &seat, scene.reveals(&here.app).await?);
    me.takes = leading::is_offered(here, db, &seat, &scene).await?;
    let write = (writes || types_for_others(&scene, &seat)).then(|| own.write(step, writes, &extra));
    let now = scene.now(here.app.clock.now(), role(&seat));
    let place = place(here, headers, &scene, &extra).await?;
    let goes_round = place.as_ref().is_some_and(|place| place.pass);
    let lead = if me.facilitator && !goes_round {
        let part = LeadPart { table: Arc::clone(&table), now: now.clone(), me: me.clone() };
        scene.lead(&here.app, seat.reader(), part).await?.0.clone()
    } else {
        Value::from("")
    };
    let page = RoomPage {
        now,
        me,
        lead,
        shown,
        more,
        chosen: chosen(here, &scene, &seat, &extra).await?,
        group_name: extra.typed.get("name").cloned().unwrap_or_default(),
        write,
        place,
        end: end(here, &scene, &seat, &extra).await?,
        hidden: own.hidden(),
        own: own.on_the_table(),
        drafts: own.drafts(writes),
        kept: kept(&scene, &extra),
        before: before(here, &scene).await?,
        case_title: scene.case.as_ref().map(|case| case.title.clone()).unwrap_or_default(),
        door: door(here, &seat).await?.filter(|_| !extra.pass),
        meeting: if extra.in_meeting { Box::pin(meeting_line(here, &scene)).await? } else { None },
        follow_ups: if scene.room.is_open() { String::new() } else { format!("{}/follow-ups", scene.base) },
        gone: gone(here, &scene).await?,
        more_is_wrong: ["group", "votes"].iter().any(|field| extra.errors.has(field)),
        errors: extra.errors,
        table: drawn.table.clone(),
        drawn,
        frame: scene.frame(&here.app).await?,
    };
    let mut chrome = here.chrome_of_room(&page.now.name);
    if let Some(notice) = extra.notice {
        chrome.notice = Some(here.language.t(notice));
    }
    Ok((extra.status, Html(views::render(&chrome, &page)?)).into_response())
}

/// Tells when what stood here was erased; empty while it stands.
async fn gone(here: &Here, scene: &Scene) -> std::result::Result<String, DbErr> {
    let of = &scene.room.deliberation;
    if scene.room.is_open() {
        return Ok(String::new());
    }
    let gone = read::gone_at(here.app.db.read(), of.organisation_id, of.id).await?;
    Ok(gone.map(|at| dates::day_of(at, here.language)).unwrap_or_default())
}

async fn meeting_line(here: &Here, scene: &Scene) -> Result<Option<MeetingLine>> {
    let meeting = scene.room.deliberation.meeting_id;
    let words = meetings::header(here, meeting).await?;
    Ok((!words.is_empty()).then(|| MeetingLine { href: here.url(&format!("/meetings/{meeting}")), words }))
}

/// Finds what was talked through before, when the group looks for what is possible; within the rights of who asks.
async fn before(here: &Here, scene: &Scene) -> Result<Before> {
    let (room, step) = (&scene.room, scene.room.step());
    let looks_around = step.asks_for(ContributionKind::ClientView) || step.asks_for(ContributionKind::Option);
    let Some(case) = scene.case.as_ref().filter(|_| room.is_open() && looks_around && here.actor.only.is_none()) else {
        return Ok(Before::default());
    };
    let words = [&case.title, &room.deliberation.learning_question, &case.story];
    like_text(here, &words.map(String::as_str).join("\n")).await
}

/// Draws the room for somebody who came too late: status 409, with how things stand and what they typed.
pub async fn conflict(here: &Here, headers: &HeaderMap, id: DeliberationId, typed: HashMap<String, String>) -> Result {
    let extra =
        Extra { status: StatusCode::CONFLICT, notice: Some("deliberations-conflict"), typed, ..Extra::default() };
    draw(here, headers, id, extra).await
}

/// Draws the room for a facilitator whose group had moved already: status 409.
pub async fn moved_already(here: &Here, headers: &HeaderMap, id: DeliberationId) -> Result {
    let notice = Some("deliberations-moved-already");
    let extra = Extra { status: StatusCode::CONFLICT, notice, ..Extra::default() };
    draw(here, headers, id, extra).await
}

/// Returns the name of the cookie that owns somebody's dots of one moment.
pub fn dot_cookie(id: DeliberationId, moment: Moment) -> String {
    format!("dots-{}-{id}", moment.as_str())
}

/// Returns the token that owns what somebody wrote without a name, when their browser has one.
pub fn notes_token(here: &Here, headers: &HeaderMap, id: DeliberationId) -> Option<Token> {
    cookies::read(headers, &here.app.config, &notes_cookie(id)).map(|token| Token::from_text(&token))
}

/// Returns the name of the cookie that owns what somebody wrote without a name.
pub fn notes_cookie(id: DeliberationId) -> String {
    format!("notes-{id}")
}

/// Names the tools of the present step. After the close there is nothing to do.
fn tools(room: &Room) -> (Vec<&'static str>, Vec<&'static str>) {
    if !room.is_open() {
        return (Vec::new(), Vec::new());
    }
    let names = |tools: &[Tool]| tools.iter().map(|tool| tool.as_str()).collect();
    (names(&room.step().tools), names(&room.step().more))
}

/// Tells whether there is somebody without a device who may write, when the facilitator may not.
fn types_for_others(scene: &Scene, seat: &Seat) -> bool {
    scene.room.is_open() && seat.is_facilitator() && !proxies(scene).is_empty()
}

async fn chosen(here: &Here, scene: &Scene, seat: &Seat, extra: &Extra) -> std::result::Result<Vec<String>, DbErr> {
    let step = scene.room.step();
    if let Some(typed) = extra.typed.get("subjects").or(extra.typed.get("cards")) {
        return Ok(typed.split(' ').map(str::to_owned).collect());
    }
    if !step.has(Tool::Votes) || !scene.room.is_open() || scene.room.standing().revealed {
        return Ok(Vec::new());
    }
    let chosen = votes::own(here.app.db.read(), &here.app.key, seat, &step.key).await?;
    Ok(chosen.iter().map(ToString::to_string).collect())
}

fn me(scene: &Scene, seat: &Seat, reveals: bool) -> Me {
    let room = &scene.room;
    let own = scene.people.iter().find(|person| person.account == seat.account);
    Me {
        ready: own.is_some_and(|own| own.ready),
        hand: own.is_some_and(|own| own.hand.is_some()),
        turn: own.and_then(|own| own.turn).map_or("", |turn| turn.as_str()),
        id: seat.account.to_string(),
        warms: seat.is_presenter() || seat.is_facilitator(),
        takes: false,
        facilitator: seat.is_facilitator() && room.is_open(),
        presenter: seat.is_presenter(),
        note_taker: seat.is_note_taker(),
        reveals,
        first: room.at() == 0,
        last: room.at() + 1 == room.path.len(),
    }
}

async fn place(
    here: &Here,
    headers: &HeaderMap,
    scene: &Scene,
    extra: &Extra,
) -> std::result::Result<Option<Place>, DbErr> {
    let room = &scene.room;
    let moment = room.step().placed().filter(|moment| room.is_open() && !room.is_revealed(*moment));
    let Some(moment) = moment.filter(|_| !scene.virtues.is_empty()) else { return Ok(None) };
    let ids: Vec<_> = scene.virtues.iter().map(|virtue| virtue.id).collect();
    let cookie = cookies::read(headers, &here.app.config, &dot_cookie(room.deliberation.id, moment));
    let own = match cookie.filter(|_| !extra.pass) {
        Some(token) => {
            let token = Token::from_text(&token);
            placement::own(here.app.db.read(), &room.deliberation, moment, &token, &ids).await?
        }
        None => Vec::new(),
    };
    let lines = scene.virtues.iter().map(|virtue| PlaceLine {
        id: virtue.id.to_string(),
        virtue: virtue.name.clone(),
        left: virtue.too_little.clone(),
        right: virtue.too_much.clone(),
        chosen: own.iter().find(|(id, _)| *id == virtue.id).map(|(_, place)| *place),
    });
    let lines = lines.collect();
    Ok(Some(Place { moment: moment.as_str(), pass: extra.pass, placed: !own.is_empty(), lines }))
}

async fn end(here: &Here, scene: &Scene, seat: &Seat, extra: &Extra) -> std::result::Result<Option<End>, DbErr> {
    let (db, room, app) = (here.app.db.read(), &scene.room, &here.app);
    let in_time = quarter(room.deliberation.opened_at) == quarter(app.clock.now());
    if if room.is_open() { !room.step().has(Tool::Closing) } else { !in_time } {
        return Ok(None);
    }
    let chosen = closing::recognised(db, &app.key, seat).await?;
    let typed = |name: &str| extra.typed.get(name).cloned();
    Ok(Some(End {
        answers: room.is_open() && (seat.is_presenter() || seat.is_note_taker()),
        answered: room.deliberation.answered.map_or("", |answered| answered.as_str()),
        note: typed("note").unwrap_or_else(|| room.deliberation.answered_note.clone()),
        groups: tension_groups(here.language, &chosen),
        chosen: chosen.len(),
    }))
}

/// What was typed for a step that isn't the present one any more.
fn kept(scene: &Scene, extra: &Extra) -> Vec<String> {
    let shown = scene.room.is_open() && extra.typed.get("step").is_none_or(|key| *key == scene.room.step().key);
    let mut texts: Vec<(&String, &String)> =
        extra.typed.iter().filter(|(name, text)| name.starts_with("text-") && !text.is_empty() && !shown).collect();
    texts.sort();
    texts.into_iter().map(|(_, text)| text.clone()).collect()
}
