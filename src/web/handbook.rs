//! The handbook's pages, for everybody, and inside an organisation with its own numbers.

use axum::extract::Query;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};

use super::library::{Found, LikeItem, TextPiece, asked_before, like_text};
use super::routing::{Routes, get, post};
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{Error, Form, Here, Params, Result, Visitor, form};
use crate::handbook::{self, Page};
use crate::search::{SearchQuery, mark_all, mark_html};
use crate::teams::organisations;

/// Longest list of an organisation's own numbers, in characters.
const NUMBERS_MAX: usize = 2000;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/handbook", get(index))
        .route("/handbook/{page}", get(show))
        .route("/o/{organisation}/handbook", get(index_here))
        .route("/o/{organisation}/handbook/{page}", get(show_here))
        .route("/o/{organisation}/urgent-numbers", post(update_numbers))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<IndexPage>(), entry::<HandbookPage>()]
}

/// The table of contents.
#[derive(Serialize)]
pub struct IndexPage {
    pages: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    slug: String,
    title: String,
    summary: String,
}

impl View for IndexPage {
    const TEMPLATE: &'static str = "handbook/index.html";

    fn samples() -> Vec<Self> {
        vec![Self::new("nl")]
    }
}

impl IndexPage {
    fn new(language: &str) -> Self {
        let item =
            |page: &Page| Item { slug: page.slug.clone(), title: page.title.clone(), summary: page.summary.clone() };
        Self { pages: handbook::pages(language).iter().map(item).collect() }
    }
}

/// One page.
#[derive(Serialize)]
pub struct HandbookPage {
    title: String,
    summary: Vec<TextPiece>,
    html: String,
    /// The search from which it was opened; nothing leads back to the handbook.
    search: Option<String>,
    /// What a team's library has that is like it.
    like: Vec<LikeItem>,
    /// What it is about, as the library finds it.
    tensions: Vec<Found>,
    barriers: Vec<Found>,
    sources: Vec<String>,
    urgent: bool,
    /// The organisation's own numbers, as plain text.
    numbers: String,
    /// Where the administrator saves them; absent for everybody else.
    numbers_action: Option<String>,
}

impl View for HandbookPage {
    const TEMPLATE: &'static str = "handbook/show.html";

    fn samples() -> Vec<Self> {
        let plain = || Self::new(&handbook::pages("nl")[0], &SearchQuery::default());
        let found = SearchQuery::parse([("q", "vraag")]);
        let found = Self {
            search: Some("/o/maaskant/library?q=vraag".into()),
            like: vec![LikeItem::sample()],
            tensions: Found::tensions(Language::Dutch, &["act_wait".into()]),
            barriers: Found::barriers(Language::Dutch, &["shame".into()]),
            ..Self::new(&handbook::pages("nl")[0], &found)
        };
        let urgent = Self { urgent: true, numbers: "Bereikbare dienst: 010 000 0000".into(), ..plain() };
        let administrator = Self { urgent: true, numbers_action: Some("/o/maaskant/urgent-numbers".into()), ..plain() };
        vec![plain(), found, urgent, administrator]
    }
}

impl HandbookPage {
    /// Shows a page with the words marked that were searched for.
    fn new(page: &Page, query: &SearchQuery) -> Self {
        Self {
            title: page.title.clone(),
            summary: mark_all(&page.summary, query).into_iter().map(Into::into).collect(),
            html: mark_html(&page.html, query),
            search: None,
            like: Vec::new(),
            tensions: Vec::new(),
            barriers: Vec::new(),
            sources: page.sources.clone(),
            urgent: page.slug == handbook::URGENT,
            numbers: String::new(),
            numbers_action: None,
        }
    }
}

async fn index(visitor: Visitor) -> Result {
    visitor.page(&visitor.language.t("handbook-title"), &IndexPage::new(visitor.language.code()))
}

async fn index_here(here: Here) -> Result {
    here.page(&here.language.t("handbook-title"), &IndexPage::new(here.language.code()))
}

async fn show(visitor: Visitor, Params(slug): Params<String>) -> Result {
    let page = handbook::find(visitor.language.code(), &slug).ok_or(Error::NotFound)?;
    visitor.page(&page.title, &HandbookPage::new(page, &SearchQuery::default()))
}

async fn show_here(
    here: Here,
    Params((_, slug)): Params<(String, String)>,
    Query(parameters): Query<Vec<(String, String)>>,
) -> Result {
    let page = handbook::find(here.language.code(), &slug).ok_or(Error::NotFound)?;
    let query = asked_before(&here, parameters).await?;
    let mut view = HandbookPage::new(page, &query);
    let search = query.to_url_query();
    view.search = (!search.is_empty()).then(|| here.url(&format!("/library?{search}")));
    if !view.urgent {
        view.tensions = Found::tensions(here.language, &page.tensions);
        view.barriers = Found::barriers(here.language, &page.barriers);
        view.like = like_text(&here, &format!("{}\n{}", page.summary, page.text)).await?.earlier;
    }
    if view.urgent {
        let organisation = organisations::find_by_slug(here.app.db.read(), &here.actor.slug).await?;
        view.numbers = organisation.map(|organisation| organisation.urgent_numbers).unwrap_or_default();
        view.numbers_action = here.actor.administrator.then(|| here.url("/urgent-numbers"));
    }
    here.page(&page.title, &view)
}

#[derive(Deserialize)]
struct NumbersForm {
    #[serde(default)]
    numbers: String,
}

async fn update_numbers(here: Here, Form(form): Form<NumbersForm>) -> Result {
    if !here.actor.administrator {
        return Err(Error::NotFound);
    }
    let numbers: String = form::tidy(&form.numbers).chars().take(NUMBERS_MAX).collect();
    let tx = here.app.db.write().await?;
    let organisation = entity::organisation::Entity::find_by_id(here.actor.organisation).one(tx.conn()).await?;
    let mut row: entity::organisation::ActiveModel = organisation.ok_or(Error::NotFound)?.into();
    row.urgent_numbers = Set(numbers);
    row.update(tx.conn()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/handbook/{}", handbook::URGENT)), "handbook-numbers-saved"))
}
