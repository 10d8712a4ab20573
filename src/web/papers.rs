//! Papers for the officer who watches over privacy, for administrators: what has to be filled in, filled as far as the program knows.
//!
//! The words stand in content/{nl,en}/papers; the tables in them are made of what the product itself goes by (`sources`), so that
//! they can't tell something else.

mod sources;
mod text;

use serde::Serialize;

use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{Error, Here, Params, Result};
use crate::config::Backups;
use crate::markdown;
use crate::retention::{Terms, terms};

pub use text::{Paper, all, problems};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/papers", get(index)).route("/o/{organisation}/papers/{paper}", get(show))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<IndexPage>(), entry::<PaperPage>()]
}

/// All papers.
#[derive(Serialize)]
struct IndexPage {
    papers: Vec<Item>,
    back: String,
}

#[derive(Serialize)]
struct Item {
    href: String,
    title: String,
    summary: String,
}

impl View for IndexPage {
    const TEMPLATE: &'static str = "papers/index.html";

    fn samples() -> Vec<Self> {
        let item = Item { href: "#".into(), title: "DPIA".into(), summary: "Een begin.".into() };
        vec![Self { papers: vec![item], back: "#".into() }]
    }
}

/// One paper.
#[derive(Serialize)]
struct PaperPage {
    slug: String,
    title: String,
    summary: String,
    /// Sanitised HTML.
    html: String,
    sources: Vec<String>,
    version: &'static str,
    back: String,
}

impl View for PaperPage {
    const TEMPLATE: &'static str = "papers/show.html";

    fn samples() -> Vec<Self> {
        let papers = |language| all(language, (&Backups::default(), Terms::default())).unwrap_or_default();
        let page = |paper| Self::new(paper, "#".into());
        Language::ALL.into_iter().flat_map(papers).map(page).collect()
    }
}

impl PaperPage {
    fn new(paper: Paper, back: String) -> Self {
        let Paper { slug, title, summary, sources, body } = paper;
        Self { slug, title, summary, html: markdown::render(&body), sources, version: env!("CARGO_PKG_VERSION"), back }
    }
}

async fn papers(here: &Here) -> Result<Vec<Paper>> {
    if !here.actor.administrator {
        return Err(Error::NotFound);
    }
    let terms = terms::of(here.app.db.read(), here.actor.organisation).await?;
    all(here.language, (&here.app.config.backups, terms)).map_err(|fault| Error::Internal(anyhow::anyhow!(fault)))
}

async fn index(here: Here) -> Result {
    let item = |paper: Paper| Item {
        href: here.url(&format!("/papers/{}", paper.slug)),
        title: paper.title,
        summary: paper.summary,
    };
    let papers = papers(&here).await?.into_iter().map(item).collect();
    here.page(&here.language.t("papers-title"), &IndexPage { papers, back: here.url("/people") })
}

async fn show(here: Here, Params((_, slug)): Params<(String, String)>) -> Result {
    let paper = papers(&here).await?.into_iter().find(|paper| paper.slug == slug).ok_or(Error::NotFound)?;
    let title = paper.title.clone();
    here.page(&title, &PaperPage::new(paper, here.url("/papers")))
}
