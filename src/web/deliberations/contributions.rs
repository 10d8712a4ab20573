//! Writing: a few sentences at once, a draft while typing, and changing what is there.

use std::collections::HashMap;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use entity::contribution::{ContributionKind, LessonLevel};
use entity::ids::{AccountId, ContributionId, DeliberationId};
use sea_orm::ActiveEnum;
use serde::Deserialize;

use super::view::EditPage;
use super::{refused, room};
use crate::crypto::Token;
use crate::deliberations::contribution::{self, Pen, Target, Version, Words};
use crate::deliberations::{Refused, Room, require_participant};
use crate::web::extract::redirect;
use crate::web::form::{at_most, tidy};
use crate::web::{Error, Errors, Form, Here, Params, Result, cookies, views};

/// Days that the writer of a nameless card is remembered; a conversation is over long before.
const COOKIE_DAYS: i64 = 1;

/// Puts all that was written on the table, or keeps it as drafts when the page saves by itself.
pub async fn create(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result {
    let typed: HashMap<String, String> = fields.into_iter().collect();
    let is_draft = typed.contains_key("draft");
    let known = room::notes_token(&here, &headers, id);
    let token = known.clone().unwrap_or_default();
    match write(&here, id, &typed, (&token, is_draft)).await {
        Ok(()) => {
            let done = match is_draft {
                true => StatusCode::NO_CONTENT.into_response(),
                false => redirect(&here.url(&format!("/deliberations/{id}"))),
            };
            Ok(if known.is_some() { done } else { with_token(&here, id, &token, done)? })
        }
        Err(Refused::TooLong) => {
            let mut errors = Errors::default();
            errors.add("text", "form-too-long");
            let extra = room::Extra { status: StatusCode::UNPROCESSABLE_ENTITY, typed, errors, ..Default::default() };
            room::draw(&here, &headers, id, extra).await
        }
        Err(Refused::Conflict) if !is_draft => room::conflict(&here, &headers, id, typed).await,
        Err(refusal) => Err(refused(refusal)),
    }
}

async fn write(
    here: &Here,
    id: DeliberationId,
    typed: &HashMap<String, String>,
    (token, is_draft): (&Token, bool),
) -> std::result::Result<(), Refused> {
    let text = |name: &str| typed.get(name).map(|text| tidy(text)).unwrap_or_default();
    let step = text("step");
    let now = here.app.clock.now();
    let mut tx = here.app.db.write().await?;
    // Whoever isn't present learns nothing, not even whether an empty form would do.
    let seat = require_participant(tx.conn(), &here.actor, id).await?;
    let room = Room::read(tx.conn(), seat.deliberation).await?;
    let is_named = room.find(&step).is_none_or(|(step, _)| step.named);
    let whose = AccountId::parse(&text("whose")).filter(|whose| *whose != here.actor.account);
    // Somebody without a device has no browser that could remember which card is theirs.
    let fresh = Token::new();
    let pen = match (is_named, whose) {
        (true, None) => Pen::Own,
        (true, Some(whose)) => Pen::For(whose),
        (false, None) => Pen::Nameless(token),
        (false, Some(_)) => Pen::Nameless(&fresh),
    };
    for (name, value) in typed {
        let Some(kind) = name.strip_prefix("text-") else { continue };
        let kind = ContributionKind::try_from_value(&kind.to_owned()).map_err(|_| Refused::NotAsked)?;
        let target = Target { deliberation: id, step: &step, kind, pen };
        let words = Words { text: tidy(value), level: level(&text("level")), who: text("who"), due: text("due") };
        if is_draft {
            contribution::save_draft(&mut tx, &here.actor, target, words, now).await?;
        } else if !words.text.is_empty() {
            contribution::place(&mut tx, &here.actor, target, words, now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Lets the browser remember which nameless cards are its own; it is told the same whatever was written.
fn with_token(here: &Here, id: DeliberationId, token: &Token, mut response: Response) -> Result<Response> {
    let cookie = cookies::make(&here.app.config, &room::notes_cookie(id), token.reveal(), COOKIE_DAYS).to_string();
    let value = HeaderValue::from_str(&cookie).map_err(|_| Error::Malformed)?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

fn level(text: &str) -> Option<LessonLevel> {
    LessonLevel::try_from_value(&text.to_owned()).ok()
}

/// Shows the form for one contribution.
pub async fn edit(
    here: Here,
    headers: HeaderMap,
    Params((_, id, contribution)): Params<(String, DeliberationId, ContributionId)>,
) -> Result {
    let page = page(&here, &headers, id, contribution).await?;
    here.page(&page.label.clone(), &page)
}

#[derive(Deserialize)]
pub struct EditForm {
    #[serde(default)]
    verb: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    due: String,
    version: i32,
}

/// Changes a contribution, or takes it back.
pub async fn update(
    here: Here,
    headers: HeaderMap,
    Params((_, id, contribution)): Params<(String, DeliberationId, ContributionId)>,
    Form(form): Form<EditForm>,
) -> Result {
    let at = Version { deliberation: id, id: contribution, version: form.version };
    let mut errors = Errors::default();
    let words = Words {
        text: at_most(&form.text, contribution::LONGEST_TEXT, "text", &mut errors),
        level: level(&form.level),
        who: at_most(&form.who, contribution::LONGEST_DETAIL, "who", &mut errors),
        due: at_most(&form.due, contribution::LONGEST_DETAIL, "due", &mut errors),
    };
    let mut tx = here.app.db.write().await?;
    let token = room::notes_token(&here, &headers, id);
    let outcome = match form.verb.as_str() {
        "withdraw" => contribution::withdraw(&mut tx, &here.actor, at, token.as_ref()).await,
        _ => contribution::edit(&mut tx, &here.actor, at, words, token.as_ref()).await,
    };
    match outcome {
        Ok(()) => tx.commit().await?,
        Err(Refused::Empty) => errors.add("text", "form-required"),
        Err(Refused::TooLong) => {}
        Err(Refused::Conflict) => {
            drop(tx);
            return overtaken(&here, &headers, at, form).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    if !errors.is_empty() {
        return again(&here, &headers, at, (form, errors), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
}

/// Shows how it stands beside what was typed, or the room when the conversation has been closed.
async fn overtaken(here: &Here, headers: &HeaderMap, at: Version, form: EditForm) -> Result {
    let seat = require_participant(here.app.db.read(), &here.actor, at.deliberation).await.map_err(refused)?;
    if seat.deliberation.closed_at.is_some() {
        let typed = HashMap::from([("text-".to_owned(), form.text)]);
        return room::conflict(here, headers, at.deliberation, typed).await;
    }
    again(here, headers, at, (form, Errors::default()), StatusCode::CONFLICT).await
}

async fn again(
    here: &Here,
    headers: &HeaderMap,
    at: Version,
    (form, errors): (EditForm, Errors),
    status: StatusCode,
) -> Result<Response> {
    let stored = page(here, headers, at.deliberation, at.id).await?;
    let overtaken = stored.version != at.version;
    let page = EditPage {
        present: overtaken.then_some(stored.text),
        text: form.text,
        level: form.level,
        who: form.who,
        due: form.due,
        errors,
        ..stored
    };
    let chrome = here.chrome(&page.label);
    Ok((status, Html(views::render(&chrome, &page)?)).into_response())
}

async fn page(here: &Here, headers: &HeaderMap, id: DeliberationId, contribution: ContributionId) -> Result<EditPage> {
    let db = here.app.db.read();
    let seat = require_participant(db, &here.actor, id).await.map_err(refused)?;
    let room = Room::read(db, seat.deliberation.clone()).await?;
    if !room.is_open() {
        return Err(Error::NotFound);
    }
    let token = room::notes_token(here, headers, id);
    let row = contribution::get_changeable(db, &seat, &room, contribution, token.as_ref()).await.map_err(refused)?;
    let label = room.method.label(row.kind).map(|label| label.get(here.language.code()).to_owned());
    Ok(EditPage {
        base: here.url(&format!("/deliberations/{id}")),
        id: row.id.to_string(),
        kind: row.kind.as_str(),
        label: label.unwrap_or_default(),
        hidden: !room.readable_steps(seat.reader()).contains(&row.step_key.as_str()),
        text: row.text,
        level: row.level.map_or("", |level| level.as_str()).to_owned(),
        who: row.who,
        due: row.due,
        version: row.version,
        present: None,
        errors: Errors::default(),
    })
}
