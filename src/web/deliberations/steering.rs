//! What the facilitator sends: on, back, past a step, show what is hidden, hand a role over.

use std::collections::HashMap;

use axum::http::HeaderMap;
use entity::ids::{AccountId, DeliberationId};
use serde::Deserialize;

use super::{refused, room};
use crate::deliberations::participants::{self, Role};
use crate::deliberations::steering::{self, Steer};
use crate::deliberations::timer::Tick;
use crate::deliberations::{Refused, require_facilitator};
use crate::web::extract::redirect;
use crate::web::{Error, Form, Here, Params, Result};

#[derive(Deserialize)]
pub struct SteerForm {
    verb: String,
    revision: i64,
    #[serde(default)]
    step: usize,
}

impl SteerForm {
    fn parse(&self) -> Option<Steer> {
        match self.verb.as_str() {
            "advance" => Some(Steer::Advance),
            "back" => Some(Steer::Back),
            "skip" => Some(Steer::Skip),
            "go" => Some(Steer::GoTo(self.step)),
            "earlier" => Some(Steer::Earlier(self.step)),
            _ => None,
        }
    }
}

/// Takes the group to another step.
pub async fn steer(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<SteerForm>,
) -> Result {
    let verb = form.parse().ok_or(Error::Malformed)?;
    let mut tx = here.app.db.write().await?;
    match steering::steer(&mut tx, &here.actor, id, form.revision, verb, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Conflict) => {
            drop(tx);
            return room::moved_already(&here, &headers, id).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    // Where the order is laid out, one goes on laying it out.
    let page = if matches!(verb, Steer::Earlier(_)) { "/course" } else { "" };
    Ok(redirect(&here.url(&format!("/deliberations/{id}{page}"))))
}

#[derive(Deserialize)]
pub struct TimerForm {
    #[serde(default)]
    verb: String,
}

/// Pauses the time, lets it go on, or gives two minutes more.
pub async fn tick(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<TimerForm>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    require_facilitator(tx.conn(), &here.actor, id).await.map_err(refused)?;
    let tick = match form.verb.as_str() {
        "pause" => Tick::Pause,
        "resume" => Tick::Resume,
        "more" => Tick::More,
        _ => return Err(Error::Malformed),
    };
    match steering::tick(&mut tx, &here.actor, id, tick, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
}

#[derive(Deserialize)]
pub struct RevealForm {
    step: String,
}

/// Shows what is hidden in a step.
pub async fn reveal(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<RevealForm>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    match steering::reveal(&mut tx, &here.actor, id, &form.step).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
}

#[derive(Deserialize)]
pub struct RoleForm {
    role: String,
    account: String,
}

/// Hands a role to somebody who is present.
pub async fn hand_over(
    here: Here,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<RoleForm>,
) -> Result {
    let to = AccountId::parse(&form.account).ok_or(Error::Malformed)?;
    let now = here.app.clock.now();
    let mut tx = here.app.db.write().await?;
    let done = match form.role.as_str() {
        "facilitator" => participants::hand_over(&mut tx, &here.actor, id, Role::Facilitator, to, now).await,
        "note_taker" => participants::hand_over(&mut tx, &here.actor, id, Role::NoteTaker, to, now).await,
        "by_proxy" => participants::seat_without_device(&mut tx, &here.actor, id, to).await,
        _ => return Err(Error::Malformed),
    };
    done.map_err(refused)?;
    tx.commit().await?;
    let notice = if form.role == "by_proxy" { "deliberations-seated" } else { "deliberations-handed-over" };
    Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), notice))
}
