//! One-time links: accepting an invitation, and choosing a new password. Whoever holds the link may use it, once.

pub mod openid;
pub mod view;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use entity::one_time_link::{self, LinkPurpose};
use entity::{account, organisation, team};
use sea_orm::EntityTrait;
use serde::Deserialize;

use super::form::{self, Errors};
use super::login::{Came, let_in};
use super::routing::{Routes, get, post};
use super::teams::view::role_name;
use super::throttle::{self, Address};
use super::views::{Entry, entry};
use super::{Error, Form, Params, Result, Visitor};
use crate::app::App;
use crate::crypto::Token;
use crate::people::accounts::{self, Email, NewAccount};
use crate::people::links::{self, LinkState};
use crate::people::passwords::Password;
use crate::people::{identities, recovery};
use crate::teams::invitations::{self, NotAccepted};
use crate::teams::{self, Refused};
use crate::throttle::Try;
use view::{GonePage, InvitedPage, RecoverPage};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/links/{token}", get(show).post(create)).route("/links/{token}/openid", post(openid::create))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<InvitedPage>(), entry::<RecoverPage>(), entry::<GonePage>()]
}

/// A link that exists, with what its pages need.
struct Found {
    link: one_time_link::Model,
    organisation: organisation::Model,
    team: Option<team::Model>,
    account: Option<account::Model>,
    /// Whether the account has an owner already, who comes in by a password or a provider.
    owned: bool,
    /// The address of the link itself.
    action: String,
}

impl Found {
    fn has_password(&self) -> bool {
        self.account.as_ref().is_some_and(|account| account.password_hash.is_some())
    }
}

async fn find(app: &App, token: &str) -> Result<Found> {
    let link = links::find(app.db.read(), &Token::from_text(token)).await?.ok_or(Error::NotFound)?;
    load(app, link, format!("/links/{token}")).await
}

async fn load(app: &App, link: one_time_link::Model, action: String) -> Result<Found> {
    let db = app.db.read();
    let organisation = organisation::Entity::find_by_id(link.organisation_id).one(db).await?;
    let team = match link.team_id {
        Some(team) => teams::find(db, link.organisation_id, team).await?,
        None => None,
    };
    let account = match Email::parse(&link.email) {
        Some(email) => accounts::find_by_email(db, &email).await?,
        None => None,
    };
    let owned = match &account {
        Some(account) => account.password_hash.is_some() || identities::has_any(db, account.id).await?,
        None => false,
    };
    Ok(Found { organisation: organisation.ok_or(Error::NotFound)?, team, account, owned, action, link })
}

async fn show(visitor: Visitor, address: Address, Params(token): Params<String>) -> Result {
    throttle::from(&visitor.app, Try::LinkFrom, &address)?;
    let found = find(&visitor.app, &token).await?;
    match links::state(&found.link, visitor.app.clock.now()) {
        LinkState::Open => {}
        state => return gone(&visitor, &found, state),
    }
    let form = LinkForm { name: found.link.name.clone(), ..LinkForm::default() };
    Ok(page(&visitor, &found, &form, Errors::default())?.into_response())
}

#[derive(Default, Deserialize)]
pub struct LinkForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

async fn create(
    visitor: Visitor,
    address: Address,
    headers: HeaderMap,
    Params(token): Params<String>,
    Form(form): Form<LinkForm>,
) -> Result {
    let app = &visitor.app;
    throttle::from(app, Try::LinkFrom, &address)?;
    let found = find(app, &token).await?;
    match links::state(&found.link, app.clock.now()) {
        LinkState::Open => {}
        state => return gone(&visitor, &found, state),
    }
    match (found.link.purpose, &found.account) {
        (LinkPurpose::Recovery | LinkPurpose::Password, _) => recover(&visitor, &found, &form).await,
        (LinkPurpose::Invitation, Some(account)) if found.owned => {
            throttle::password(app, &account.email, &address)?;
            join(&visitor, &found, account, &form, &headers).await
        }
        (LinkPurpose::Invitation, _) => enrol(&visitor, &found, &form, &headers).await,
    }
}

/// Sets the new password; whoever used the link signs in with it next.
async fn recover(visitor: &Visitor, found: &Found, form: &LinkForm) -> Result {
    let app = &visitor.app;
    let own = [found.link.email.as_str(), found.link.name.as_str(), found.organisation.name.as_str()];
    let password = match Password::choose(&form.password, &own) {
        Ok(password) => password,
        Err(unfit) => return rejected(visitor, found, form, ("password", unfit.sentence())),
    };
    let hash = app.passwords.hash(password.reveal()).await?;
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    match recovery::recover(&mut tx, &found.link, hash, now).await {
        Ok(()) => tx.commit().await?,
        Err(recovery::Refused::Database(error)) => return Err(error.into()),
        Err(_) => return gone(visitor, found, LinkState::Spent),
    }
    Ok(visitor.redirect_with_notice("/login", "recovery-done"))
}

