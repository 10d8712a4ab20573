//! Using an invitation with a provider of OpenID Connect: going there, and joining as who it says.

use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use entity::account;
use entity::ids::{LinkId, OrganisationId};
use entity::one_time_link::LinkPurpose;

use super::{Found, LinkForm, accept, find, gone, load, page};
use crate::db::Tx;
use crate::openid::Verified;
use crate::people::accounts::{self, Email, NewAccount};
use crate::people::errands::Purpose;
use crate::people::identities::{self, Refused};
use crate::people::links::{self, LinkState};
use crate::throttle::Try;
use crate::web::form::{self, Errors};
use crate::web::login::Came;
use crate::web::openid::view::Way;
use crate::web::openid::{covers, provider, refuse, send};
use crate::web::throttle::{self, Address};
use crate::web::{Error, Form, Params, Result, Visitor};

/// Sends somebody to the provider with their invitation.
pub async fn create(
    visitor: Visitor,
    address: Address,
    Params(token): Params<String>,
    Form(form): Form<LinkForm>,
) -> Result {
    let app = &visitor.app;
    provider(app)?;
    throttle::from(app, Try::LinkFrom, &address)?;
    let found = find(app, &token).await?;
    if found.link.purpose != LinkPurpose::Invitation || !covers(app, &found.organisation.slug) {
        return Err(Error::NotFound);
    }
    match links::state(&found.link, app.clock.now()) {
        LinkState::Open => {}
        state => return gone(&visitor, &found, state),
    }
    let mut errors = Errors::default();
    // Somebody with an account has a name.
    let name = if found.owned { String::new() } else { form::required(&form.name, 120, "name", &mut errors) };
    if !errors.is_empty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&visitor, &found, &form, errors)?).into_response());
    }
    let purpose = Purpose::Join { organisation: found.organisation.id, link: found.link.id, name };
    send(&visitor, &address, purpose, "/").await
}

/// Lets somebody join as who the provider says they are.
pub async fn join(
    visitor: &Visitor,
    headers: &HeaderMap,
    who: &Verified,
    (organisation, link): (OrganisationId, LinkId),
    name: String,
) -> Result {
    let app = &visitor.app;
    let link = links::find_in(app.db.read(), organisation, link).await?.ok_or(Error::NotFound)?;
    let found = load(app, link, String::new()).await?;
    match links::state(&found.link, app.clock.now()) {
        LinkState::Open if covers(app, &found.organisation.slug) => {}
        LinkState::Open => return Err(Error::NotFound),
        state => return gone(visitor, &found, state),
    }
    let mut tx = app.db.write().await?;
    let account = match holder(visitor, &mut tx, &found, who, name).await {
        Ok(account) => account,
        Err(NotIn::Said(sentence)) => return refuse(visitor, sentence, Way::Invitation),
        Err(NotIn::Failed(error)) => return Err(error),
    };
    accept(visitor, tx, &found, (&account, Came::OpenId { second: who.second }), headers).await
}

enum NotIn {
    Said(&'static str),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for NotIn {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Finds or makes the account that the invitation is for. Holding an invitation proves nothing about an account that has an owner.
async fn holder(
    visitor: &Visitor,
    tx: &mut Tx,
    found: &Found,
    who: &Verified,
    name: String,
) -> std::result::Result<account::Model, NotIn> {
    let now = visitor.app.clock.now();
    let language = visitor.language.code();
    let email = Email::parse(&found.link.email).ok_or(Error::NotFound)?;
    let linked = identities::find_account(tx.conn(), who).await?;
    let addressed = accounts::find_by_email(tx.conn(), &email).await?;
    let account = match (linked, addressed) {
        (Some(linked), Some(addressed)) if linked.id == addressed.id => return Ok(linked),
        (Some(_), _) => return Err(NotIn::Said("openid-taken")),
        (None, Some(account)) if account.password_hash.is_some() => return Err(NotIn::Said("openid-known")),
        (None, Some(account)) if identities::has_any(tx.conn(), account.id).await? => {
            return Err(NotIn::Said("openid-known"));
        }
        (None, Some(account)) => {
            accounts::describe(tx, account.id, name, language).await?;
            account
        }
        (None, None) => {
            let new = NewAccount { email, name, language: language.to_owned(), password_hash: None };
            accounts::create(tx, new, now).await?
        }
    };
    match identities::link(tx, account.id, who, now).await {
        Ok(()) => Ok(account),
        Err(Refused::Database(error)) => Err(error.into()),
        Err(_) => Err(NotIn::Said("openid-taken")),
    }
}
