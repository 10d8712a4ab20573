//! The facilitator's side of the door: who waits, the code on the screen, guests. To anyone else it isn't there.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use entity::ids::{DeliberationId, LoginId};
use serde::{Deserialize, Serialize};

use super::view::{DoorPart, InvitePage, PeoplePage, PersonRow, WaitingRow};
use crate::deliberations::hub::Audience;
use crate::deliberations::joining::{self, code, guests, guests::NotAdded};
use crate::deliberations::{Seat, participants, require_facilitator, require_participant};
use crate::web::deliberations::refused;
use crate::web::extract::redirect;
use crate::web::form::{Errors, required};
use crate::web::{Error, Form, Here, Params, Result, views};

type RoomParams = Params<(String, DeliberationId)>;

/// Who waits at a conversation, and the code with which one joins: what the facilitator's room shows.
#[derive(Clone, Debug, Serialize)]
pub struct Door {
    /// Address of the conversation.
    pub base: String,
    /// As it is read out; nothing when joining is closed.
    pub code: Option<String>,
    pub waiting: Vec<WaitingRow>,
    /// The page on which it is shown, to which an answer leads back.
    pub page: DoorPage,
}

/// A page with the door on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoorPage {
    #[default]
    Room,
    People,
}

/// Builds the door for the facilitator; nothing for others, and after the close.
pub async fn door(here: &Here, seat: &Seat) -> Result<Option<Door>> {
    if !seat.is_facilitator() || seat.deliberation.closed_at.is_some() {
        return Ok(None);
    }
    let now = here.app.clock.now();
    let requests =
        if is_asked(here, seat).await? { joining::requests(here.app.db.read(), seat, now).await? } else { Vec::new() };
    Ok(Some(Door {
        base: base(here, seat.deliberation.id),
        code: code::of(&seat.deliberation, now).map(|code| code.shown()),
        waiting: requests.into_iter().map(|request| WaitingRow::of(here.language, request)).collect(),
        page: DoorPage::Room,
    }))
}

/// Tells whether somebody may wait. That nobody does is asked once for each state: hardly any page has somebody at its door.
async fn is_asked(here: &Here, seat: &Seat) -> Result<bool> {
    let of = &seat.deliberation;
    let asked = joining::is_asked(here.app.db.read(), of, here.app.clock.now());
    let door = Audience { role: "door", language: "" };
    Ok(*here.app.hub.kept(of.id, of.changes, door, asked).await?)
}

#[derive(Deserialize)]
pub struct DoorQuery {
    #[serde(default)]
    page: DoorPage,
}

/// Returns who waits as a part of a page, for the script of a page that heard of a change.
pub async fn requests(here: Here, Params((_, id)): RoomParams, Query(query): Query<DoorQuery>) -> Result {
    let seat = require_facilitator(here.app.db.read(), &here.actor, id).await.map_err(refused)?;
    // A page may ask in the very moment of the close: nobody waits any more.
    let Some(door) = door(&here, &seat).await? else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let view = DoorPart { door: Door { page: query.page, ..door } };
    Ok(Html(views::render(&here.chrome(""), &view)?).into_response())
}

#[derive(Deserialize)]
pub struct AnswerForm {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    page: DoorPage,
}

/// Lets a waiting device in, or doesn't.
pub async fn answer(
    here: Here,
    Params((_, id, login)): Params<(String, DeliberationId, LoginId)>,
    Form(form): Form<AnswerForm>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    match form.answer.as_str() {
        "admit" => joining::admit(&mut tx, &here.actor, id, login, here.app.clock.now()).await.map_err(refused)?,
        "decline" => joining::decline(&mut tx, &here.actor, id, login).await.map_err(refused)?,
        _ => return Err(Error::Malformed),
    }
    tx.commit().await?;
    let page = if form.page == DoorPage::People { "/people" } else { "" };
    Ok(redirect(&format!("{}{page}", base(&here, id))))
}

#[derive(Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    act: String,
}

