//! The library: a search box that invites, and items to read. The address is the whole state of a search.

mod collections;
mod copy;
mod labels;
mod like;
mod paper;
mod recognise;
mod results;
mod saved;
mod tags;
mod transfer;
mod view;
mod view_collections;
mod view_copy;
mod view_transfer;
mod widen;

use axum::extract::Query;
use entity::ids::SharedPartId;

use super::routing::{Routes, get, post};
use super::views::{Entry, entry};
use super::{Error, Here, Result};
use crate::db::aside;
use crate::library::{self, Reader};
use crate::search::{self, Results, Rights, SearchQuery, Thesaurus};
use labels::FacetLabels;
use results::Shown;
use view::{LibraryPage, Meant};
use view_collections::{CollectionFormPage, CollectionPage};
use view_copy::CopyPage;
use view_transfer::{StepPart, TransferPage};

pub use like::{Before, LikeItem, like_text, like_text_for};
pub use view::TextPiece;
pub use view_copy::Found;

/// Ways in which half a word may go on, at most.
const MOST_COMPLETED: usize = 5;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/library", get(index))
        .route("/o/{organisation}/library/searches", post(saved::create))
        .route("/o/{organisation}/library/searches/{search}/destroy", post(saved::destroy))
        .merge(collection_routes())
        .route("/o/{organisation}/library/transfer", get(transfer::show).post(transfer::create))
        .route("/o/{organisation}/library/export", get(transfer::export))
        .route("/o/{organisation}/library/{copy}/export", get(transfer::export_one))
        .route("/o/{organisation}/library/{copy}/paper", get(paper::show))
        .route("/o/{organisation}/library/{copy}", get(copy::show))
        .route("/o/{organisation}/library/{copy}/audience", post(widen::create))
        .route("/o/{organisation}/library/{copy}/recognition", post(recognise::create))
        .route("/o/{organisation}/shared-copies/{copy}/tags", get(tags::edit).post(tags::update))
}

fn collection_routes() -> Routes {
    let all = "/o/{organisation}/library/collections";
    let one = |rest: &str| format!("{all}/{{collection}}{rest}");
    Routes::new()
        .route(all, post(collections::create))
        .route(&format!("{all}/new"), get(collections::new))
        .route("/o/{organisation}/library/collected", post(collections::add))
        .route(&one(""), get(collections::show))
        .route(&one("/edit"), get(collections::edit).post(collections::update))
        .route(&one("/destroy"), post(collections::destroy))
        .route(&one("/items/{item}/destroy"), post(collections::take_out))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![
        entry::<LibraryPage>(),
        entry::<CopyPage>(),
        entry::<tags::TagsPage>(),
        entry::<CollectionPage>(),
        entry::<CollectionFormPage>(),
        entry::<TransferPage>(),
        entry::<StepPart>(),
    ]
}

/// What somebody may find, for the index.
fn rights(here: &Here, reader: &Reader) -> Rights {
    Rights {
        organisation: here.actor.organisation.0,
        teams: reader.teams.iter().map(|team| team.id.0).collect(),
        handbook_language: here.language.code().to_owned(),
    }
}

async fn index(here: Here, Query(parameters): Query<Vec<(String, String)>>) -> Result {
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    let virtues = library::virtue_words(db, &reader).await?;
    let labels = FacetLabels { language: here.language, teams: &reader.teams, virtues: &virtues };
    let query = asked(&here, parameters, &labels).await?;
    let Some(Answer { results, meant, further, partial }) = ask(&here, query.clone(), rights(&here, &reader)).await?
    else {
        return here.page(&here.language.t("library-title"), &LibraryPage::building(here.url("/library")));
    };
    let ids = results.hits.iter().filter_map(|hit| SharedPartId::parse(&hit.key)).collect();
    let found = library::parts(db, &reader, ids).await?;
    let shown = Shown { here: &here, query: &query, found: &found, reader: &reader };
    let items = shown.items(&results.hits);
    let mut page = LibraryPage::new(here.url("/library"), &query, &results, items, &labels);
    page.partial = partial;
    page.meant = meant.map(|meant| Meant::new(&here.url("/library"), &meant));
    page.further = further.iter().map(|further| Meant::new(&here.url("/library"), further)).collect();
    page.asked = widen::asked(&here, &reader).await?;
    page.saved = saved::list(&here, &query).await?;
    page.collections = collections::list(&here, &reader).await?;
    page.collects = !reader.teams.is_empty();
    here.page(&here.language.t("library-title"), &page)
}

/// Reads what was asked on a page that was opened from a search; without words there is nothing to mark.
pub async fn asked_before(here: &Here, parameters: Vec<(String, String)>) -> Result<SearchQuery> {
    let query = SearchQuery::parse(parameters.iter().map(|(name, value)| (name, value)));
    if query.text().is_empty() {
        return Ok(query);
    }
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    let virtues = library::virtue_words(db, &reader).await?;
    let labels = FacetLabels { language: here.language, teams: &reader.teams, virtues: &virtues };
    asked(here, parameters, &labels).await
}

/// Reads what was asked, with the field words and the organisation's own words understood.
async fn asked(here: &Here, parameters: Vec<(String, String)>, labels: &FacetLabels<'_>) -> Result<SearchQuery> {
    let (data, slug) = (here.app.config.data.clone(), here.actor.slug.clone());
    let own = aside(move || Thesaurus::of_organisation(&data, &slug));
    let own = own.await.map_err(anyhow::Error::new)?;
    Ok(SearchQuery::parse(parameters).understood(&labels.names()).with_own_words(own.into()))
}

/// What the index answers.
struct Answer {
    results: Results,
    /// The same search in another spelling.
    meant: Option<SearchQuery>,
    /// The same search with its last word completed.
    further: Vec<SearchQuery>,
    /// The index is being built, and this isn't all there is.
    partial: bool,
}

/// Asks the index on a blocking thread; `None` while there is nothing to search.
async fn ask(here: &Here, query: SearchQuery, rights: Rights) -> Result<Option<Answer>> {
    let Some(index) = here.app.index.get().cloned() else { return Ok(None) };
    let asking = aside(move || {
        let results = index.search(&query, &rights)?;
        let further = index.completed(&query, &rights, MOST_COMPLETED)?;
        // Half a word is no slip of the pen.
        let meant = if further.is_empty() { index.did_you_mean(&query, &rights)? } else { None };
        Ok(Answer { results, meant, further, partial: index.is_partial() })
    });
    match asking.await.map_err(anyhow::Error::new)? {
        Ok(answer) => Ok(Some(answer)),
        Err(search::Error::NotBuilt) => Ok(None),
        Err(error) => Err(Error::Internal(error.into())),
    }
}
