//! The journal's own door: making its key, opening it, closing it, and the recovery code.

use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::held::{self, Posted};
use super::keeper::{Keeper, Reader, forget_key};
use super::view::door::{BeginPage, CodePage, OpenPage, RecoverPage};
use super::view::settings::SettingsPage;
use crate::journal::slots::Secret;
use crate::journal::{Refused, keys, opening, slots};
use crate::throttle::Try;
use crate::web::extract::redirect;
use crate::web::start::local_path;
use crate::web::{Error, Errors, Form, Result};

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

#[derive(Deserialize)]
pub struct DoorForm {
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    again: String,
    #[serde(default)]
    code: String,
    /// The code as it stands on the page, to be compared with what is typed back.
    #[serde(default)]
    shown: String,
    /// The passphrase that counts, where the journal is open already.
    #[serde(default)]
    current: String,
    /// The code is the journal's first.
    #[serde(default)]
    first: bool,
}

pub async fn begin(keeper: Keeper) -> Result {
    if keeper.journal.is_some() {
        return Ok(redirect("/journal"));
    }
    keeper.page(&keeper.language.t("journal-begin-title"), &BeginPage { errors: Errors::default() })
}

/// Makes the key, opens the journal here, and shows the recovery code: the only time that it is shown.
pub async fn create(keeper: Keeper, Form(form): Form<DoorForm>) -> Result {
    if keeper.journal.is_some() {
        return Ok(redirect("/journal"));
    }
    let passphrase = match chosen(&form.passphrase, &form.again) {
        Ok(passphrase) => passphrase,
        Err(errors) => return keeper.rejected(&keeper.language.t("journal-begin-title"), &BeginPage { errors }),
    };
    let code = slots::recovery_code();
    let app = &keeper.app;
    let new = keys::prepare(&app.passwords, keeper.owner, &passphrase, &Secret::recovery(&code)).await?;
    let mut tx = app.db.write().await?;
    let begun = keys::begin(&mut tx, &app.key, &new).await?;
    tx.commit().await?;
    if !begun {
        return Ok(redirect("/journal"));
    }
    let view = CodePage { code: code.to_string(), first: true, errors: Errors::default() };
    let page = keeper.page(&keeper.language.t("journal-code-title"), &view)?;
    keeper.keep_open(&new.opened, page).await
}

/// Parses a passphrase that is typed twice.
pub fn chosen(text: &str, again: &str) -> std::result::Result<Secret, Errors> {
    let mut errors = Errors::default();
    let chosen = Secret::choose(text);
    match &chosen {
        None => errors.add("passphrase", "journal-passphrase-length"),
        Some(chosen) if !chosen.is(&Secret::passphrase(again)) => errors.add("again", "journal-passphrase-differs"),
        Some(_) => {}
    }
    chosen.filter(|_| errors.is_empty()).ok_or(errors)
}

/// Makes a new recovery code; the old one counts until this one is typed back. Asks for the passphrase: a journal that somebody left
/// open shall not give a way in for ever.
pub async fn code(reader: Reader, Form(form): Form<DoorForm>) -> Result {
    let Some(opened) = unlock(&reader, &Secret::passphrase(&form.current)).await? else {
        let mut errors = Errors::default();
        errors.add("current", "journal-passphrase-wrong");
        let view = SettingsPage::of(&reader, errors);
        return reader.rejected(&reader.language.t("journal-settings-title"), &view);
    };
    let code = slots::recovery_code();
    let app = &reader.app;
    let slot = slots::wrap(&app.passwords, reader.owner, &opened.key, &Secret::new_recovery(&code)).await?;
    let mut tx = app.db.write().await?;
    keys::replace_slot(&mut tx, slot).await?;
    tx.commit().await?;
    let view = CodePage { code: code.to_string(), first: false, errors: Errors::default() };
    reader.page(&reader.language.t("journal-code-title"), &view)
}

/// Takes the recovery code that was typed back.
pub async fn confirm(keeper: Keeper, Form(form): Form<DoorForm>) -> Result {
    let shown = Secret::recovery(&form.shown);
    if !shown.is(&Secret::recovery(&form.code)) {
        let mut errors = Errors::default();
        errors.add("code", "journal-code-differs");
        let view = CodePage { code: form.shown, first: form.first, errors };
        return keeper.rejected(&keeper.language.t("journal-code-title"), &view);
    }
    let app = &keeper.app;
    if !app.throttle.pass(Try::Password, &format!("journal {}", keeper.owner)) {
        return Err(Error::TooMany);
    }
    // The page could hold another code than one that opens: only such a one counts.
    let slot = keys::confirmed(app.db.read(), &app.passwords, keeper.owner, &form.shown).await?;
    let mut tx = app.db.write().await?;
    keys::confirm_recovery(&mut tx, slot).await?;
    tx.commit().await?;
    Ok(keeper.redirect_with_notice("/journal", "journal-code-confirmed"))
}

