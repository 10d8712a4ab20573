//! Coming back from the provider. The answer counts in the browser that went, once, and leads to what it went for.

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use entity::ids::LoginId;
use entity::security_event::SecurityKind;
use entity::{account, login};
use serde::Deserialize;

use super::view::Way;
use super::{provider, refuse, return_address, tell};
use crate::crypto::Token;
use crate::openid::{Answer, Asked, Bond, Verified};
use crate::people::errands::{self, Errand, Purpose};
use crate::people::{identities, logins};
use crate::security_log::{self, Happened};
use crate::teams::memberships;
use crate::throttle::Try;
use crate::web::login::{Came, let_in, signed_in};
use crate::web::throttle::{self, Address};
use crate::web::{Error, Result, Visitor, cookies, links};

#[derive(Deserialize)]
pub struct ReturnQuery {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    iss: Option<String>,
    #[serde(default)]
    error: String,
}

pub async fn show(visitor: Visitor, address: Address, headers: HeaderMap, Query(query): Query<ReturnQuery>) -> Result {
    provider(&visitor.app)?;
    throttle::from(&visitor.app, Try::OpenIdFrom, &address)?;
    let mut response = come(&visitor, &headers, query).await?;
    let cookie = cookies::forget(&visitor.app.config, cookies::OPENID).to_string();
    let value = HeaderValue::from_str(&cookie).expect("an empty cookie is valid");
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

async fn come(visitor: &Visitor, headers: &HeaderMap, query: ReturnQuery) -> Result {
    let app = &visitor.app;
    let token = cookies::read(headers, &app.config, cookies::OPENID).map(|text| Token::from_text(&text));
    let Some(token) = token.filter(|token| Bond::of(token).is_state(&query.state)) else {
        return refuse(visitor, "openid-lost", Way::Door);
    };
    let mut tx = app.db.write().await?;
    let errand = errands::take(&mut tx, &token, app.clock.now()).await?;
    tx.commit().await?;
    let Some(errand) = errand else { return refuse(visitor, "openid-lost", Way::Door) };
    let way = Way::of(&errand.purpose);
    match query.error.as_str() {
        "" => {}
        "access_denied" => return refuse(visitor, "openid-stopped", way),
        _ => return refuse(visitor, "openid-refused", way),
    }
    let asked = Asked { back: &return_address(app), anew: errand.anew(), language: visitor.language.code() };
    let answer = Answer { code: query.code, issuer: query.iss };
    let times = (errand.begun_at, app.clock.now());
    match provider(app)?.redeem((&Bond::of(&token), asked), answer, times).await {
        Ok(who) => arrive(visitor, headers, &who, errand).await,
        Err(failed) => tell(visitor, &failed, way),
    }
}

async fn arrive(visitor: &Visitor, headers: &HeaderMap, who: &Verified, errand: Errand) -> Result {
    match errand.purpose {
        Purpose::SignIn => sign_in(visitor, headers, who, &errand.back).await,
        Purpose::Join { organisation, link, name } => {
            links::openid::join(visitor, headers, who, (organisation, link), name).await
        }
        Purpose::Link(login) => link(visitor, who, login).await,
        Purpose::Prove(login) => prove(visitor, who, login, &errand.back).await,
    }
}

async fn sign_in(visitor: &Visitor, headers: &HeaderMap, who: &Verified, back: &str) -> Result {
    let app = &visitor.app;
    let tx = app.db.write().await?;
    let Some(account) = identities::find_account(tx.conn(), who).await? else {
        return refuse(visitor, "openid-unknown", Way::Door);
    };
    let organisations = memberships::of_account(tx.conn(), account.id).await?;
    if !organisations.iter().any(|organisation| super::covers(app, &organisation.slug)) {
        return refuse(visitor, "openid-elsewhere", Way::Door);
    }
    let_in(app, tx, (&account, Came::OpenId { second: who.second }), headers, back).await
}

/// Finds the login that asked, when it is still this browser's.
fn asker(visitor: &Visitor, asked: LoginId) -> Result<(&login::Model, &account::Model)> {
    visitor.account()?;
    let own = visitor.login.as_ref().filter(|(login, _)| login.id == asked);
    own.map(|(login, account)| (login, account)).ok_or(Error::SignedOut)
}

async fn link(visitor: &Visitor, who: &Verified, asked: LoginId) -> Result<Response> {
    let (_, account) = asker(visitor, asked)?;
    let app = &visitor.app;
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    match identities::link(&mut tx, account.id, who, now).await {
        Ok(()) => {
            security_log::note(&mut tx, Happened::own(SecurityKind::WayInChanged, account.id), now).await?;
            tx.commit().await?;
        }
        Err(identities::Refused::Database(error)) => return Err(error.into()),
        Err(identities::Refused::Another) => return refuse(visitor, "openid-another", Way::Account),
        Err(_) => return refuse(visitor, "openid-taken", Way::Account),
    }
    Ok(visitor.redirect_with_notice("/account", "openid-linked"))
}

async fn prove(visitor: &Visitor, who: &Verified, asked: LoginId, back: &str) -> Result<Response> {
    let (login, account) = asker(visitor, asked)?;
    let app = &visitor.app;
    let mut tx = app.db.write().await?;
    if identities::find_account(tx.conn(), who).await?.is_none_or(|shown| shown.id != account.id) {
        return refuse(visitor, "openid-other", Way::Account);
    }
    logins::prove(&mut tx, login.id, app.clock.now()).await?;
    let token = logins::renew(&mut tx, login.id).await?;
    tx.commit().await?;
    Ok(signed_in(app, &token, back))
}