/// Lets somebody with an account join, who shows by their password that it is theirs.
async fn join(
    visitor: &Visitor,
    found: &Found,
    account: &account::Model,
    form: &LinkForm,
    headers: &HeaderMap,
) -> Result {
    let verified = visitor.app.passwords.verify(form.password.clone(), account.password_hash.clone()).await?;
    if !verified {
        return rejected(visitor, found, form, ("password", "login-refused"));
    }
    let tx = visitor.app.db.write().await?;
    accept(visitor, tx, found, (account, Came::Password), headers).await
}

/// Makes the account of somebody who is new, or gives an account without a password its first.
async fn enrol(visitor: &Visitor, found: &Found, form: &LinkForm, headers: &HeaderMap) -> Result {
    let app = &visitor.app;
    let mut errors = Errors::default();
    let name = form::required(&form.name, 120, "name", &mut errors);
    let own = [found.link.email.as_str(), form.name.as_str(), found.organisation.name.as_str()];
    let password = Password::choose(&form.password, &own);
    if let Err(unfit) = password {
        errors.add("password", unfit.sentence());
    }
    let (Ok(password), true) = (password, errors.is_empty()) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(visitor, found, form, errors)?).into_response());
    };
    let hash = app.passwords.hash(password.reveal()).await?;
    let email = Email::parse(&found.link.email).ok_or(Error::NotFound)?;
    let mut tx = app.db.write().await?;
    let account = match accounts::find_by_email(tx.conn(), &email).await? {
        // Somebody used another link for this address in the meantime: the page now asks for that password.
        Some(account) if account.password_hash.is_some() => return Err(Error::Conflict),
        Some(account) if identities::has_any(tx.conn(), account.id).await? => return Err(Error::Conflict),
        Some(account) => {
            accounts::set_password(&mut tx, account.id, hash).await?;
            accounts::describe(&mut tx, account.id, name, visitor.language.code()).await?;
            account
        }
        None => {
            let language = visitor.language.code().to_owned();
            let new = NewAccount { email, name, language, password_hash: Some(hash) };
            accounts::create(&mut tx, new, app.clock.now()).await?
        }
    };
    accept(visitor, tx, found, (&account, Came::Password), headers).await
}

async fn accept(
    visitor: &Visitor,
    mut tx: crate::db::Tx,
    found: &Found,
    (account, came): (&account::Model, Came),
    headers: &HeaderMap,
) -> Result {
    let app = &visitor.app;
    match invitations::accept(&mut tx, &found.link, account, app.clock.now()).await {
        Ok(()) => {}
        Err(NotAccepted::Gone) => return gone(visitor, found, LinkState::Spent),
        Err(NotAccepted::Refused(Refused::Database(error))) => return Err(error.into()),
        Err(NotAccepted::Refused(_)) => return Err(Error::Conflict),
    }
    let home = format!("/o/{}", found.organisation.slug);
    let_in(app, tx, (account, came), headers, &home).await
}

fn rejected(visitor: &Visitor, found: &Found, form: &LinkForm, wrong: (&'static str, &'static str)) -> Result {
    let mut errors = Errors::default();
    errors.add(wrong.0, wrong.1);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(visitor, found, form, errors)?).into_response())
}

fn page(visitor: &Visitor, found: &Found, form: &LinkForm, errors: Errors) -> Result<Response> {
    let organisation = found.organisation.name.clone();
    if found.link.purpose != LinkPurpose::Invitation {
        let view = RecoverPage { email: found.link.email.clone(), errors };
        return visitor.page(&visitor.language.t("recover-title"), &view);
    }
    let view = InvitedPage {
        team: found.team.as_ref().map(|team| team.name.clone()).unwrap_or_default(),
        role: found.link.role.map(|role| role_name(visitor.language, role)).unwrap_or_default(),
        email: found.link.email.clone(),
        known: found.owned,
        password: found.has_password() || !found.owned,
        openid: if openid_covers(visitor, found) { super::openid::name(&visitor.app) } else { String::new() },
        action: found.action.clone(),
        name: form.name.clone(),
        organisation,
        errors,
    };
    visitor.page(&visitor.language.t("invited-title"), &view)
}

fn openid_covers(visitor: &Visitor, found: &Found) -> bool {
    super::openid::covers(&visitor.app, &found.organisation.slug)
}

/// Says honestly that the link no longer works, and what to do.
fn gone(visitor: &Visitor, found: &Found, state: LinkState) -> Result {
    let view = GonePage { spent: state == LinkState::Spent, recovery: found.link.purpose != LinkPurpose::Invitation };
    let page = visitor.page(&visitor.language.t("gone-title"), &view)?;
    Ok((StatusCode::GONE, page).into_response())
}
