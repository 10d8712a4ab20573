//! The library: a search box that invites, and a shared copy to read. The address is the whole state of a search.

mod view;

use axum::extract::Query;
use entity::ids::{SharedCopyId, SharedPartId, TeamId};
use entity::team;

use super::routing::{Routes, get};
use super::views::{Entry, entry};
use super::{Error, Here, Params, Result};
use crate::handbook;
use crate::library::{self, Found, VirtueWords};
use crate::search::{self, Hit, Results, Rights, SearchQuery, mark_all, snippet};
use crate::shared_copies;
use crate::web::words::Language;
use view::{CopyPage, FacetLabels, HitItem, LibraryPage};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/library", get(index)).route("/o/{organisation}/library/{copy}", get(show))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<LibraryPage>(), entry::<CopyPage>()]
}

async fn index(here: Here, Query(parameters): Query<Vec<(String, String)>>) -> Result {
    let query = SearchQuery::parse(parameters);
    let db = here.app.db.read();
    let teams = library::teams_read_by(db, &here.actor).await?;
    let team_ids: Vec<TeamId> = teams.iter().map(|team| team.id).collect();
    let rights = Rights {
        organisation: here.actor.organisation.0,
        teams: team_ids.iter().map(|team| team.0).collect(),
        handbook_language: here.language.code().to_owned(),
    };
    let Some(results) = ask(&here, query.clone(), rights).await? else {
        return here.page(&here.language.t("library-title"), &LibraryPage::building(here.url("/library")));
    };
    let ids = results.hits.iter().filter_map(|hit| SharedPartId::parse(&hit.key)).collect();
    let found = library::parts(db, here.actor.organisation, &team_ids, ids).await?;
    let virtues = library::virtue_words(db, here.actor.organisation, &team_ids).await?;
    let shown = Shown { here: &here, query: &query, found: &found, teams: &teams };
    let items = results.hits.iter().filter_map(|hit| shown.item(hit)).collect();
    let labels = FacetLabels { language: here.language, teams: &teams, virtues: &virtues };
    let page = LibraryPage::new(here.url("/library"), &query, &results, items, &labels);
    here.page(&here.language.t("library-title"), &page)
}

/// Asks the index on a blocking thread; `None` while it is still being built.
async fn ask(here: &Here, query: SearchQuery, rights: Rights) -> Result<Option<Results>> {
    let Some(index) = here.app.index.get().cloned() else { return Ok(None) };
    let answer =
        tokio::task::spawn_blocking(move || index.search(&query, &rights)).await.map_err(anyhow::Error::new)?;
    match answer {
        Ok(results) => Ok(Some(results)),
        Err(search::Error::NotBuilt) => Ok(None),
        Err(error) => Err(Error::Internal(error.into())),
    }
}

/// What is needed to show a hit.
struct Shown<'a> {
    here: &'a Here,
    query: &'a SearchQuery,
    found: &'a [Found],
    teams: &'a [team::Model],
}

impl Shown<'_> {
    /// Shows a hit; `None` for one whose row may no longer be shown, however briefly the index was behind.
    fn item(&self, hit: &Hit) -> Option<HitItem> {
        let language = self.here.language;
        if let Some((code, slug)) = hit.key.split_once('/') {
            let page = handbook::find(code, slug)?;
            return Some(HitItem {
                href: self.here.url(&format!("/handbook/{slug}")),
                kind: language.t("library-kind-handbook"),
                title: page.title.clone(),
                pieces: snippet(&format!("{}\n{}", page.summary, page.text), self.query)
                    .into_iter()
                    .map(Into::into)
                    .collect(),
                notes: Vec::new(),
            });
        }
        let found = self.found.iter().find(|found| found.part.id.to_string() == hit.key)?;
        let team = self.teams.iter().find(|team| team.id == found.copy.team_id)?;
        Some(HitItem {
            href: self.here.url(&format!("/library/{}?{}", found.copy.id, self.query.to_url_query())),
            kind: language.t(&format!("library-kind-{}", found.part.kind.as_str())),
            title: found.copy.title.clone(),
            pieces: snippet(&found.part.text, self.query).into_iter().map(Into::into).collect(),
            notes: vec![team.name.clone(), found.copy.year.to_string()],
        })
    }
}

async fn show(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Query(parameters): Query<Vec<(String, String)>>,
) -> Result {
    let db = here.app.db.read();
    let bundle = library::find(db, &here.actor, id).await?.ok_or(Error::NotFound)?;
    let query = SearchQuery::parse(parameters);
    let back = match query.to_url_query() {
        search if search.is_empty() => here.url("/library"),
        search => here.url(&format!("/library?{search}")),
    };
    let marked = |text: &str| mark_all(text, &query).into_iter().map(Into::into).collect();
    let mut page = CopyPage::new(&bundle, here.language, back, &marked);
    if shared_copies::may_withdraw(db, &here.actor, id).await? {
        page.withdraw = Some(here.url(&format!("/shared-copies/{id}/withdraw")));
    }
    here.page(&bundle.copy.title, &page)
}

/// Names a virtue facet's value in the words that the shared copies hold.
fn virtue_name(virtues: &[VirtueWords], key: &str) -> Option<String> {
    virtues.iter().find(|words| words.key == key).map(|words| words.name.clone())
}

/// Names a side: the pole's own word, or the middle.
fn side_name(language: Language, virtues: &[VirtueWords], value: &str) -> Option<String> {
    let (key, side) = value.rsplit_once('/')?;
    let words = virtues.iter().find(|words| words.key == key)?;
    Some(match side {
        "too_little" => format!("{}: {}", words.name, words.too_little),
        "too_much" => format!("{}: {}", words.name, words.too_much),
        _ => format!("{}: {}", words.name, language.t("library-side-mean")),
    })
}
