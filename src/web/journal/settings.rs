//! What the owner decides about the journal: what opens it, the own questions, taking it away, and destroying it.

use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::door::{chosen, unlock};
use super::held::{self, Posted};
use super::keeper::{Keeper, Reader, forget_key};
use super::view::place::place_words;
use super::view::settings::SettingsPage;
use super::view::write::tension_choice;
use crate::db::aside;
use crate::journal::export::{self, Wording};
use crate::journal::questions::Unfit;
use crate::journal::read::{self, Which};
use crate::journal::slots::Secret;
use crate::journal::{feelings, keep, keys, opening, questions, slots};
use crate::tensions;
use crate::throttle::Try;
use crate::web::login::require_proof;
use crate::web::words::Language;
use crate::web::{Error, Errors, Form, Params, Result, Visitor};

pub async fn show(reader: Reader) -> Result {
    let view = SettingsPage::of(&reader, Errors::default());
    reader.page(&reader.language.t("journal-settings-title"), &view)
}

#[derive(Deserialize)]
pub struct PassphraseForm {
    #[serde(default)]
    old: String,
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    again: String,
}

/// Wraps the key under a new passphrase, and closes the journal everywhere else.
pub async fn change_passphrase(reader: Reader, Form(form): Form<PassphraseForm>) -> Result {
    let rejected =
        |errors| reader.rejected(&reader.language.t("journal-settings-title"), &SettingsPage::of(&reader, errors));
    let passphrase = match chosen(&form.passphrase, &form.again) {
        Ok(passphrase) => passphrase,
        Err(errors) => return rejected(errors),
    };
    let Some(opened) = unlock(&reader, &Secret::passphrase(&form.old)).await? else {
        let mut errors = Errors::default();
        errors.add("old", "journal-passphrase-wrong");
        return rejected(errors);
    };
    let app = &reader.app;
    let slot = slots::wrap(&app.passwords, reader.owner, &opened.key, &passphrase).await?;
    let mut tx = app.db.write().await?;
    keys::replace_slot(&mut tx, slot).await?;
    opening::close_others(&mut tx, reader.owner, reader.login.id).await?;
    tx.commit().await?;
    Ok(reader.redirect_with_notice("/journal/settings", "journal-passphrase-changed"))
}

pub async fn write_questions(visitor: Visitor, keeper: Result<Keeper>, Form(posted): Form<Posted>) -> Result {
    let reader = match held::reader(&visitor, keeper, &posted) {
        Ok(reader) => reader,
        Err(answer) => return *answer,
    };
    let typed = posted.into_iter().find(|(name, _)| name == "questions").map(|(_, text)| text).unwrap_or_default();
    let shown = SettingsPage::of(&reader, Errors::default());
    let wrong = match questions::parse(&typed) {
        Err(Unfit::TooMany) => "journal-questions-many",
        Err(Unfit::TooLong) => "journal-questions-long",
        // They may come back from a backup; an empty field took nobody's questions away on purpose.
        Ok(own) if shown.damaged && own.is_empty() => "journal-questions-damaged",
        Ok(own) => return store_questions(&reader, own).await,
    };
    let mut errors = Errors::default();
    errors.add("questions", wrong);
    let view = SettingsPage { questions: typed, errors, ..shown };
    reader.rejected(&reader.language.t("journal-settings-title"), &view)
}

async fn store_questions(reader: &Reader, own: Vec<String>) -> Result {
    let opened = reader.opened.clone();
    let sealed = aside(move || questions::sealed(&opened, &own)).await.map_err(anyhow::Error::new)??;
    let mut tx = reader.app.db.write().await?;
    questions::store(&mut tx, reader.owner, sealed).await?;
    tx.commit().await?;
    Ok(reader.redirect_with_notice("/journal/settings", "journal-questions-saved"))
}

#[derive(Deserialize)]
pub struct KeepForm {
    #[serde(default)]
    months: String,
}

/// Chooses how long entries stay.
pub async fn keep(reader: Reader, Form(form): Form<KeepForm>) -> Result {
    let mut tx = reader.app.db.write().await?;
    keep::choose(&mut tx, reader.owner, form.months.parse().ok(), reader.app.clock.now()).await?;
    tx.commit().await?;
    Ok(reader.redirect_with_notice("/journal/settings", "journal-keep-saved"))
}

/// Hands the whole journal out, opened, as a file.
pub async fn export(reader: Reader, Params(format): Params<String>) -> Result {
    let entries = read::list(reader.app.db.read(), &reader.opened, Which::All).await?;
    let language = reader.language;
    let (content_type, ending, writing) = match format.as_str() {
        "json" => ("application/json", "json", aside(move || Ok(export::json(&entries)?)).await),
        "markdown" => ("text/markdown; charset=utf-8", "md", aside(move || Ok(markdown(language, &entries))).await),
        _ => return Err(Error::NotFound),
    };
    let writing: anyhow::Result<String> = writing.map_err(anyhow::Error::new)?;
    let text = writing?;
    let name = format!("attachment; filename=\"{}.{ending}\"", reader.language.t("journal-file-name"));
    Ok(([(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}

/// Writes entries as Markdown, in the words of the product.
pub fn markdown(language: Language, entries: &[crate::journal::Entry]) -> String {
    let code = language.code();
    let say = |key: &str| language.t(key);
    let words = Wording {
        title: &say("journal-title"),
        question: &say("journal-question"),
        places: &say("journal-places"),
        feelings: &say("journal-feelings"),
        tensions: &say("journal-tensions"),
        was: &say("journal-was"),
        wish: &say("journal-wish"),
        elsewhere: &say("journal-elsewhere"),
        damaged: &say("journal-damaged"),
        feeling: &|key| feelings::find(key).map(|f| f.name.get(code).to_owned()).unwrap_or_default(),
        tension: &|key| tensions::find(key).map(|(_, t)| tension_choice(t, code).label).unwrap_or_default(),
        place: &|at, left, right| place_words(language, at, left, right),
    };
    export::markdown(entries, &words)
}

#[derive(Deserialize)]
pub struct DestroyForm {
    #[serde(default)]
    password: String,
}

/// Destroys the journal with all that stands in it. The login's password is asked, not the passphrase: this is also the way out
/// for who has lost both passphrase and recovery code.
pub async fn destroy(keeper: Keeper, Form(form): Form<DestroyForm>) -> Result {
    let app = &keeper.app;
    if !app.throttle.pass(Try::Password, &format!("journal {}", keeper.owner)) {
        return Err(Error::TooMany);
    }
    let hash = keeper.account()?.password_hash.clone();
    if hash.is_none() {
        require_proof(&keeper, "/journal")?;
    } else if !app.passwords.verify(form.password, hash).await? {
        return Ok(keeper.redirect_with_notice("/journal", "journal-destroy-refused"));
    }
    let mut tx = app.db.write().await?;
    keys::destroy(&mut tx, keeper.owner).await?;
    tx.commit().await?;
    Ok(forget_key(app, keeper.redirect_with_notice("/journal", "journal-destroyed")))
}
