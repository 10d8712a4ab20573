//! Signing in with a provider of OpenID Connect: sending somebody there. `returning` has what happens when they come back.
//!
//! Who isn't known makes no account here: an invitation does, or the owner of an account who adds this way in.

mod returning;
pub mod view;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use entity::login;
use serde::Deserialize;

use super::routing::{Routes, get, post};
use super::start::local_path;
use super::throttle::{self, Address};
use super::views::{Entry, entry};
use super::{Error, Form, Result, Visitor, cookies};
use crate::app::App;
use crate::crypto::Token;
use crate::openid::{Asked, Bond, Failed, Provider};
use crate::people::errands::{self, Errand, Purpose};
use crate::teams::memberships;
use crate::throttle::Try;
use view::{FailedPage, OnwardPage, Way};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/login/openid", post(sign_in))
        .route("/login/openid/return", get(returning::show))
        .route("/login/again/openid", post(prove))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<OnwardPage>(), entry::<FailedPage>()]
}

/// Returns what people call the provider; empty when there is none.
pub fn name(app: &App) -> String {
    app.openid.as_ref().map(|provider| provider.settings().name.clone()).unwrap_or_default()
}

/// Tells whether the provider's word counts in the organisation with this slug.
pub fn covers(app: &App, slug: &str) -> bool {
    app.openid.as_ref().is_some_and(|provider| provider.settings().covers(slug))
}

/// Tells whether a login opens the organisation with this slug: a provider counts only where the settings say so.
pub fn opens(app: &App, login: &login::Model, slug: &str) -> bool {
    !login.by_openid || covers(app, slug)
}

/// Asks for the password where a login doesn't open all organisations of its account.
pub async fn require_all_open(visitor: &Visitor, back: &str) -> Result<()> {
    visitor.account()?;
    let Some((login, account)) = &visitor.login else { return Err(Error::SignedOut) };
    if !login.by_openid {
        return Ok(());
    }
    let organisations = memberships::of_account(visitor.app.db.read(), account.id).await?;
    let all = organisations.iter().all(|organisation| opens(&visitor.app, login, &organisation.slug));
    if all { Ok(()) } else { Err(Error::Password(back.to_owned())) }
}

/// Returns the provider; without one there are no such pages.
pub fn provider(app: &App) -> Result<&Provider> {
    app.openid.as_ref().ok_or(Error::NotFound)
}

#[derive(Deserialize)]
struct BackForm {
    #[serde(default)]
    back: String,
}

async fn sign_in(visitor: Visitor, address: Address, Form(form): Form<BackForm>) -> Result {
    send(&visitor, &address, Purpose::SignIn, &form.back).await
}

async fn prove(visitor: Visitor, address: Address, Form(form): Form<BackForm>) -> Result {
    visitor.account()?;
    let (login, _) = visitor.login.as_ref().ok_or(Error::SignedOut)?;
    send(&visitor, &address, Purpose::Prove(login.id), &form.back).await
}

/// Sends somebody to the provider, by a page of ours: a form may lead to ourselves only.
pub async fn send(visitor: &Visitor, from: &Address, purpose: Purpose, back: &str) -> Result {
    let app = &visitor.app;
    let provider = provider(app)?;
    throttle::from(app, Try::OpenIdFrom, from)?;
    let (token, now) = (Token::new(), app.clock.now());
    let errand = Errand { purpose, back: local_path(back).to_owned(), begun_at: now };
    let asked = Asked { back: &return_address(app), anew: errand.anew(), language: visitor.language.code() };
    let address = match provider.address(&Bond::of(&token), asked).await {
        Ok(address) => address,
        Err(failed) => return tell(visitor, &failed, Way::of(&errand.purpose)),
    };
    let mut tx = app.db.write().await?;
    errands::begin(&mut tx, &token, errand).await?;
    tx.commit().await?;
    let view = OnwardPage { name: name(app), address: address.clone() };
    let mut response = visitor.page(&visitor.language.t_with("openid-onward-title", "name", &view.name), &view)?;
    let refresh = HeaderValue::from_str(&format!("0; url={address}")).map_err(anyhow::Error::new)?;
    response.headers_mut().insert(header::REFRESH, refresh);
    let cookie = cookies::make(&app.config, cookies::OPENID, token.reveal(), 0).to_string();
    let value = HeaderValue::from_str(&cookie).expect("a token makes a valid cookie");
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

fn return_address(app: &App) -> String {
    format!("{}/login/openid/return", app.config.public_url)
}

/// Says that the provider didn't help, and notes why.
fn tell(visitor: &Visitor, failed: &Failed, way: Way) -> Result {
    tracing::warn!(%failed, "signing in with OpenID Connect failed");
    match failed {
        Failed::Unreachable(_) => fail(visitor, StatusCode::SERVICE_UNAVAILABLE, "openid-unreachable", way),
        Failed::Refused(_) => refuse(visitor, "openid-refused", way),
    }
}

/// Says in a sentence why somebody isn't in.
pub fn refuse(visitor: &Visitor, sentence: &'static str, way: Way) -> Result {
    fail(visitor, StatusCode::UNPROCESSABLE_ENTITY, sentence, way)
}

fn fail(visitor: &Visitor, status: StatusCode, sentence: &'static str, way: Way) -> Result {
    let name = name(&visitor.app);
    let view = FailedPage { sentence: visitor.language.t_with(sentence, "name", &name), way };
    let page: Response = visitor.page(&visitor.language.t_with("openid-failed-title", "name", &name), &view)?;
    Ok((status, page).into_response())
}
