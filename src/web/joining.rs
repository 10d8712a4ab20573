//! Joining a conversation with its code: the code, one's name, and the wait at the door. All of it works without script.
//!
//! Before the door nothing is said of the case: whoever has the code reads where the conversation is, and who is expected.

mod farewell;
mod host;
mod view;

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use entity::ids::AccountId;
use entity::login;
use serde::Deserialize;

use super::extract::redirect;
use super::login::{device, signed_in};
use super::routing::{Routes, get, post};
use super::throttle::{self, Address};
use super::{Error, Errors, Form, Params, Result, Visitor, openid};
use crate::deliberations::Refused;
use crate::deliberations::joining::{self, Code, Invitation};
use crate::people::Actor;
use crate::throttle::Try;
use view::{CodePage, NamesPage, WaitPage};

pub use host::{Door, door};
pub use view::{Square, views};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/join", get(index))
        .route("/join/{code}", get(show).post(create))
        .route("/join/{code}/wait", get(wait))
        .route("/goodbye", get(farewell::show).post(farewell::create))
        .route("/o/{organisation}/deliberations/{deliberation}/code", post(host::change_code))
        .route("/o/{organisation}/deliberations/{deliberation}/guests", post(host::add_guest))
        .route("/o/{organisation}/deliberations/{deliberation}/invite", get(host::invite))
        .route("/o/{organisation}/deliberations/{deliberation}/people", get(host::people))
        .route("/o/{organisation}/deliberations/{deliberation}/requests", get(host::requests))
        .route("/o/{organisation}/deliberations/{deliberation}/requests/{login}", post(host::answer))
}

#[derive(Deserialize)]
struct CodeQuery {
    #[serde(default)]
    code: String,
}

/// Asks for the code, or goes on to where a device that has one already belongs.
async fn index(visitor: Visitor, Query(query): Query<CodeQuery>) -> Result {
    if query.code.trim().is_empty() {
        if let Some(login) = limited(&visitor).filter(|login| login.admitted) {
            return to_room(&visitor, login).await;
        }
        let view = CodePage { code: String::new(), errors: Errors::default() };
        return visitor.page(&visitor.language.t("joining-title"), &view);
    }
    match Code::parse(&query.code) {
        Some(code) => Ok(redirect(&address(&code))),
        None => unknown(&visitor, query.code),
    }
}

/// Shows where the conversation is and whose names can be chosen. Who is in already goes straight to the room.
async fn show(visitor: Visitor, from: Address, Params(typed): Params<String>) -> Result {
    let Some((code, invitation)) = invited(&visitor, &from, &typed).await? else { return unknown(&visitor, typed) };
    match arrive(&visitor, &invitation).await? {
        Some(arrived) => Ok(arrived),
        None => visitor.page(&visitor.language.t("joining-who"), &names(&visitor, &code, &invitation, false).await?),
    }
}

#[derive(Deserialize)]
struct NameForm {
    #[serde(default)]
    account: String,
}

/// Asks to come in under a name.
async fn create(
    visitor: Visitor,
    from: Address,
    headers: HeaderMap,
    Params(typed): Params<String>,
    Form(form): Form<NameForm>,
) -> Result {
    let Some((code, invitation)) = invited(&visitor, &from, &typed).await? else { return unknown(&visitor, typed) };
    if let Some(arrived) = arrive(&visitor, &invitation).await? {
        return Ok(arrived);
    }
    let account = AccountId::parse(&form.account).filter(|_| visitor.account().is_err());
    let asked = match account {
        Some(account) => ask(&visitor, &invitation, account, &device(&headers)).await,
        None => Err(Refused::NotFound),
    };
    match asked {
        Ok(token) => Ok(signed_in(&visitor.app, &token, &format!("{}/wait", address(&code)))),
        Err(Refused::NotFound) => {
            let view = names(&visitor, &code, &invitation, true).await?;
            visitor.rejected(&visitor.language.t("joining-who"), &view)
        }
        Err(Refused::Full) => Err(Error::TooMany),
        Err(refusal) => Err(super::deliberations::refused(refusal)),
    }
}

