//! One item to read: the words that were searched for marked, what is like it beneath.

use axum::extract::Query;
use entity::ids::SharedCopyId;

use super::labels::FacetLabels;
use super::like;
use super::view_copy::CopyPage;
use crate::library::{self, Reader, recognise, tags, widen};
use crate::search::mark_all;
use crate::shared_copies;
use crate::web::{Error, Here, Params, Result};

pub(super) async fn show(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Query(parameters): Query<Vec<(String, String)>>,
) -> Result {
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    let bundle = library::find(db, &reader, id).await?.ok_or(Error::NotFound)?;
    let virtues = library::virtue_words(db, &reader).await?;
    let labels = FacetLabels { language: here.language, teams: &reader.teams, virtues: &virtues };
    let query = super::asked(&here, parameters, &labels).await?;
    let back = match query.to_url_query() {
        search if search.is_empty() => here.url("/library"),
        search => here.url(&format!("/library?{search}")),
    };
    let marked = |text: &str| mark_all(text, &query).into_iter().map(Into::into).collect();
    let mut page = CopyPage::new(&bundle, here.language, here.url(&format!("/library/{id}")), &marked);
    page.back = back;
    page.whose = reader.team(bundle.copy.team_id).map(|team| team.name.clone()).unwrap_or_default();
    page.like = like::like_item(&here, &reader, &bundle).await?;
    let (app, actor) = (&here.app, &here.actor);
    page.recognised = recognise::is_own(db, &app.key, actor, id, app.clock.now()).await?;
    page.collections = super::collections::list(&here, &reader).await?;
    page.acts = widen::possible(db, &here.actor, &bundle.copy).await?.into_iter().map(super::widen::name).collect();
    if shared_copies::may_withdraw(db, &here.actor, id).await? {
        page.withdraw = Some(here.url(&format!("/shared-copies/{id}/withdraw")));
    }
    if tags::open(db, &here.actor, id).await?.is_some() {
        page.tags = Some(here.url(&format!("/shared-copies/{id}/tags")));
    }
    here.page(&bundle.copy.title, &page)
}
