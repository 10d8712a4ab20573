//! The last step: the presenter's answer, the tensions that somebody recognised, and the close.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode};
use entity::deliberation::Answered;
use entity::ids::DeliberationId;
use sea_orm::ActiveEnum;
use serde::Deserialize;

use super::{refused, room};
use crate::deliberations::{Refused, closing, require_participant};
use crate::tensions::MOST_RECOGNISED;
use crate::web::form::tidy;
use crate::web::{Errors, Form, Here, Params, Result};

#[derive(Deserialize)]
pub struct AnswerForm {
    #[serde(default)]
    answered: String,
    #[serde(default)]
    note: String,
}

/// Notes whether the learning question was answered.
pub async fn answer(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<AnswerForm>,
) -> Result {
    let answered = Answered::try_from_value(&form.answered).ok();
    let mut tx = here.app.db.write().await?;
    match closing::answer(&mut tx, &here.actor, id, answered, tidy(&form.note)).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::TooLong) => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("note", "form-too-long");
            let typed = HashMap::from([("note".to_owned(), form.note)]);
            let extra = room::Extra { status: StatusCode::UNPROCESSABLE_ENTITY, typed, errors, ..Default::default() };
            return room::draw(&here, &headers, id, extra).await;
        }
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::from([("text-".to_owned(), form.note)])).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), "deliberations-answer-kept"))
}

#[derive(Deserialize)]
pub struct RecogniseForm {
    #[serde(default)]
    pub tension: Vec<String>,
}

/// Keeps which tensions this person recognised.
pub async fn recognise(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<RecogniseForm>,
) -> Result {
    let app = &here.app;
    let mut tx = app.db.write().await?;
    let now = app.clock.now();
    let seat = require_participant(tx.conn(), &here.actor, id).await.map_err(refused)?;
    match closing::recognise(&mut tx, &app.key, &seat, &form.tension, now).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::NotAsked) if form.tension.len() > MOST_RECOGNISED => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("tension", "deliberations-tension-two");
            let extra = room::Extra { status: StatusCode::UNPROCESSABLE_ENTITY, errors, ..Default::default() };
            return room::draw(&here, &headers, id, extra).await;
        }
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), "deliberations-tension-kept"))
}

#[derive(Deserialize)]
pub struct CloseForm {
    revision: i64,
}

/// Ends the conversation.
pub async fn close(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<CloseForm>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    match closing::close(&mut tx, &here.actor, id, form.revision, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), "deliberations-closed-notice"))
}