async fn ask(
    visitor: &Visitor,
    invitation: &Invitation,
    account: AccountId,
    device: &str,
) -> std::result::Result<crate::crypto::Token, Refused> {
    let app = &visitor.app;
    let before = limited(visitor).map(|login| login.id);
    let mut tx = app.db.write().await?;
    let token = joining::ask(&mut tx, &invitation.deliberation, account, (device, before), app.clock.now()).await?;
    tx.commit().await?;
    Ok(token)
}

/// Waits until the facilitator lets the device in, then leads to the room. Asks no code: the device's login tells.
async fn wait(visitor: Visitor, Params(typed): Params<String>) -> Result {
    let code = Code::parse(&typed).ok_or(Error::NotFound)?;
    if visitor.account().is_ok() {
        return Ok(redirect(&address(&code)));
    }
    match limited(&visitor) {
        Some(login) if login.admitted => to_room(&visitor, login).await,
        waiting => {
            let name = visitor.login.as_ref().map(|(_, account)| account.name.clone()).unwrap_or_default();
            let view = WaitPage { waiting: waiting.is_some(), name, back: address(&code) };
            visitor.page(&visitor.language.t("joining-wait"), &view)
        }
    }
}

/// Counts the try, and finds the conversation of a code.
async fn invited(visitor: &Visitor, from: &Address, typed: &str) -> Result<Option<(Code, Invitation)>> {
    throttle::from(&visitor.app, Try::CodeFrom, from)?;
    let Some(code) = Code::parse(typed) else { return Ok(None) };
    let found = joining::find(visitor.app.db.read(), &code, visitor.app.clock.now()).await?;
    Ok(found.map(|invitation| (code, invitation)))
}

/// Says that a code opens nothing: one sentence, whatever the reason.
fn unknown(visitor: &Visitor, code: String) -> Result {
    let mut errors = Errors::default();
    errors.add("code", "joining-unknown");
    visitor.rejected(&visitor.language.t("joining-title"), &CodePage { code, errors })
}

/// Leads who is in already to the room: a device that was admitted, or somebody of the team who is signed in.
async fn arrive(visitor: &Visitor, invitation: &Invitation) -> Result<Option<Response>> {
    let Some((login, account)) = &visitor.login else { return Ok(None) };
    let id = invitation.deliberation.id;
    if login.deliberation_id == Some(id) && login.admitted {
        return to_room(visitor, login).await.map(Some);
    }
    let organisation = invitation.organisation.clone();
    let actor = Actor::find(visitor.app.db.read(), login, account, organisation).await?;
    let Some(actor) = actor.filter(|actor| actor.only.is_none() && openid::opens(&visitor.app, login, &actor.slug))
    else {
        return Ok(None);
    };
    let mut tx = visitor.app.db.write().await?;
    match joining::walk_in(&mut tx, &actor, &invitation.deliberation).await {
        Ok(_) => tx.commit().await?,
        Err(Refused::NotFound) => return Ok(None),
        Err(refusal) => return Err(super::deliberations::refused(refusal)),
    }
    Ok(Some(redirect(&format!("/o/{}/deliberations/{id}", actor.slug))))
}

async fn names(visitor: &Visitor, code: &Code, invitation: &Invitation, missed: bool) -> Result<NamesPage> {
    let signed_in = visitor.account().ok().map(|account| account.name.clone());
    let names = match signed_in {
        // Somebody of elsewhere would lose their own login; they hear so, and learn no names.
        Some(_) => Vec::new(),
        None => joining::names(visitor.app.db.read(), &invitation.deliberation).await?,
    };
    Ok(NamesPage::new(address(code), invitation, names, signed_in, missed))
}

/// Returns the login of a device that belongs to one conversation.
fn limited(visitor: &Visitor) -> Option<&login::Model> {
    visitor.login.as_ref().map(|(login, _)| login).filter(|login| login.deliberation_id.is_some())
}

/// Leads a limited login to its conversation.
async fn to_room(visitor: &Visitor, login: &login::Model) -> Result {
    let place = joining::place_of(visitor.app.db.read(), login).await?;
    let (slug, id) = place.ok_or(Error::NotFound)?;
    Ok(redirect(&format!("/o/{slug}/deliberations/{id}")))
}

fn address(code: &Code) -> String {
    format!("/join/{}", code.as_str())
}
