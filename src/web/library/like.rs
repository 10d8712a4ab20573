//! What is like a text: earlier items of the library, or pages of the handbook, found without being asked.

use entity::ids::{SharedCopyId, SharedPartId};
use serde::Serialize;

use super::rights;
use crate::db::aside;
use crate::handbook;
use crate::library::{self, Bundle, Found, Reader};
use crate::search::{self, Facet, Hit, Kind, Likeness, SearchQuery, snippet};
use crate::web::{Error, Here, Result};

/// Items shown beside something.
const SHOWN: usize = 3;
/// Pages of the handbook shown beside something.
const PAGES: usize = 2;
/// Hits asked for: several parts of one item count once.
const ASKED: usize = 24;
/// Below this share of the best hit something is no longer like it.
const LEAST: f32 = 0.35;

/// Something that is like what one reads or writes.
#[derive(Clone, Debug, Serialize)]
pub struct LikeItem {
    pub href: String,
    pub title: String,
    /// The start of the part that is most like it.
    pub start: String,
    pub notes: Vec<String>,
}

impl LikeItem {
    /// Makes one for the samples of pages.
    pub fn sample() -> Self {
        Self {
            href: "/o/maaskant/library/2".into(),
            title: "Blijven komen bij een dichte deur".into(),
            start: "Een man doet niet open, en zijn radio gaat zachter.".into(),
            notes: vec!["Team Noord".into(), "2026".into()],
        }
    }
}

/// Finds earlier items that are like an item.
pub async fn like_item(here: &Here, reader: &Reader, bundle: &Bundle) -> Result<Vec<LikeItem>> {
    let tensions = bundle.tensions.iter().map(|key| (Facet::Tension, key.clone()));
    let barriers = bundle.barriers.iter().map(|key| (Facet::Barrier, key.clone()));
    let virtues = bundle.virtues.iter().map(|virtue| (Facet::Virtue, library::virtue_key(virtue)));
    let likeness = Likeness {
        text: format!("{}\n{}", bundle.copy.title, bundle.text()),
        shared: tensions.chain(barriers).chain(virtues).collect(),
        kinds: EARLIER.to_vec(),
        without: Some(bundle.copy.id.0),
        limit: ASKED,
    };
    let hits = ask(here, reader, vec![likeness]).await?.pop().unwrap_or_default();
    items(here, reader, &hits).await
}

/// What was talked through before, and the handbook's pages that fit.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Before {
    pub earlier: Vec<LikeItem>,
    pub handbook: Vec<LikeItem>,
}

impl Before {
    /// Makes one for the samples of pages.
    pub fn sample() -> Self {
        let page = LikeItem { notes: vec![], ..LikeItem::sample() };
        Self { earlier: vec![LikeItem::sample()], handbook: vec![page] }
    }
}

/// Finds what is like a text that somebody writes or talks about.
pub async fn like_text(here: &Here, text: &str) -> Result<Before> {
    let reader = Reader::of(here.app.db.read(), &here.actor).await?;
    like_text_for(here, &reader, text).await
}

/// Does the same for a page that knows already what its visitor reads.
pub async fn like_text_for(here: &Here, reader: &Reader, text: &str) -> Result<Before> {
    let earlier = Likeness { text: text.to_owned(), kinds: EARLIER.to_vec(), limit: ASKED, ..Likeness::default() };
    let pages = Likeness { kinds: vec![Kind::Handbook], limit: PAGES, ..earlier.clone() };
    let mut answers = ask(here, reader, vec![earlier, pages]).await?.into_iter();
    let (hits, pages) = (answers.next().unwrap_or_default(), answers.next().unwrap_or_default());
    let handbook = pages.iter().filter_map(|hit| handbook_item(here, hit)).collect();
    Ok(Before { earlier: items(here, reader, &hits).await?, handbook })
}

const EARLIER: [Kind; 5] = [Kind::Case, Kind::Record, Kind::Lesson, Kind::Decision, Kind::Reflection];

/// Reads the items of what was found, with the database's word on who may read them.
async fn items(here: &Here, reader: &Reader, hits: &[Hit]) -> Result<Vec<LikeItem>> {
    let ids: Vec<SharedPartId> = hits.iter().filter_map(|hit| SharedPartId::parse(&hit.key)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = library::parts(here.app.db.read(), reader, ids).await?;
    let best = hits.first().map_or(0.0, |hit| hit.score);
    let mut items = Vec::new();
    let mut seen: Vec<SharedCopyId> = Vec::new();
    for hit in hits.iter().filter(|hit| hit.score >= best * LEAST) {
        if let Some(found) = found.iter().find(|found| found.part.id.to_string() == hit.key)
            && !seen.contains(&found.copy.id)
        {
            seen.push(found.copy.id);
            items.push(item(here, reader, found));
        }
        if items.len() == SHOWN {
            break;
        }
    }
    Ok(items)
}

/// Asks the index several things at once.
async fn ask(here: &Here, reader: &Reader, asked: Vec<Likeness>) -> Result<Vec<Vec<Hit>>> {
    let Some(index) = here.app.index.get().cloned() else { return Ok(Vec::new()) };
    let rights = rights(here, reader);
    let before: Option<Vec<_>> = asked.iter().map(|likeness| index.related_before(likeness, &rights)).collect();
    if let Some(before) = before {
        return Ok(before);
    }
    let found = aside(move || {
        asked.iter().map(|likeness| index.related(likeness, &rights)).collect::<search::Result<Vec<_>>>()
    });
    match found.await.map_err(anyhow::Error::new)? {
        Ok(hits) => Ok(hits),
        Err(search::Error::NotBuilt) => Ok(Vec::new()),
        Err(error) => Err(Error::Internal(error.into())),
    }
}

fn item(here: &Here, reader: &Reader, found: &Found) -> LikeItem {
    let team = reader.team(found.copy.team_id).map(|team| team.name.clone());
    let whose = team.unwrap_or_else(|| here.language.t("library-other-team"));
    LikeItem {
        href: here.url(&format!("/library/{}", found.copy.id)),
        title: found.copy.title.clone(),
        start: start_of(&found.part.text),
        notes: vec![whose, found.copy.year.to_string()],
    }
}

fn handbook_item(here: &Here, hit: &Hit) -> Option<LikeItem> {
    let (code, slug) = hit.key.split_once('/')?;
    let page = handbook::find(code, slug)?;
    Some(LikeItem {
        href: here.url(&format!("/handbook/{slug}")),
        title: page.title.clone(),
        start: page.summary.clone(),
        notes: Vec::new(),
    })
}

/// Returns the first words of a text, as a snippet of a search without words does.
fn start_of(text: &str) -> String {
    snippet(text, &SearchQuery::default()).into_iter().map(|piece| piece.text).collect()
}
