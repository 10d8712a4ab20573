//! The door's second step: a code of an app, a code on paper, or a passkey.

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use entity::account;
use entity::second_factor::FactorKind;
use entity::security_event::SecurityKind;
use serde::{Deserialize, Serialize};

use super::{BackQuery, device, signed_in};
use crate::people::accounts;
use crate::people::logins::{self, Shown};
use crate::people::second_factors::ticket::{First, Ticket};
use crate::people::second_factors::{self, passkeys};
use crate::security_log::{self, Happened};
use crate::throttle::Try;
use crate::web::extract::json;
use crate::web::start::local_path;
use crate::web::throttle::{self, Address};
use crate::web::views::View;
use crate::web::{Error, Errors, Form, Result, Visitor, cookies};

/// The page that asks for more than was shown first.
#[derive(Serialize)]
pub struct SecondPage {
    back: String,
    /// Whether an app's code can be shown; a code on paper always can.
    app: bool,
    passkey: bool,
    errors: Errors,
}

impl View for SecondPage {
    const TEMPLATE: &'static str = "people/second.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("code", "second-wrong");
        vec![
            Self { back: "/".into(), app: true, passkey: true, errors: Errors::default() },
            Self { back: "/".into(), app: false, passkey: true, errors: Errors::default() },
            Self { back: "/".into(), app: true, passkey: false, errors },
        ]
    }
}

/// Finds who showed the first thing just now, and what it was; others begin at the door.
async fn holder(visitor: &Visitor, headers: &HeaderMap) -> Result<(account::Model, First)> {
    let app = &visitor.app;
    let ticket = cookies::read(headers, &app.config, cookies::TICKET).and_then(|text| Ticket::parse(&text));
    let ticket = ticket.ok_or(Error::SignedOut)?;
    let account = accounts::find(app.db.read(), ticket.account()).await?.ok_or(Error::SignedOut)?;
    if ticket.holds(&app.key, &account, app.clock.now()) {
        Ok((account, ticket.first()))
    } else {
        Err(Error::SignedOut)
    }
}

async fn page(visitor: &Visitor, account: &account::Model, back: &str, errors: Errors) -> Result<SecondPage> {
    let kinds = second_factors::list(visitor.app.db.read(), account.id).await?;
    let has = |kind| kinds.iter().any(|factor| factor.kind == kind);
    let site = passkeys::site(&visitor.app.config.public_url);
    Ok(SecondPage {
        back: local_path(back).to_owned(),
        app: has(FactorKind::App),
        passkey: has(FactorKind::Passkey) && site.is_some(),
        errors,
    })
}

pub async fn new(visitor: Visitor, headers: HeaderMap, Query(query): Query<BackQuery>) -> Result {
    let (account, _) = holder(&visitor, &headers).await?;
    let view = page(&visitor, &account, &query.back, Errors::default()).await?;
    visitor.page(&visitor.language.t("second-door-title"), &view)
}

/// Asks for a passkey, in the words that a browser's own interface takes.
pub async fn ask(visitor: Visitor, address: Address, headers: HeaderMap) -> Result {
    let (account, _) = holder(&visitor, &headers).await?;
    let app = &visitor.app;
    throttle::from(app, Try::PasswordFrom, &address)?;
    let site = passkeys::site(&app.config.public_url).ok_or(Error::NotFound)?;
    let mut tx = app.db.write().await?;
    let question = passkeys::ask(&mut tx, &site, account.id, app.clock.now()).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    json(&question)
}

#[derive(Deserialize)]
pub struct SecondForm {
    #[serde(default)]
    code: String,
    /// A passkey's answer, which the script fills in.
    #[serde(default)]
    answer: String,
    #[serde(default)]
    back: String,
}

pub async fn create(visitor: Visitor, address: Address, headers: HeaderMap, Form(form): Form<SecondForm>) -> Result {
    let (account, first) = holder(&visitor, &headers).await?;
    let app = &visitor.app;
    throttle::second(app, account.id, &address)?;
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let shown = if form.answer.is_empty() {
        second_factors::take_code(&mut tx, &app.key, account.id, &form.code, now).await?
    } else {
        match passkeys::site(&app.config.public_url) {
            Some(site) => match passkeys::take(&mut tx, &site, account.id, &form.answer, now).await {
                Ok(()) => true,
                Err(passkeys::Refused::Wrong) => false,
                Err(refused) => return Err(refused.into()),
            },
            None => false,
        }
    };
    if !shown {
        // The question was answered, wrongly: it is gone.
        security_log::note_refused(&mut tx, Some(account.id), now).await?;
        tx.commit().await?;
        let mut errors = Errors::default();
        errors.add("code", if form.answer.is_empty() { "second-wrong" } else { "second-passkey-wrong" });
        let view = page(&visitor, &account, &form.back, errors).await?;
        return visitor.rejected(&visitor.language.t("second-door-title"), &view);
    }
    let both = match first {
        First::Password => Shown::Second,
        First::OpenId => Shown::OpenId { second: true },
    };
    let token = logins::start(&mut tx, account.id, both, &device(&headers), now).await?;
    security_log::note(&mut tx, Happened::own(SecurityKind::SignIn, account.id), now).await?;
    tx.commit().await?;
    Ok(without_ticket(&visitor, signed_in(app, &token, local_path(&form.back))))
}

fn without_ticket(visitor: &Visitor, mut response: Response) -> Response {
    let cookie = cookies::forget(&visitor.app.config, cookies::TICKET).to_string();
    let value = HeaderValue::from_str(&cookie).expect("an empty cookie is valid");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}
