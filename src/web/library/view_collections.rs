//! What the pages of collections show.

use serde::Serialize;

use crate::web::Errors;
use crate::web::views::View;

/// One thing to read.
#[derive(Serialize)]
pub struct Row {
    pub href: String,
    pub title: String,
    pub start: String,
    pub notes: Vec<String>,
    /// Where it is taken out.
    pub remove: String,
}

/// A collection, to read.
#[derive(Serialize)]
pub struct CollectionPage {
    pub url: String,
    pub library: String,
    pub title: String,
    pub about: String,
    pub team: String,
    pub begin_here: bool,
    pub rows: Vec<Row>,
}

impl View for CollectionPage {
    const TEMPLATE: &'static str = "library/collection.html";

    fn samples() -> Vec<Self> {
        let row = |start: &str| Row {
            href: "/o/maaskant/library/1".into(),
            title: "Blijven komen bij een dichte deur".into(),
            start: start.into(),
            notes: vec!["2026".into()],
            remove: "/o/maaskant/library/collections/1/items/2/destroy".into(),
        };
        let page = |about: &str, begin_here, rows| Self {
            url: "/o/maaskant/library/collections/1".into(),
            library: "/o/maaskant/library".into(),
            title: "Begin hier".into(),
            about: about.into(),
            team: "Team Noord".into(),
            begin_here,
            rows,
        };
        vec![
            page("Lees dit in je eerste week.", true, vec![row(""), row("Waar het om gaat.")]),
            page("", false, vec![]),
        ]
    }
}

/// A team for which a collection can be made.
#[derive(Serialize)]
pub struct TeamChoice {
    pub value: String,
    pub label: String,
}

/// Making a collection, or writing its words anew.
#[derive(Serialize)]
pub struct CollectionFormPage {
    pub action: String,
    pub back: String,
    /// Where it is taken away; for a known one.
    pub destroy: Option<String>,
    pub teams: Vec<TeamChoice>,
    pub team: String,
    pub title: String,
    pub about: String,
    pub begin_here: bool,
    pub errors: Errors,
}

impl View for CollectionFormPage {
    const TEMPLATE: &'static str = "library/collection_edit.html";

    fn samples() -> Vec<Self> {
        let team = |label: &str| TeamChoice { value: label.into(), label: label.into() };
        let page = |teams: Vec<TeamChoice>, destroy, errors| Self {
            action: "/o/maaskant/library/collections".into(),
            back: "/o/maaskant/library".into(),
            destroy,
            teams,
            team: String::new(),
            title: String::new(),
            about: String::new(),
            begin_here: true,
            errors,
        };
        let mut errors = Errors::default();
        errors.add("title", "form-required");
        errors.add("team", "collection-choose-team");
        errors.add("about", "form-too-long");
        vec![
            page(vec![team("Noord")], None, Errors::default()),
            page(vec![team("Noord"), team("Haven")], None, errors),
            page(vec![team("Noord")], Some("/o/maaskant/library/collections/1/destroy".into()), Errors::default()),
        ]
    }
}