pub async fn closed(keeper: Keeper, Query(query): Query<Back>) -> Result {
    if keeper.journal.is_none() {
        return Ok(redirect("/journal/begin"));
    }
    let view = OpenPage { back: local_path(&query.back).to_owned(), errors: Errors::default() };
    keeper.page(&keeper.language.t("journal-open-title"), &view)
}

pub async fn open(keeper: Keeper, Form(posted): Form<Posted>) -> Result {
    let typed = |asked: &str| posted.iter().find(|(name, _)| name == asked).map_or("", |(_, value)| value.as_str());
    let back = local_path(typed("back")).to_owned();
    let is_held = held::is_held(&posted, &back);
    if is_held && held::is_others(&keeper, &posted) {
        return held::others(&keeper, &back, &posted);
    }
    match unlock(&keeper, &Secret::passphrase(typed("passphrase"))).await? {
        Some(opened) if is_held => keeper.keep_open(&opened, held::onward(&back)).await,
        Some(opened) => {
            let to = if back == "/" { "/journal" } else { &back };
            keeper.keep_open(&opened, redirect(to)).await
        }
        None => {
            let mut errors = Errors::default();
            errors.add("passphrase", "journal-passphrase-wrong");
            if is_held {
                return held::closed(&keeper, &back, &posted, errors);
            }
            keeper.rejected(&keeper.language.t("journal-open-title"), &OpenPage { back, errors })
        }
    }
}

/// Opens the key, a limited number of times; `None` when the words are others.
pub async fn unlock(keeper: &Keeper, secret: &Secret) -> Result<Option<crate::journal::OpenJournal>> {
    let app = &keeper.app;
    if !app.throttle.pass(Try::Password, &format!("journal {}", keeper.owner)) {
        return Err(Error::TooMany);
    }
    match keys::unlock(app.db.read(), &app.passwords, keeper.owner, secret).await {
        Ok(opened) => Ok(Some(opened)),
        Err(Refused::Wrong) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub async fn close(keeper: Keeper) -> Result<Response> {
    let mut tx = keeper.app.db.write().await?;
    opening::close(&mut tx, keeper.login.id).await?;
    tx.commit().await?;
    let answer = keeper.redirect_with_notice("/journal", "journal-closed");
    Ok(forget_key(&keeper.app, answer))
}

pub async fn recover(keeper: Keeper) -> Result {
    if keeper.journal.is_none() {
        return Ok(redirect("/journal/begin"));
    }
    let view = recover_page(&keeper, String::new(), Errors::default());
    keeper.page(&keeper.language.t("journal-recover-title"), &view)
}

fn recover_page(keeper: &Keeper, code: String, errors: Errors) -> RecoverPage {
    let has_password = keeper.account().is_ok_and(|account| account.password_hash.is_some());
    RecoverPage { code, has_password, errors }
}

/// Opens the journal with the recovery code, and takes a new passphrase.
pub async fn recovered(keeper: Keeper, Form(form): Form<DoorForm>) -> Result {
    let title = keeper.language.t("journal-recover-title");
    let passphrase = match chosen(&form.passphrase, &form.again) {
        Ok(passphrase) => passphrase,
        Err(errors) => return keeper.rejected(&title, &recover_page(&keeper, form.code, errors)),
    };
    let Some(opened) = unlock(&keeper, &Secret::recovery(&form.code)).await? else {
        let mut errors = Errors::default();
        errors.add("code", "journal-code-wrong");
        return keeper.rejected(&title, &recover_page(&keeper, form.code, errors));
    };
    let app = &keeper.app;
    let slot = slots::wrap(&app.passwords, keeper.owner, &opened.key, &passphrase).await?;
    let mut tx = app.db.write().await?;
    keys::replace_slot(&mut tx, slot).await?;
    opening::close_others(&mut tx, keeper.owner, keeper.login.id).await?;
    tx.commit().await?;
    let answer = keeper.redirect_with_notice("/journal", "journal-recovered");
    keeper.keep_open(&opened, answer).await
}
