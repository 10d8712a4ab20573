//! Finding back: entries are opened and read in memory, then forgotten. What is asked comes by POST, so that no word of it stands
//! in an address, a history or a log.

use std::collections::BTreeSet;

use entity::ids::EntryId;
use serde::Deserialize;

use super::keeper::Reader;
use super::view::Choice;
use super::view::line::EntryLine;
use super::view::search::{EarlierPart, SearchPage};
use super::view::write::tension_choice;
use crate::db::aside;
use crate::journal::Entry;
use crate::journal::feelings;
use crate::journal::read::{self, Which};
use crate::search::{self, Scan, SearchQuery};
use crate::tensions;
use crate::web::words::Language;
use crate::web::{Form, Result, views};

/// Entries that a search shows.
const SHOWN: usize = 50;
/// Earlier entries that a text may recall.
const RECALLED: usize = 3;

#[derive(Deserialize, Default)]
pub struct SearchForm {
    #[serde(default)]
    q: String,
    /// `virtue:`, `feeling:` or `tension:` with a key.
    #[serde(default)]
    tag: String,
}

pub async fn new(reader: Reader) -> Result {
    find(reader, SearchForm::default()).await
}

pub async fn create(reader: Reader, Form(form): Form<SearchForm>) -> Result {
    find(reader, form).await
}

async fn find(reader: Reader, form: SearchForm) -> Result {
    let language = reader.language;
    let entries = read::list(reader.app.db.read(), &reader.opened, Which::All).await?;
    let tags = tags(language, &entries);
    let tag = tags.iter().find(|choice| choice.value == form.tag).map(|choice| choice.label.clone());
    let searched = !form.q.trim().is_empty() || tag.is_some();
    let (asked, wanted) = (form.q.clone(), tag.as_ref().map(|_| form.tag.clone()));
    let mut found = Vec::new();
    if searched {
        let looking = aside(move || look(language, &entries, &asked, wanted.as_deref()));
        found = looking.await.map_err(anyhow::Error::new)?;
    }
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    let view = SearchPage { q: form.q, searched, found, more, tags, tag: tag.unwrap_or_default() };
    reader.page(&language.t("journal-search-title"), &view)
}

/// Finds the entries that have all the words and the tag, the best first; one more than is shown tells that there are more.
fn look(language: Language, entries: &[Entry], asked: &str, tag: Option<&str>) -> Vec<EntryLine> {
    let mut scan = Scan::read(asked);
    let query = SearchQuery::parse([("q", asked)]);
    let mut found: Vec<(usize, &Entry, String)> = entries
        .iter()
        .filter(|entry| tag.is_none_or(|tag| tags_of(entry).any(|own| own == tag)))
        .filter_map(|entry| {
            let words = entry.words();
            let fit = match &mut scan {
                Some(scan) => scan.fit(&words)?,
                None => 0,
            };
            Some((fit, entry, words))
        })
        .collect();
    let mut marker = search::Marker::of(&query);
    found.sort_by_key(|(fit, entry, _)| std::cmp::Reverse((*fit, entry.day)));
    found
        .into_iter()
        .take(SHOWN + 1)
        .map(|(_, entry, words)| EntryLine::of(language, entry).with_pieces(marker.snippet(&words)))
        .collect()
}

/// Lists the tags that stand in the journal: virtues, feelings, tensions.
fn tags(language: Language, entries: &[Entry]) -> Vec<Choice> {
    let used: BTreeSet<String> = entries.iter().flat_map(tags_of).collect();
    let label = |tag: &str| {
        let (kind, key) = tag.split_once(':')?;
        match kind {
            "feeling" => feelings::find(key).map(|feeling| feeling.name.get(language.code()).to_owned()),
            "tension" => tensions::find(key).map(|(_, tension)| tension_choice(tension, language.code()).label),
            _ => entries.iter().flat_map(|e| e.body.placed()).find(|p| p.virtue == key).map(|p| p.name.clone()),
        }
    };
    // Virtues stand last in the alphabet of their marks, and first on the page.
    let choices = used.iter().rev().filter_map(|tag| Some(Choice { label: label(tag)?, value: tag.clone() }));
    choices.collect()
}

fn tags_of(entry: &Entry) -> impl Iterator<Item = String> {
    let body = &entry.body;
    let virtues = body.placed().map(|place| format!("virtue:{}", place.virtue));
    let feelings = body.feelings.iter().map(|key| format!("feeling:{key}"));
    let tensions = body.tensions.iter().map(|key| format!("tension:{key}"));
    virtues.chain(feelings).chain(tensions)
}

#[derive(Deserialize)]
pub struct EarlierForm {
    #[serde(default)]
    entry: String,
    #[serde(default)]
    words: String,
}

/// Shows what was written before about the same. The script asks while somebody writes; the words go nowhere.
pub async fn earlier(reader: Reader, Form(form): Form<EarlierForm>) -> Result {
    let entries = read::list(reader.app.db.read(), &reader.opened, Which::All).await?;
    let own = EntryId::parse(&form.entry).unwrap_or_else(EntryId::random);
    let earlier = recalled(reader.language, &form.words, own, entries).await?;
    let html = views::render(&reader.chrome(""), &EarlierPart { earlier })?;
    Ok(axum::response::IntoResponse::into_response(axum::response::Html(html)))
}

/// Finds earlier entries that a text recalls.
pub async fn recalled(language: Language, words: &str, own: EntryId, entries: Vec<Entry>) -> Result<Vec<EntryLine>> {
    let words = words.to_owned();
    let recalling = aside(move || {
        let others: Vec<&Entry> = entries.iter().filter(|entry| entry.id != own).collect();
        let texts: Vec<String> = others.iter().map(|entry| entry.words()).collect();
        let places = search::recalls(&words, &texts, RECALLED);
        places.into_iter().map(|at| EntryLine::of(language, others[at])).collect()
    });
    Ok(recalling.await.map_err(anyhow::Error::new)?)
}
