//! Signing in and out.

mod again;
mod second;

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use entity::account;
use entity::ids::AccountId;
use entity::security_event::SecurityKind;
use serde::{Deserialize, Serialize};

use super::extract::redirect;
use super::routing::{Routes, get, post};
use super::start::local_path;
use super::throttle::{self, Address};
use super::views::{Entry, View, entry};
use super::{Errors, Form, Result, Visitor, cookies, openid};
use crate::app::App;
use crate::crypto::Token;
use crate::db::{self, Tx};
use crate::people::accounts::{self, Email};
use crate::people::logins::{self, Shown};
use crate::people::second_factors;
use crate::people::second_factors::ticket::{First, Ticket};
use crate::security_log::{self, Happened};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/login", get(new).post(create))
        .route("/login/second", get(second::new).post(second::create))
        .route("/login/second/question", post(second::ask))
        .route("/login/again", get(again::new).post(again::create))
        .route("/logout", post(destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<LoginPage>(), entry::<second::SecondPage>(), entry::<again::AgainPage>()]
}

pub use again::require_proof;

/// The door.
#[derive(Serialize)]
pub struct LoginPage {
    email: String,
    back: String,
    /// What people call the provider of OpenID Connect; empty when there is none.
    openid: String,
    errors: Errors,
}

impl LoginPage {
    fn of(visitor: &Visitor, email: String, back: &str, errors: Errors) -> Self {
        Self { email, back: local_path(back).to_owned(), openid: openid::name(&visitor.app), errors }
    }
}

impl View for LoginPage {
    const TEMPLATE: &'static str = "people/login.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("password", "login-refused");
        vec![
            Self { email: String::new(), back: "/".into(), openid: String::new(), errors: Errors::default() },
            Self { email: "noor@demo.example".into(), back: "/".into(), openid: "Maaskant".into(), errors },
        ]
    }
}

#[derive(Deserialize)]
struct BackQuery {
    #[serde(default)]
    back: String,
}

async fn new(visitor: Visitor, Query(query): Query<BackQuery>) -> Result {
    let view = LoginPage::of(&visitor, String::new(), &query.back, Errors::default());
    visitor.page(&visitor.language.t("login-title"), &view)
}

#[derive(Deserialize)]
struct LoginForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

async fn create(visitor: Visitor, address: Address, headers: HeaderMap, Form(form): Form<LoginForm>) -> Result {
    let app = &visitor.app;
    throttle::password(app, &form.email, &address)?;
    let account = match Email::parse(&form.email) {
        Some(email) => accounts::find_by_email(app.db.read(), &email).await?,
        None => None,
    };
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let verified = app.passwords.verify(form.password, hash).await?;
    let Some(account) = account.clone().filter(|_| verified) else {
        refused(app, account.map(|account| account.id)).await?;
        let mut errors = Errors::default();
        errors.add("password", "login-refused");
        let view = LoginPage::of(&visitor, form.email, &form.back, errors);
        return visitor.rejected(&visitor.language.t("login-title"), &view);
    };
    let_in(app, app.db.write().await?, (&account, Came::Password), &headers, local_path(&form.back)).await
}

/// How somebody came to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// With a password.
    Password,
    /// With the word of a provider of OpenID Connect, which may have asked for a second factor itself.
    OpenId { second: bool },
}

/// Lets somebody in who showed the first thing, or asks for the second; what was written before is kept.
pub async fn let_in(
    app: &App,
    mut tx: Tx,
    (account, came): (&account::Model, Came),
    headers: &HeaderMap,
    back: &str,
) -> Result {
    let (first, shown) = match came {
        Came::Password => (First::Password, Shown::Password),
        Came::OpenId { second } => (First::OpenId, Shown::OpenId { second }),
    };
    if came != (Came::OpenId { second: true }) && second_factors::is_asked(tx.conn(), account.id).await? {
        tx.commit().await?;
        return Ok(second_step(app, account, first, back));
    }
    let now = app.clock.now();
    let token = logins::start(&mut tx, account.id, shown, &device(headers), now).await?;
    security_log::note(&mut tx, Happened::own(SecurityKind::SignIn, account.id), now).await?;
    tx.commit().await?;
    Ok(signed_in(app, &token, back))
}

/// Counts a try that was refused; where nothing can be kept, it is refused all the same.
async fn refused(app: &App, account: Option<AccountId>) -> Result<()> {
    let counted = async {
        let mut tx = app.db.write().await?;
        security_log::note_refused(&mut tx, account, app.clock.now()).await?;
        tx.commit().await
    };
    match counted.await {
        Err(error) if db::is_full(&error) => tracing::warn!("the disk is full: a refused try wasn't counted"),
        counted => counted?,
    }
    Ok(())
}

/// Leads a browser that showed the first thing to the page that asks for more.
fn second_step(app: &App, account: &account::Model, first: First, back: &str) -> Response {
    let back = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
    let mut response = redirect(&format!("/login/second?back={back}"));
    let ticket = Ticket::of(&app.key, account, first, app.clock.now()).text();
    let cookie = cookies::make(&app.config, cookies::TICKET, &ticket, 0).to_string();
    let value = HeaderValue::from_str(&cookie).expect("a ticket makes a valid cookie");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}

/// Sends a browser on with the cookie of its new login.
pub fn signed_in(app: &App, token: &Token, to: &str) -> Response {
    let mut response = redirect(to);
    let cookie = cookies::make(&app.config, cookies::LOGIN, token.reveal(), logins::LIFETIME_DAYS).to_string();
    let value = HeaderValue::from_str(&cookie).expect("a token makes a valid cookie");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}

async fn destroy(visitor: Visitor) -> Result {
    let app = &visitor.app;
    if let Some((login, account)) = &visitor.login {
        let mut tx = app.db.write().await?;
        logins::end(&mut tx, account.id, login.id).await?;
        tx.commit().await?;
    }
    let is_visit = visitor.login.as_ref().is_some_and(|(login, _)| login.deliberation_id.is_some());
    let by_openid = visitor.login.as_ref().is_some_and(|(login, _)| login.by_openid);
    let response = match (is_visit, by_openid) {
        (true, _) => redirect("/goodbye"),
        // The provider has a login of its own, which is the provider's to end.
        (false, true) => visitor.redirect_with_notice("/login", "openid-logged-out"),
        (false, false) => redirect("/login"),
    };
    Ok(signed_out(app, response))
}

/// Takes from a browser what it kept of somebody.
pub fn signed_out(app: &App, mut response: Response) -> Response {
    for name in [cookies::LOGIN, cookies::JOURNAL] {
        let cookie = cookies::forget(&app.config, name).to_string();
        let value = HeaderValue::from_str(&cookie).expect("an empty cookie is valid");
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    // What the journal left on the device, the worker and its key among it.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    response
}

/// Returns what a browser calls itself, for the list of logins.
pub fn device(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
