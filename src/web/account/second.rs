//! What somebody shows besides their password: adding, naming, letting go, and codes on paper.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use entity::ids::SecondFactorId;
use entity::second_factor::{self, FactorKind};
use entity::security_event::SecurityKind;
use serde::Deserialize;

use super::own;
use super::second_view::{AppPage, CodesPage, FactorLine, SecondPage};
use crate::db::Tx;
use crate::deliberations::joining::square;
use crate::people::second_factors::{self, passkeys};
use crate::people::{logins, second_factors::Begun};
use crate::security_log::{self, Happened};
use crate::web::extract::{json, redirect};
use crate::web::form::{self, Errors};
use crate::web::login::require_proof;
use crate::web::routing::{Routes, get, post};
use crate::web::throttle::{self, Address};
use crate::web::views::{Entry, entry};
use crate::web::{Error, Form, Params, Result, Visitor, dates};

const HERE: &str = "/account/second";

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/account/second", get(index))
        .route("/account/second/app", get(show_app).post(begin_app))
        .route("/account/second/app/confirm", post(confirm_app))
        .route("/account/second/codes", post(renew_codes))
        .route("/account/second/passkeys", post(create_passkey))
        .route("/account/second/passkeys/question", post(ask_passkey))
        .route("/account/second/{factor}/remove", post(destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<SecondPage>(), entry::<AppPage>(), entry::<CodesPage>()]
}

impl From<passkeys::Refused> for Error {
    fn from(refused: passkeys::Refused) -> Self {
        match refused {
            passkeys::Refused::Wrong => Self::Malformed,
            passkeys::Refused::Database(error) => error.into(),
            passkeys::Refused::Internal(error) => Self::Internal(error),
        }
    }
}

#[derive(Deserialize)]
struct NeededQuery {
    /// Set when the organisation lets somebody in no further without.
    #[serde(default)]
    needed: String,
}

async fn index(visitor: Visitor, Query(query): Query<NeededQuery>) -> Result {
    let page = page(&visitor, query.needed == "yes", Errors::default()).await?;
    visitor.page(&visitor.language.t("second-title"), &page)
}

async fn page(visitor: &Visitor, needed: bool, errors: Errors) -> Result<SecondPage> {
    let (login, account) = own(visitor)?;
    let db = visitor.app.db.read();
    let line = |factor: second_factor::Model| FactorLine {
        kind: factor.kind.as_str(),
        name: factor.name,
        since: dates::day_of(factor.created_at, visitor.language),
        remove: format!("{HERE}/{}/remove", factor.id),
    };
    Ok(SecondPage {
        factors: second_factors::list(db, account.id).await?.into_iter().map(line).collect(),
        codes_left: second_factors::codes_left(db, account.id).await?,
        can_passkey: passkeys::site(&visitor.app.config.public_url).is_some(),
        needed: needed && !login.second,
        errors,
    })
}

/// Returns the app that is being set up.
async fn begun(visitor: &Visitor) -> Result<Begun> {
    let (_, account) = own(visitor)?;
    let begun = second_factors::begun(visitor.app.db.read(), &visitor.app.key, (account.id, &account.email)).await?;
    begun.ok_or(Error::NotFound)
}

async fn begin_app(visitor: Visitor) -> Result {
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    require_room(&visitor).await?;
    let mut tx = visitor.app.db.write().await?;
    second_factors::begin_app(&mut tx, &visitor.app.key, account.id, visitor.app.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect("/account/second/app"))
}

async fn require_room(visitor: &Visitor) -> Result<()> {
    let (_, account) = own(visitor)?;
    let count = second_factors::list(visitor.app.db.read(), account.id).await?.len();
    if (count as u64) < second_factors::MOST { Ok(()) } else { Err(Error::Conflict) }
}

fn app_page(begun: &Begun, errors: Errors) -> Result<AppPage> {
    Ok(AppPage { drawn: square(&begun.address()?).into(), secret: begun.typed(), errors })
}

async fn show_app(visitor: Visitor) -> Result {
    own(&visitor)?;
    require_proof(&visitor, HERE)?;
    let view = app_page(&begun(&visitor).await?, Errors::default())?;
    visitor.page(&visitor.language.t("second-app-title"), &view)
}

#[derive(Deserialize)]
struct CodeForm {
    #[serde(default)]
    code: String,
}

