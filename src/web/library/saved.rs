//! Keeping a search, and letting go of it.

use entity::ids::SavedSearchId;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use crate::library::saved;
use crate::search::SearchQuery;
use crate::web::extract::redirect;
use crate::web::form::tidy;
use crate::web::{Form, Here, Params, Result};

/// A search that this person keeps.
#[derive(Clone, Serialize)]
pub struct SavedItem {
    pub name: String,
    pub href: String,
    pub remove: String,
    /// It is the search on the page.
    pub here: bool,
}

/// Lists what this person keeps; `query` is the search on the page.
pub(super) async fn list(here: &Here, query: &SearchQuery) -> Result<Vec<SavedItem>> {
    let present = query.on_page(1).to_url_query();
    let item = |row: entity::saved_search::Model| SavedItem {
        href: here.url(&format!("/library?{}", row.query)),
        remove: here.url(&format!("/library/searches/{}/destroy", row.id)),
        here: row.query == present,
        name: row.name,
    };
    Ok(saved::list(here.app.db.read(), &here.actor).await?.into_iter().map(item).collect())
}

#[derive(Deserialize)]
pub(super) struct SearchForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    query: String,
}

pub(super) async fn create(here: Here, Form(form): Form<SearchForm>) -> Result {
    // Whatever was sent comes back as one of our own addresses.
    let pairs = form.query.split('&').filter_map(|part| part.split_once('='));
    let decoded = pairs.map(|(name, value)| (name, percent_decode_str(value).decode_utf8_lossy().into_owned()));
    let query = SearchQuery::parse(decoded).on_page(1).to_url_query();
    let back = here.url(&format!("/library?{query}"));
    if query.is_empty() {
        return Ok(redirect(&back));
    }
    let name = match tidy(&form.name) {
        name if name.is_empty() => here.language.t("library-saved-unnamed"),
        name => name,
    };
    let mut tx = here.app.db.write().await?;
    let kept = saved::keep(&mut tx, &here.actor, &name, query, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&back, if kept { "library-saved-done" } else { "library-saved-full" }))
}

pub(super) async fn destroy(here: Here, Params((_, id)): Params<(String, SavedSearchId)>) -> Result {
    let mut tx = here.app.db.write().await?;
    saved::let_go(&mut tx, &here.actor, id).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/library"), "library-saved-gone"))
}
