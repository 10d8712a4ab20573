//! What the library's pages show.

mod samples;

use serde::Serialize;

use super::collections::CollectionItem;
use super::labels::FacetLabels;
use super::saved::SavedItem;
use super::widen::Asked;
use crate::search::{Facet, FacetCounts, Piece, Results, SearchQuery, Sort};

/// Values of a facet that a page shows; what was chosen is always among them.
const FACET_SHOWN: usize = 6;

/// A piece of text, marked when it was searched for.
#[derive(Clone, Serialize)]
pub struct TextPiece {
    pub text: String,
    pub hit: bool,
}

impl From<Piece> for TextPiece {
    fn from(piece: Piece) -> Self {
        Self { text: piece.text, hit: piece.marked }
    }
}

/// One thing that was found.
#[derive(Serialize)]
pub struct HitItem {
    pub href: String,
    pub kind: String,
    pub title: String,
    pub pieces: Vec<TextPiece>,
    pub notes: Vec<String>,
}

#[derive(Serialize)]
struct FacetGroup {
    key: &'static str,
    items: Vec<FacetItem>,
}

#[derive(Clone, Serialize)]
struct FacetItem {
    label: String,
    count: u64,
    href: String,
    chosen: bool,
}

/// The same search in another spelling.
#[derive(Serialize)]
pub struct Meant {
    href: String,
    text: String,
}

impl Meant {
    /// Leads from the library's address to a search.
    pub fn new(action: &str, query: &SearchQuery) -> Self {
        Self { href: format!("{action}?{}", query.to_url_query()), text: query.text().to_owned() }
    }
}

/// The search page.
#[derive(Serialize)]
pub struct LibraryPage {
    /// The index is being built: this isn't all there is.
    pub partial: bool,
    pub meant: Option<Meant>,
    /// Ways in which half a word may go on.
    pub further: Vec<Meant>,
    action: String,
    q: String,
    /// Choices that a new search in the box keeps.
    kept: Vec<(String, String)>,
    /// The index is still being built.
    building: bool,
    total: usize,
    searched: bool,
    narrowed: bool,
    without_filters: String,
    by_newest: bool,
    other_order: String,
    items: Vec<HitItem>,
    groups: Vec<FacetGroup>,
    /// What was chosen, each with the address of the search without it.
    chosen: Vec<FacetItem>,
    /// Items about which the team was asked whether all teams may read them.
    pub asked: Vec<Asked>,
    pub saved: Vec<SavedItem>,
    pub collections: Vec<CollectionItem>,
    /// This person may make collections.
    pub collects: bool,
    /// The search as one would keep it: its name, and the address's query.
    keep_name: String,
    keep_query: String,
    page_number: usize,
    pages: usize,
    previous: String,
    next: String,
}

impl LibraryPage {
    /// Says that the index is still being built.
    pub fn building(action: String) -> Self {
        Self {
            partial: false,
            meant: None,
            further: Vec::new(),
            action,
            q: String::new(),
            kept: Vec::new(),
            building: true,
            total: 0,
            searched: false,
            narrowed: false,
            without_filters: String::new(),
            by_newest: false,
            other_order: String::new(),
            items: Vec::new(),
            groups: Vec::new(),
            chosen: Vec::new(),
            asked: Vec::new(),
            saved: Vec::new(),
            collections: Vec::new(),
            collects: false,
            keep_name: String::new(),
            keep_query: String::new(),
            page_number: 1,
            pages: 1,
            previous: String::new(),
            next: String::new(),
        }
    }

    /// Shows what was found.
    pub fn new(
        action: String,
        query: &SearchQuery,
        results: &Results,
        items: Vec<HitItem>,
        labels: &FacetLabels<'_>,
    ) -> Self {
        let to = |query: SearchQuery| format!("{action}?{}", query.to_url_query());
        let by_newest = query.sort() == Sort::Newest;
        let other = if by_newest { Sort::Fit } else { Sort::Newest };
        let page = query.page();
        let groups: Vec<_> = results.facets.iter().filter_map(|counts| group(&action, query, counts, labels)).collect();
        let chosen: Vec<FacetItem> =
            groups.iter().flat_map(|group| &group.items).filter(|item| item.chosen).cloned().collect();
        let words = (!query.text().is_empty()).then(|| query.text().to_owned());
        let named: Vec<String> = words.into_iter().chain(chosen.iter().map(|item| item.label.clone())).collect();
        Self {
            partial: false,
            meant: None,
            further: Vec::new(),
            q: query.text().to_owned(),
            kept: query.filters().map(|f| (f.facet.as_str().to_owned(), f.value.clone())).collect(),
            building: false,
            total: results.total,
            searched: !query.text().is_empty(),
            narrowed: query.filters().next().is_some(),
            without_filters: to(query.without_filters()),
            by_newest,
            other_order: to(query.sorted(other)),
            items,
            groups,
            chosen,
            asked: Vec::new(),
            saved: Vec::new(),
            collections: Vec::new(),
            collects: false,
            keep_name: named.join(" · "),
            keep_query: query.on_page(1).to_url_query(),
            page_number: page,
            pages: results.pages(),
            previous: if page > 1 { to(query.on_page(page - 1)) } else { String::new() },
            next: if page < results.pages() { to(query.on_page(page + 1)) } else { String::new() },
            action,
        }
    }
}

fn group(action: &str, query: &SearchQuery, counts: &FacetCounts, labels: &FacetLabels<'_>) -> Option<FacetGroup> {
    let facet = counts.facet;
    let item = |(value, count): &(String, u64)| {
        Some(FacetItem {
            label: labels.label(facet, value)?,
            count: *count,
            href: format!("{action}?{}", query.toggled(facet, value).to_url_query()),
            chosen: query.has(facet, value),
        })
    };
    let mut items: Vec<FacetItem> = counts.values.iter().filter_map(item).collect();
    let mut shown = 0;
    items.retain(|item| {
        shown += 1;
        item.chosen || shown <= FACET_SHOWN
    });
    let says_something = items.len() > 1 || items.iter().any(|item| item.chosen);
    says_something.then_some(FacetGroup { key: facet.as_str(), items })
}
