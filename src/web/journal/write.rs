//! Writing: one question and a field, more only for who asks for it. A login is enough. Nothing that was typed is ever lost on
//! the way: not to a limit, not to an expired login, not to another device.

use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use entity::ids::{BranchId, EntryId};
use serde::Deserialize;

use super::form::WriteForm;
use super::keeper::{Keeper, Reader};
use super::pages::goes;
use super::view::write::{SavedPage, WritePage};
use crate::app::App;
use crate::db::aside;
use crate::journal::seal::PublicHalf;
use crate::journal::{Draft, Refused, read, vouch, write};
use crate::web::autosave::Background;
use crate::web::extract::redirect;
use crate::web::words::Language;
use crate::web::{Error, Errors, Form, Params, Result, Visitor};

#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    set: String,
}

pub type Pairs = Form<Vec<(String, String)>>;

pub async fn new(keeper: Keeper, Query(query): Query<Chosen>) -> Result {
    if keeper.journal.is_none() {
        return Ok(redirect("/journal/begin"));
    }
    let form = WriteForm {
        entry: EntryId::random().to_string(),
        branch: BranchId::random().to_string(),
        begun: keeper.app.clock.now().0,
        set: query.set,
        ..WriteForm::default()
    };
    let view = WritePage { fresh: true, ..WritePage::of_keeper(&keeper, form).await? };
    keeper.page(&keeper.language.t("journal-write-title"), &view)
}

/// Draws the same page with the questions of another set; what was typed stays.
pub async fn questions(visitor: Visitor, keeper: Result<Keeper>, Form(pairs): Pairs) -> Result {
    let form = WriteForm::read(pairs);
    match keeper {
        Ok(keeper) if keeper.is_other(&form.owner) => of_other(&keeper, form, Background(false)),
        Ok(keeper) => {
            let view = WritePage::of_keeper(&keeper, form).await?;
            keeper.page(&keeper.language.t("journal-write-title"), &view)
        }
        Err(Error::SignedOut) => signed_out(&visitor, form, Background(false)),
        Err(error) => Err(error),
    }
}

pub async fn edit(reader: Reader, Params(id): Params<EntryId>) -> Result {
    let entry = read::get(reader.app.db.read(), &reader.opened, id).await?;
    let view = WritePage {
        back: Some(format!("/journal/entries/{id}")),
        ..WritePage::of_keeper(&reader, WriteForm::of_entry(entry)).await?
    };
    reader.page(&reader.language.t("journal-edit-title"), &view)
}

pub async fn create(visitor: Visitor, keeper: Result<Keeper>, background: Background, Form(pairs): Pairs) -> Result {
    let form = WriteForm::read(pairs);
    let keeper = match keeper {
        Ok(keeper) => keeper,
        Err(Error::SignedOut) => return signed_out(&visitor, form, background),
        Err(error) => return Err(error),
    };
    if keeper.is_other(&form.owner) {
        return of_other(&keeper, form, background);
    }
    let draft = {
        let now = keeper.app.clock.now();
        form.draft(keeper.language, now).ok_or(Error::Malformed)?.timed(now)
    };
    let Some(journal) = &keeper.journal else {
        return rejected(&keeper, form, background, "journal-not-begun").await;
    };
    let to = match vouch::vouched(&keeper.app.key, journal) {
        Err(Refused::Unvouched) => return rejected(&keeper, form, background, "journal-unvouched").await,
        to => to?,
    };
    if draft.body.is_blank() {
        return rejected(&keeper, form, background, "journal-blank").await;
    }
    if !draft.fits() {
        return rejected(&keeper, form, background, "journal-too-long").await;
    }
    let entry = draft.entry;
    match store(&keeper.app, &keeper, to, draft).await {
        Err(Refused::OtherKey) => return rejected(&keeper, form, background, "journal-other-key").await,
        Err(Refused::Deleted) => return of_deleted(&keeper, form, background).await,
        Err(Refused::Full) => return rejected(&keeper, form, background, "journal-full").await,
        stored => stored?,
    }
    let to = if keeper.opened.is_some() { format!("/journal/entries/{entry}") } else { "/journal/saved".to_owned() };
    if background.0 {
        return Ok(answer(StatusCode::OK, keeper.language, "autosave-saved", &to));
    }
    Ok(keeper.redirect_with_notice(&to, "journal-saved-notice"))
}

