//! What the facilitator sends: on, back, past a step, show what is hidden, hand a role over.

use std::collections::HashMap;

use axum::http::HeaderMap;
use entity::ids::{AccountId, DeliberationId};
use serde::Deserialize;

use super::{refused, room};
use crate::deliberations::Refused;
use crate::deliberations::participants::{self, Role};
use crate::deliberations::steering::{self, Steer};
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
    let role = match form.role.as_str() {
        "facilitator" => Role::Facilitator,
        "note_taker" => Role::NoteTaker,
        _ => return Err(Error::Malformed),
    };
    let to = AccountId::parse(&form.account).ok_or(Error::Malformed)?;
    let mut tx = here.app.db.write().await?;
    participants::hand_over(&mut tx, &here.actor, id, role, to).await.map_err(refused)?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), "deliberations-handed-over"))
}
