//! Draws the room: the table that all share, and what is one person's own.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse};
use entity::contribution::{self, ContributionState};
use entity::ids::DeliberationId;
use entity::placement::Moment;
use sea_orm::{DatabaseConnection, DbErr};

use super::recognition::tension_groups;
use super::refused;
use super::table::Scene;
use super::view::{CaseText, End, Field, Me, OwnCard, OwnDraft, Place, PlaceLine, RoomPage, Write};
use crate::cases;
use crate::clock::quarter;
use crate::crypto::Token;
use crate::deliberations::{Room, Seat, closing, contribution as contributions, participants, placement, virtues};
use crate::methods::{Step, Tool, Writing};
use crate::people::Actor;
use crate::web::joining::door;
use crate::web::words::Language;
use crate::web::{Errors, Here, Result, cookies, views};

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
}

/// Reads what every page of a conversation needs, for somebody who is present.
pub async fn scene(
    db: &DatabaseConnection,
    actor: &Actor,
    id: DeliberationId,
    language: Language,
) -> std::result::Result<(Seat, Scene), crate::deliberations::Refused> {
    let seat = participants::require_participant(db, actor, id).await?;
    let room = Room::read(db, seat.deliberation.clone()).await?;
    let virtues = virtues(db, &seat.deliberation).await?;
    let people = participants::list(db, &seat.deliberation).await?;
    let base = format!("/o/{}/deliberations/{id}", actor.slug);
    Ok((seat, Scene { room, virtues, people, language, base }))
}

/// Returns what somebody may do here, in one word: part of what decides whether a page is still the right one.
pub fn role(seat: &Seat) -> &'static str {
    match (seat.is_facilitator(), seat.is_note_taker(), seat.is_presenter()) {
        (true, true, _) => "leads-and-notes",
        (true, false, _) => "leads",
        (false, true, _) => "notes",
        (false, false, true) => "presents",
        (false, false, false) => "takes-part",
    }
}

/// Draws the room as it is now.
pub async fn draw(here: &Here, headers: &HeaderMap, id: DeliberationId, extra: Extra) -> Result {
    let db = here.app.db.read();
    let (seat, scene) = scene(db, &here.actor, id, here.language).await.map_err(refused)?;
    let table = scene.table(db, seat.is_note_taker()).await?;
    let step = scene.room.step();
    let own = contributions::own(db, &seat).await?;
    let own = Own { scene: &scene, seat: &seat, rows: own };
    let page = RoomPage {
        now: scene.now(here.app.clock.now(), role(&seat)),
        me: me(&scene, &seat, scene.reveals(db).await?),
        write: (scene.room.is_open() && step.has(Tool::Contributions)).then(|| own.write(step, &extra)),
        place: place(here, headers, &scene, &extra).await?,
        end: end(here, &scene, &seat, &extra).await?,
        hidden: own.hidden(),
        own: own.on_the_table(),
        drafts: own.drafts(),
        kept: kept(&scene, &extra),
        case: case_text(here, &scene).await?,
        door: door(here, &seat).await?.filter(|_| !extra.pass),
        errors: extra.errors,
        table,
    };
    let mut chrome = here.chrome(&page.now.name);
    if let Some(notice) = extra.notice {
        chrome.notice = Some(here.language.t(notice));
    }
    Ok((extra.status, Html(views::render(&chrome, &page)?)).into_response())
}

/// Reads the case, for somebody whose place at the table has just been checked.
async fn case_text(here: &Here, scene: &Scene) -> std::result::Result<CaseText, DbErr> {
    let id = scene.room.deliberation.case_id;
    let told = cases::of_conversation(here.app.db.read(), here.actor.organisation, id).await?;
    Ok(told.map_or_else(CaseText::default, |told| CaseText {
        title: told.case.title,
        story: told.case.story,
        client_perspective: told.case.client_perspective,
    }))
}

/// Draws the room for somebody who came too late: status 409, with how things stand and what they typed.
pub async fn conflict(here: &Here, headers: &HeaderMap, id: DeliberationId, typed: HashMap<String, String>) -> Result {
    let extra =
        Extra { status: StatusCode::CONFLICT, notice: Some("deliberations-conflict"), typed, ..Extra::default() };
    draw(here, headers, id, extra).await
}

/// Returns the name of the cookie that owns somebody's dots of one moment.
pub fn dot_cookie(id: DeliberationId, moment: Moment) -> String {
    format!("dots-{}-{id}", moment.as_str())
}

