//! A person's own account: name, language, password, logins, organisations.

mod data;
mod data_view;
mod openid;
mod second;
mod second_view;
pub mod view;

use entity::ids::LoginId;
use entity::security_event::SecurityKind;
use entity::{account, login};
use serde::Deserialize;

use super::form::{self, Errors};
use super::login::require_proof;
use super::routing::{Routes, get, post};
use super::throttle::{self, Address};
use super::views::{Entry, entry};
use super::words::Language;
use super::{Error, Form, Params, Result, Visitor, dates};
use crate::deliberations::hearsay;
use crate::journal;
use crate::letters;
use crate::meetings::calendar;
use crate::people::accounts;
use crate::people::logins;
use crate::people::passwords::Password;
use crate::people::second_factors;
use crate::security_log::{self, Happened};
use crate::teams::memberships;
pub use data::{chosen, gone};
pub use data_view::{CopyChoice, LogLine};
use view::{AccountPage, LoginLine, MailPart, OrganisationLine, device_words};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/account", get(show).post(update))
        .route("/account/password", post(change_password))
        .route("/account/logins/end", post(end_others))
        .route("/account/logins/{login}/end", post(end))
        .route("/account/recovery/dismiss", post(dismiss_recovery))
        .merge(data::routes())
        .merge(openid::routes())
        .merge(second::routes())
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    let mut views = vec![entry::<AccountPage>()];
    views.extend(data::views());
    views.extend(second::views());
    views
}

/// Returns the login and account of whoever is signed in for more than one conversation.
fn own(visitor: &Visitor) -> Result<(&login::Model, &account::Model)> {
    visitor.account()?;
    visitor.login.as_ref().map(|(login, account)| (login, account)).ok_or(Error::SignedOut)
}

async fn show(visitor: Visitor) -> Result {
    let (_, account) = own(&visitor)?;
    let page = page(&visitor, account.name.clone(), Errors::default()).await?;
    visitor.page(&visitor.language.t("account-title"), &page)
}

async fn page(visitor: &Visitor, name: String, errors: Errors) -> Result<AccountPage> {
    let (here, account) = own(visitor)?;
    let db = visitor.app.db.read();
    let now = visitor.app.clock.now();
    let language = visitor.language;
    let line = |login: login::Model| LoginLine {
        device: device_words(language, &login.device),
        seen: dates::roughly(login.seen_at, now, language),
        current: login.id == here.id,
        visit: login.deliberation_id.is_some(),
        end: format!("/account/logins/{}/end", login.id),
    };
    let organisations = memberships::of_account(db, account.id).await?;
    let organisation =
        |row: entity::organisation::Model| OrganisationLine { href: format!("/o/{}", row.slug), name: row.name };
    Ok(AccountPage {
        name,
        email: account.email.clone(),
        language: language.code(),
        recovered: account.recovered_at.map(|at| dates::moment(at, language)).unwrap_or_default(),
        logins: logins::list(db, account.id, now).await?.into_iter().map(line).collect(),
        organisations: organisations.into_iter().map(organisation).collect(),
        second: second_factors::is_asked(db, account.id).await?,
        has_password: account.password_hash.is_some(),
        openid: openid::part(visitor, account).await?,
        mail: mail(visitor, account).await?,
        errors,
    })
}

async fn mail(visitor: &Visitor, account: &account::Model) -> Result<MailPart> {
    let db = visitor.app.db.read();
    let choices = letters::choices(db, account.id).await?;
    let since = calendar::feed_since(db, account.id).await?;
    Ok(MailPart {
        on: visitor.app.mail.is_on(),
        invitations: choices.invitations,
        reminders: choices.reminders,
        promises: choices.promises,
        feed_since: since.map(|at| dates::day_of(at, visitor.language)).unwrap_or_default(),
    })
}

#[derive(Deserialize)]
struct AccountForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: String,
}

async fn update(visitor: Visitor, Form(form): Form<AccountForm>) -> Result {
    let (_, account) = own(&visitor)?;
    let mut errors = Errors::default();
    let name = form::required(&form.name, 120, "name", &mut errors);
    if !errors.is_empty() {
        return visitor.rejected(&visitor.language.t("account-title"), &page(&visitor, form.name, errors).await?);
    }
    let mut tx = visitor.app.db.write().await?;
    let has_another = name != account.name;
    accounts::describe(&mut tx, account.id, name, Language::parse(&form.language).code()).await?;
    if has_another {
        hearsay::renamed(&mut tx, account.id).await?;
    }
    tx.commit().await?;
    Ok(visitor.redirect_with_notice("/account", "account-saved"))
}

#[derive(Deserialize)]
struct PasswordForm {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
}

async fn change_password(visitor: Visitor, address: Address, Form(form): Form<PasswordForm>) -> Result {
    let (login, account) = own(&visitor)?;
    let app = &visitor.app;
    throttle::password(app, &account.email, &address)?;
    let mut errors = Errors::default();
    let organisations = memberships::of_account(app.db.read(), account.id).await?;
    let mut own = vec![account.name.as_str(), account.email.as_str()];
    own.extend(organisations.iter().map(|organisation| organisation.name.as_str()));
    let password = Password::choose(&form.new, &own);
    if let Err(unfit) = password {
        errors.add("new", unfit.sentence());
    }
    if account.password_hash.is_none() {
        require_proof(&visitor, "/account")?;
    } else if !app.passwords.verify(form.old.clone(), account.password_hash.clone()).await? {
        errors.add("old", "account-old-wrong");
    }
    let (Ok(password), true) = (password, errors.is_empty()) else {
        let page = page(&visitor, account.name.clone(), errors).await?;
        return visitor.rejected(&visitor.language.t("account-title"), &page);
    };
    let slot = journal::keys::follow(app.db.read(), &app.passwords, account.id, (&form.old, &form.new)).await?;
    let notice = if slot.is_some() { "account-password-changed-journal" } else { "account-password-changed" };
    let hash = app.passwords.hash(password.reveal()).await?;
    let mut tx = app.db.write().await?;
    accounts::set_password(&mut tx, account.id, hash).await?;
    if let Some(slot) = slot {
        journal::keys::replace_slot(&mut tx, slot).await?;
    }
    logins::end_others(&mut tx, account.id, login.id).await?;
    let happened = Happened::own(SecurityKind::PasswordChanged, account.id);
    security_log::note(&mut tx, happened, app.clock.now()).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with_notice("/account", notice))
}

async fn end(visitor: Visitor, Params(id): Params<LoginId>) -> Result {
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, "/account")?;
    let known = logins::list(visitor.app.db.read(), account.id, visitor.app.clock.now()).await?;
    if !known.iter().any(|login| login.id == id) {
        return Err(Error::NotFound);
    }
    let mut tx = visitor.app.db.write().await?;
    logins::end(&mut tx, account.id, id).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with_notice("/account", "account-login-ended"))
}

async fn end_others(visitor: Visitor) -> Result {
    let (login, account) = own(&visitor)?;
    require_proof(&visitor, "/account")?;
    let mut tx = visitor.app.db.write().await?;
    logins::end_others(&mut tx, account.id, login.id).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with_notice("/account", "account-logins-ended"))
}

async fn dismiss_recovery(visitor: Visitor) -> Result {
    let (_, account) = own(&visitor)?;
    let mut tx = visitor.app.db.write().await?;
    accounts::dismiss_recovery(&mut tx, account.id).await?;
    tx.commit().await?;
    Ok(super::extract::redirect("/"))
}