/// Seals and stores a draft. One that isn't newer than what the same page saved before gets a branch of its own.
pub async fn store(app: &App, keeper: &Keeper, to: PublicHalf, draft: Draft) -> std::result::Result<(), Refused> {
    match store_once(app, keeper, &to, draft.clone()).await {
        Err(Refused::Behind) => {
            let again = Draft { branch: BranchId::random(), revision: 1, ..draft };
            store_once(app, keeper, &to, again).await
        }
        stored => stored,
    }
}

async fn store_once(app: &App, keeper: &Keeper, to: &PublicHalf, draft: Draft) -> std::result::Result<(), Refused> {
    store_all(app, keeper, to.clone(), vec![draft]).await
}

/// Seals and stores drafts together: all of them, or none.
pub async fn store_all(
    app: &App,
    keeper: &Keeper,
    to: PublicHalf,
    drafts: Vec<Draft>,
) -> std::result::Result<(), Refused> {
    let owner = keeper.owner;
    let seal =
        move || drafts.into_iter().map(|draft| draft.seal(owner, &to)).collect::<std::result::Result<Vec<_>, _>>();
    let sealed = aside(seal).await.map_err(anyhow::Error::new)??;
    let mut tx = app.db.write().await?;
    for draft in sealed {
        write::save(&mut tx, draft).await?;
    }
    Ok(tx.commit().await?)
}

/// Where one lands after saving without having opened the journal.
pub async fn saved(keeper: Keeper) -> Result {
    keeper.page(
        &keeper.language.t("journal-saved-title"),
        &SavedPage { goes: goes(&keeper, keeper.journal.as_ref()).await? },
    )
}

async fn rejected(keeper: &Keeper, form: WriteForm, background: Background, sentence: &'static str) -> Result {
    if background.0 {
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, keeper.language, sentence, ""));
    }
    let mut errors = Errors::default();
    errors.add("text", sentence);
    let view = WritePage { errors, ..WritePage::of_keeper(keeper, form).await? };
    keeper.rejected(&keeper.language.t("journal-write-title"), &view)
}

/// Tells that the entry was deleted. The page that comes back is one of a new entry, for whoever still wants the words; the script
/// makes one of its own.
async fn of_deleted(keeper: &Keeper, form: WriteForm, background: Background) -> Result {
    if background.0 {
        return Ok(answer(StatusCode::GONE, keeper.language, "journal-entry-deleted", ""));
    }
    rejected(keeper, form.anew(keeper.app.clock.now()), background, "journal-entry-deleted").await
}

/// Gives every letter back to somebody whose login has ended meanwhile.
fn signed_out(visitor: &Visitor, form: WriteForm, background: Background) -> Result {
    if background.0 {
        return Ok(answer(
            StatusCode::UNAUTHORIZED,
            visitor.language,
            "journal-signed-out",
            "/login?back=/journal/new",
        ));
    }
    given_back(visitor, form, "journal-signed-out-page")
}

/// Seals nothing: the page is somebody else's than who is signed in. The script keeps the text on the device, for whose it is.
fn of_other(visitor: &Visitor, form: WriteForm, background: Background) -> Result {
    if background.0 {
        return Ok(answer(StatusCode::CONFLICT, visitor.language, "journal-other-person", ""));
    }
    given_back(visitor, form, "journal-other-person-page")
}

fn given_back(visitor: &Visitor, form: WriteForm, apart: &'static str) -> Result {
    let view = WritePage { apart, ..WritePage::new(visitor.language, form) };
    visitor.rejected(&visitor.language.t("journal-write-title"), &view)
}

/// Answers the script: a sentence to show, and where to go.
fn answer(status: StatusCode, language: Language, sentence: &str, to: &str) -> Response {
    let body = serde_json::json!({ "said": language.t(sentence), "to": to }).to_string();
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
