//! The handbook's pages, for everybody, and inside an organisation with its own numbers.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};

use super::routing::{Routes, get, post};
use super::views::{Entry, View, entry};
use super::{Error, Form, Here, Params, Result, Visitor, form};
use crate::handbook::{self, Page};
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
    summary: String,
    html: String,
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
        let plain = || Self::new(&handbook::pages("nl")[0]);
        let urgent = Self { urgent: true, numbers: "Bereikbare dienst: 010 000 0000".into(), ..plain() };
        let administrator = Self { urgent: true, numbers_action: Some("/o/maaskant/urgent-numbers".into()), ..plain() };
        vec![plain(), urgent, administrator]
    }
}

impl HandbookPage {
    fn new(page: &Page) -> Self {
        Self {
            title: page.title.clone(),
            summary: page.summary.clone(),
            html: page.html.clone(),
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
    visitor.page(&page.title, &HandbookPage::new(page))
}

async fn show_here(here: Here, Params((_, slug)): Params<(String, String)>) -> Result {
    let page = handbook::find(here.language.code(), &slug).ok_or(Error::NotFound)?;
    let mut view = HandbookPage::new(page);
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