fn me(scene: &Scene, seat: &Seat, reveals: bool) -> Me {
    let room = &scene.room;
    Me {
        facilitator: seat.is_facilitator() && room.is_open(),
        presenter: seat.is_presenter(),
        note_taker: seat.is_note_taker(),
        reveals,
        first: room.at() == 0,
        last: room.at() + 1 == room.method.steps.len(),
    }
}

/// What one person wrote themselves.
struct Own<'a> {
    scene: &'a Scene,
    seat: &'a Seat,
    rows: Vec<contribution::Model>,
}

impl Own<'_> {
    fn write(&self, step: &Step, extra: &Extra) -> Write {
        let typed = |name: &str| extra.typed.get(name).cloned();
        let draft = |row: &&contribution::Model| row.state == ContributionState::Draft && row.step_key == step.key;
        let drafts: Vec<&contribution::Model> = self.rows.iter().filter(draft).collect();
        let is_this_step = extra.typed.get("step").is_none_or(|key| *key == step.key);
        let fields = step.yields.iter().map(|asked| {
            let kind = asked.kind.as_str();
            let drafted = drafts.iter().find(|row| row.kind == asked.kind).map(|row| row.text.clone());
            let value = typed(&format!("text-{kind}")).filter(|_| is_this_step).or(drafted).unwrap_or_default();
            let too_long = !extra.errors.is_empty() && value.chars().count() > contributions::LONGEST_TEXT;
            Field {
                kind,
                label: asked.label.get(self.scene.language.code()).to_owned(),
                hint: asked.hint.get(self.scene.language.code()).to_owned(),
                value,
                error: if too_long { "form-too-long" } else { "" },
            }
        });
        let drafted =
            |pick: fn(&contribution::Model) -> String| drafts.iter().map(|row| pick(row)).find(|s| !s.is_empty());
        let level = drafted(|row| row.level.map(|level| level.as_str().to_owned()).unwrap_or_default());
        Write {
            quiet: step.writing == Writing::Quiet && !self.scene.room.standing().revealed,
            fields: fields.collect(),
            level: typed("level").or(level).unwrap_or_else(|| "team".into()),
            who: typed("who").or(drafted(|row| row.who.clone())).unwrap_or_default(),
            due: typed("due").or(drafted(|row| row.due.clone())).unwrap_or_default(),
        }
    }

    fn hidden(&self) -> Vec<OwnCard> {
        let readable = self.scene.room.readable_steps();
        let hidden = |row: &&contribution::Model| {
            row.state == ContributionState::Placed && !readable.contains(&row.step_key.as_str())
        };
        self.rows.iter().filter(hidden).map(|row| self.card(row)).collect()
    }

    /// Own cards on the table; the note-taker finds the way to change them there.
    fn on_the_table(&self) -> Vec<OwnCard> {
        let readable = self.scene.room.readable_steps();
        let lies = |row: &&contribution::Model| {
            row.state == ContributionState::Placed && readable.contains(&row.step_key.as_str())
        };
        if self.seat.is_note_taker() || !self.scene.room.is_open() {
            return Vec::new();
        }
        self.rows.iter().filter(lies).map(|row| self.card(row)).collect()
    }

    /// Drafts of other steps: nothing that somebody typed gets lost when the group goes on.
    fn drafts(&self) -> Vec<OwnDraft> {
        let here = &self.scene.room.step().key;
        let elsewhere = |row: &&contribution::Model| {
            row.state == ContributionState::Draft && (row.step_key != *here || !self.scene.room.is_open())
        };
        let draft = |row: &contribution::Model| OwnDraft {
            step: row.step_key.clone(),
            step_name: self.step_name(&row.step_key),
            kind: row.kind.as_str(),
            words: row.text.clone(),
            level: row.level.map_or("", |level| level.as_str()),
            who: row.who.clone(),
            due: row.due.clone(),
        };
        self.rows.iter().filter(elsewhere).map(draft).collect()
    }

    fn step_name(&self, key: &str) -> String {
        let step = self.scene.room.method.step(key);
        step.map(|(_, step)| step.name.get(self.scene.language.code()).to_owned()).unwrap_or_default()
    }

    fn card(&self, row: &contribution::Model) -> OwnCard {
        let label = self.scene.room.method.label(row.kind);
        OwnCard {
            id: row.id.to_string(),
            label: label.map(|label| label.get(self.scene.language.code()).to_owned()).unwrap_or_default(),
            words: row.text.clone(),
        }
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