/// Makes a new code, or closes joining.
pub async fn change_code(here: Here, Params((_, id)): RoomParams, Form(form): Form<CodeForm>) -> Result {
    let mut tx = here.app.db.write().await?;
    let notice = match form.act.as_str() {
        "renew" => {
            code::renew(&mut tx, &here.actor, id, here.app.clock.now()).await.map_err(refused)?;
            "joining-code-renewed"
        }
        "close" => {
            code::close(&mut tx, &here.actor, id).await.map_err(refused)?;
            "joining-code-closed"
        }
        _ => return Err(Error::Malformed),
    };
    tx.commit().await?;
    Ok(here.redirect_with_notice(&format!("{}/people", base(&here, id)), notice))
}

/// Shows the code large, with its square, for the screen in the room.
pub async fn invite(here: Here, Params((_, id)): RoomParams) -> Result {
    let seat = require_participant(here.app.db.read(), &here.actor, id).await.map_err(refused)?;
    let code = code::of(&seat.deliberation, here.app.clock.now());
    let url = &here.app.config.public_url;
    let view = InvitePage {
        base: base(&here, id),
        address: url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned() + "/join",
        drawn: code.as_ref().map(|code| code::qr(url, code).into()),
        code: code.map(|code| code.shown()),
        leads: seat.is_facilitator(),
    };
    here.page(&here.language.t("joining-invite"), &view)
}

/// Shows who takes part, and what the facilitator may do about that.
pub async fn people(here: Here, Params((_, id)): RoomParams) -> Result {
    let view = people_page(&here, id, String::new(), Errors::default()).await?;
    here.page(&here.language.t("joining-people"), &view)
}

#[derive(Deserialize)]
pub struct GuestForm {
    #[serde(default)]
    name: String,
}

/// Adds somebody without an account to those expected.
pub async fn add_guest(here: Here, Params((_, id)): RoomParams, Form(form): Form<GuestForm>) -> Result {
    let mut errors = Errors::default();
    let name = required(&form.name, guests::LONGEST_NAME, "name", &mut errors);
    if errors.is_empty() {
        let mut tx = here.app.db.write().await?;
        let language = here.language.code();
        match guests::add(&mut tx, &here.actor, id, (&name, language), here.app.clock.now()).await {
            Ok(_) => {
                tx.commit().await?;
                let people = format!("{}/people", base(&here, id));
                return Ok(here.redirect_with_notice(&people, "joining-guest-added"));
            }
            Err(NotAdded::SameName) => errors.add("name", "joining-guest-same"),
            Err(NotAdded::Full) => errors.add("name", "joining-guest-full"),
            Err(NotAdded::Refused(refusal)) => return Err(refused(refusal)),
        }
    }
    let view = people_page(&here, id, form.name, errors).await?;
    here.rejected(&here.language.t("joining-people"), &view)
}

async fn people_page(here: &Here, id: DeliberationId, name: String, errors: Errors) -> Result<PeoplePage> {
    let door = facilitators_door(here, id, DoorPage::People).await?;
    let seat = require_facilitator(here.app.db.read(), &here.actor, id).await.map_err(refused)?;
    let people = participants::list(here.app.db.read(), &seat.deliberation).await?;
    let names = joining::names(here.app.db.read(), &seat.deliberation).await?;
    let row = |person: participants::Person| PersonRow {
        is_guest: names.iter().any(|name| name.account == person.account && name.is_guest),
        own: person.account == here.actor.account,
        is_present: person.state == entity::participant::ParticipantState::Present,
        name: person.name,
    };
    Ok(PeoplePage { door, people: people.into_iter().map(row).collect(), name, errors })
}

async fn facilitators_door(here: &Here, id: DeliberationId, page: DoorPage) -> Result<Door> {
    let seat = require_facilitator(here.app.db.read(), &here.actor, id).await.map_err(refused)?;
    let door = door(here, &seat).await?.ok_or(Error::NotFound)?;
    Ok(Door { page, ..door })
}

fn base(here: &Here, id: DeliberationId) -> String {
    here.url(&format!("/deliberations/{id}"))
}
