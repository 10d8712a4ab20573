//! Everyone heard, on the page: the round, the hands, who is ready.

use axum::response::IntoResponse;
use entity::ids::{AccountId, DeliberationId};
use entity::participant::{ParticipantState, Turn};
use serde::Deserialize;

use super::refused;
use super::scene::Scene;
use super::view::{HandRow, Round};
use crate::deliberations::participants::Person;
use crate::deliberations::voices::{self, Sign};
use crate::methods::{About, Presenter, Tool};
use crate::web::extract::redirect;
use crate::web::{Error, Form, Here, Params, Result};

fn row(person: &Person) -> HandRow {
    HandRow { id: person.account.to_string(), name: person.name.clone() }
}

/// Returns the round of the present step, when it has one.
pub fn round(scene: &Scene) -> Option<Round> {
    let room = &scene.room;
    if !room.is_open() || !room.step().has(Tool::Turns) {
        return None;
    }
    let is_silent = room.method.about == About::Case && room.step().presenter != Presenter::Speaks;
    let silent = is_silent.then_some(room.deliberation.presenter_id);
    let heard = |person: &&Person| person.state == ParticipantState::Present && Some(person.account) != silent;
    let people: Vec<&Person> = scene.people.iter().filter(heard).collect();
    let done = people.iter().filter(|person| person.turn.is_some()).count();
    let next = voices::next(&scene.people, silent);
    Some(Round {
        leads: next.is_some_and(|person| person.account == room.deliberation.facilitator_id),
        in_sight: room.step().tools.contains(&Tool::Turns),
        next: next.map(row),
        done,
        people: people.len(),
    })
}

/// Lists whose hands are up, the first first.
pub fn hands(scene: &Scene) -> Vec<HandRow> {
    if scene.room.is_open() { voices::hands(&scene.people).into_iter().map(row).collect() } else { Vec::new() }
}

#[derive(Deserialize)]
pub struct SignForm {
    #[serde(default)]
    sign: String,
    /// Somebody else's sign, which the facilitator gives for them.
    #[serde(default)]
    whose: String,
}

impl SignForm {
    fn parse(&self) -> Option<Sign> {
        Some(match self.sign.as_str() {
            "ready" => Sign::Ready(true),
            "not_ready" => Sign::Ready(false),
            "raise" => Sign::Hand(true),
            "lower" => Sign::Hand(false),
            "spoken" => Sign::Turn(Some(Turn::Spoken)),
            "passed" => Sign::Turn(Some(Turn::Passed)),
            "again" => Sign::Turn(None),
            _ => return None,
        })
    }
}

/// Gives a sign.
pub async fn sign(here: Here, Params((_, id)): Params<(String, DeliberationId)>, Form(form): Form<SignForm>) -> Result {
    let whose = match form.whose.as_str() {
        "" => here.actor.account,
        other => AccountId::parse(other).ok_or(Error::Malformed)?,
    };
    let mut tx = here.app.db.write().await?;
    // Whoever isn't present learns nothing, not even which signs there are.
    crate::deliberations::require_participant(tx.conn(), &here.actor, id).await.map_err(refused)?;
    let sign = form.parse().ok_or(Error::Malformed)?;
    voices::give(&mut tx, &here.actor, id, whose, sign).await.map_err(refused)?;
    tx.commit().await?;
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))).into_response())
}
