//! Taking the lead when whoever led is gone, and telling everybody who leads since when.

use std::collections::HashMap;

use axum::http::HeaderMap;
use entity::ids::DeliberationId;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Deserialize;

use super::scene::Scene;
use super::{refused, room};
use crate::deliberations::{Refused, Seat, lead};
use crate::web::{Form, Here, Params, Result, dates};

#[derive(Deserialize)]
pub struct LeadForm {
    revision: i64,
}

/// Takes the lead.
pub async fn take(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<LeadForm>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    match lead::take(&mut tx, &here.actor, id, form.revision, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), "deliberations-lead-taken-notice"))
}

/// Tells whether somebody is offered to take the lead.
pub async fn is_offered<C: ConnectionTrait>(
    here: &Here,
    db: &C,
    seat: &Seat,
    scene: &Scene,
) -> std::result::Result<bool, DbErr> {
    Ok(scene.room.is_open() && !seat.is_facilitator() && lead::may_take(db, &here.actor, seat).await?)
}

/// Says in sentences who came to lead, and when.
pub async fn told<C: ConnectionTrait>(db: &C, scene: &Scene) -> std::result::Result<Vec<String>, DbErr> {
    let named = |account| {
        let person = scene.people.iter().find(|person| person.account == account);
        person.map_or_else(|| scene.language.t("deliberations-lead-somebody"), |person| person.name.clone())
    };
    let changes = lead::list(db, &scene.room.deliberation).await?;
    let sentence = |change: &entity::lead_change::Model| {
        let key = if change.taken { "deliberations-lead-taken" } else { "deliberations-lead-handed" };
        let (from, to, at) = (named(change.from_id), named(change.to_id), dates::time_of(change.at));
        scene.language.t_all(key, &[("from", &from), ("to", &to), ("at", &at)])
    };
    Ok(changes.iter().map(sentence).collect())
}
