//! The second reader's page: the copy alone, and one question.

use entity::ids::SharedCopyId;
use entity::look::{LookKind, LookRole};
use serde::Deserialize;

use super::view::{CopyWords, ReviewPage};
use super::{address, open};
use crate::shared_copies::{self, Access, Opened};
use crate::web::form::required;
use crate::web::{Error, Errors, Form, Here, Params, Result, looks};

/// Most characters of what the reader says.
const NOTE: usize = 1_000;

pub(super) async fn show(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let opened = reader(&here, id).await?;
    let presenter = opened.origin.presenter_id;
    let page = page(&here, opened, String::new(), String::new(), Errors::default()).await?;
    looks::note(&here, presenter, (LookKind::Copy, id.0), LookRole::Reader).await?;
    here.page(&here.language.t("shared-review-title"), &page)
}

#[derive(Deserialize)]
pub(super) struct ReviewForm {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn create(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Form(form): Form<ReviewForm>,
) -> Result {
    let opened = reader(&here, id).await?;
    let mut errors = Errors::default();
    let said = match form.answer.as_str() {
        "no" => "shared-review-confirmed",
        "yes" => "shared-review-sent-back",
        _ => {
            errors.add("answer", "shared-review-choose");
            ""
        }
    };
    let sends_back = form.answer == "yes";
    let note = if sends_back { required(&form.note, NOTE, "note", &mut errors) } else { String::new() };
    if !errors.is_empty() {
        let page = page(&here, opened, form.answer, form.note, errors).await?;
        return here.rejected(&here.language.t("shared-review-title"), &page);
    }
    let mut tx = here.app.db.write().await?;
    if sends_back {
        shared_copies::send_back(&mut tx, &here.actor, id, note).await?;
    } else {
        shared_copies::confirm(&mut tx, &here.actor, id).await?;
    }
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(""), said))
}

async fn reader(here: &Here, id: SharedCopyId) -> Result<Opened> {
    let opened = open(here, id).await?;
    if opened.access == Access::Reader { Ok(opened) } else { Err(Error::NotFound) }
}

async fn page(here: &Here, opened: Opened, answer: String, note: String, errors: Errors) -> Result<ReviewPage> {
    let bundle = shared_copies::bundle(here.app.db.read(), opened.copy).await?;
    let url = address(here, bundle.copy.id);
    Ok(ReviewPage { url, copy: CopyWords::of(here.language, &bundle), answer, note, errors })
}