async fn confirm_app(visitor: Visitor, address: Address, Form(form): Form<CodeForm>) -> Result {
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    throttle::second(&visitor.app, account.id, &address)?;
    let begun = begun(&visitor).await?;
    let now = visitor.app.clock.now();
    let mut tx = visitor.app.db.write().await?;
    if !second_factors::confirm_app(&mut tx, (account.id, &begun), &form.code, now).await? {
        drop(tx);
        let mut errors = Errors::default();
        errors.add("code", "second-wrong");
        return visitor.rejected(&visitor.language.t("second-app-title"), &app_page(&begun, errors)?);
    }
    added(&visitor, tx).await
}

/// Notes in the security log that the second factor changed.
async fn note(tx: &mut Tx, visitor: &Visitor) -> Result<()> {
    let (_, account) = own(visitor)?;
    let happened = Happened::own(SecurityKind::SecondFactorChanged, account.id);
    Ok(security_log::note(tx, happened, visitor.app.clock.now()).await?)
}

/// Goes on after something was added: the first one brings codes on paper along.
async fn added(visitor: &Visitor, mut tx: Tx) -> Result {
    let (login, account) = own(visitor)?;
    logins::show_second(&mut tx, login.id).await?;
    let first = second_factors::codes_left(tx.conn(), account.id).await? == 0;
    let codes = if first { second_factors::new_codes(&mut tx, account.id).await? } else { Vec::new() };
    note(&mut tx, visitor).await?;
    tx.commit().await?;
    if first { shown(visitor, codes) } else { Ok(visitor.redirect_with_notice(HERE, "second-added")) }
}

fn shown(visitor: &Visitor, codes: Vec<String>) -> Result {
    let page = visitor.page(&visitor.language.t("second-codes-title"), &CodesPage { codes })?;
    Ok((StatusCode::CREATED, page).into_response())
}

async fn renew_codes(visitor: Visitor) -> Result {
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    if !second_factors::is_asked(visitor.app.db.read(), account.id).await? {
        return Err(Error::NotFound);
    }
    let mut tx = visitor.app.db.write().await?;
    let codes = second_factors::new_codes(&mut tx, account.id).await?;
    note(&mut tx, &visitor).await?;
    tx.commit().await?;
    shown(&visitor, codes)
}

async fn ask_passkey(visitor: Visitor) -> Result {
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    require_room(&visitor).await?;
    let site = passkeys::site(&visitor.app.config.public_url).ok_or(Error::NotFound)?;
    let owner = passkeys::Owner { account: account.id, email: &account.email, name: &account.name };
    let mut tx = visitor.app.db.write().await?;
    let question = passkeys::ask_to_make(&mut tx, &site, owner, visitor.app.clock.now()).await?;
    tx.commit().await?;
    json(&question)
}

#[derive(Deserialize)]
struct PasskeyForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    answer: String,
}

async fn create_passkey(visitor: Visitor, Form(form): Form<PasskeyForm>) -> Result {
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    let site = passkeys::site(&visitor.app.config.public_url).ok_or(Error::NotFound)?;
    let mut errors = Errors::default();
    let name = form::at_most(&form.name, 60, "name", &mut errors);
    let now = visitor.app.clock.now();
    if errors.is_empty() {
        let mut tx = visitor.app.db.write().await?;
        match passkeys::make(&mut tx, &site, account.id, (name, &form.answer), now).await {
            Ok(()) => return added(&visitor, tx).await,
            Err(passkeys::Refused::Wrong) => errors.add("name", "second-passkey-wrong"),
            Err(refused) => return Err(refused.into()),
        }
    }
    let page = page(&visitor, false, errors).await?;
    visitor.rejected(&visitor.language.t("second-title"), &page)
}

async fn destroy(visitor: Visitor, Params(factor): Params<SecondFactorId>) -> Result {
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    let mut tx = visitor.app.db.write().await?;
    if !second_factors::remove(&mut tx, account.id, factor).await? {
        return Err(Error::NotFound);
    }
    note(&mut tx, &visitor).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with_notice(HERE, "second-removed"))
}

impl FactorLine {
    /// A line for a sample.
    pub fn sample(kind: FactorKind, name: &str) -> Self {
        Self { kind: kind.as_str(), name: name.into(), since: "3 maart 2026".into(), remove: "#".into() }
    }
}
