//! What the library's pages show.

use entity::team;
use serde::Serialize;

use super::{side_name, virtue_name};
use crate::library::{Bundle, VirtueWords};
use crate::search::{Facet, FacetCounts, Piece, Results, SearchQuery, Sort};
use crate::tensions;
use crate::web::views::View;
use crate::web::words::Language;

/// Values of a facet that a page shows; what was chosen is always among them.
const FACET_SHOWN: usize = 8;

/// A piece of text, marked when it was searched for.
#[derive(Clone, Serialize)]
pub struct TextPiece {
    text: String,
    hit: bool,
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

#[derive(Serialize)]
struct FacetItem {
    label: String,
    count: u64,
    href: String,
    chosen: bool,
}

/// What names the values of facets.
pub struct FacetLabels<'a> {
    pub language: Language,
    pub teams: &'a [team::Model],
    pub virtues: &'a [VirtueWords],
}

impl FacetLabels<'_> {
    fn label(&self, facet: Facet, value: &str) -> Option<String> {
        let code = self.language.code();
        match facet {
            Facet::Kind => Some(self.language.t(&format!("library-kind-{value}"))),
            Facet::Virtue => virtue_name(self.virtues, value),
            Facet::Side => side_name(self.language, self.virtues, value),
            Facet::Group => {
                tensions::groups().iter().find(|group| group.key == value).map(|group| group.name.get(code).to_owned())
            }
            Facet::Tension => tensions::find(value)
                .map(|(_, tension)| format!("{} – {}", tension.left.get(code), tension.right.get(code))),
            Facet::Team => self.teams.iter().find(|team| team.id.to_string() == value).map(|team| team.name.clone()),
            Facet::Year => Some(value.to_owned()),
        }
    }
}

/// The search page.
#[derive(Serialize)]
pub struct LibraryPage {
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
    page_number: usize,
    pages: usize,
    previous: String,
    next: String,
}

impl LibraryPage {
    /// Says that the index is still being built.
    pub fn building(action: String) -> Self {
        Self {
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
        let groups = results.facets.iter().filter_map(|counts| group(&action, query, counts, labels)).collect();
        Self {
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
            page_number: page + 1,
            pages: results.pages(),
            previous: if page > 0 { to(query.on_page(page - 1)) } else { String::new() },
            next: if page + 1 < results.pages() { to(query.on_page(page + 1)) } else { String::new() },
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

impl View for LibraryPage {
    const TEMPLATE: &'static str = "library/index.html";

    fn samples() -> Vec<Self> {
        let piece = |text: &str, hit| TextPiece { text: text.to_owned(), hit };
        let hit = HitItem {
            href: "/o/maaskant/library/1".into(),
            kind: "Casus".into(),
            title: "De brieven in de la".into(),
            pieces: vec![piece("hij wilde de ", false), piece("schulden", true), piece(" niet zien", false)],
            notes: vec!["Team Noord".into(), "2026".into()],
        };
        let item = |chosen| FacetItem { label: "Casus".into(), count: 3, href: "?kind=case".into(), chosen };
        let action = || "/o/maaskant/library".to_owned();
        let full = Self {
            q: "schulden".into(),
            kept: vec![("kind".into(), "case".into())],
            building: false,
            total: 45,
            searched: true,
            narrowed: true,
            without_filters: "?q=schulden".into(),
            other_order: "?sort=newest".into(),
            items: vec![hit],
            groups: Facet::ALL
                .map(|facet| FacetGroup { key: facet.as_str(), items: vec![item(true), item(false)] })
                .into(),
            page_number: 2,
            pages: 3,
            previous: "?page=1".into(),
            next: "?page=3".into(),
            ..Self::building(action())
        };
        let nothing =
            Self { q: "xyz".into(), building: false, searched: true, narrowed: true, ..Self::building(action()) };
        let empty = Self { building: false, by_newest: true, ..Self::building(action()) };
        vec![full, nothing, empty, Self::building(action())]
    }
}

/// A shared copy, to read.
#[derive(Serialize)]
pub struct CopyPage {
    back: String,
    title: String,
    year: i32,
    virtues: Vec<CopyVirtue>,
    tensions: Vec<String>,
    parts: Vec<CopyPart>,
    /// Where it can be withdrawn; for those who may.
    pub withdraw: Option<String>,
}

#[derive(Serialize)]
struct CopyVirtue {
    name: String,
    too_little: String,
    too_much: String,
    /// The pole's word when people leaned to one side.
    leaned: String,
}

#[derive(Serialize)]
struct CopyPart {
    kind: &'static str,
    /// Which piece of the case or record it is; empty for a lesson or decision.
    section: &'static str,
    level: &'static str,
    paragraphs: Vec<Vec<TextPiece>>,
}

impl CopyPage {
    /// Shows a bundle; `mark` marks the words that were searched for.
    pub fn new(bundle: &Bundle, language: Language, back: String, mark: &dyn Fn(&str) -> Vec<TextPiece>) -> Self {
        let virtue = |virtue: &entity::shared_virtue::Model| CopyVirtue {
            name: virtue.name.clone(),
            too_little: virtue.too_little.clone(),
            too_much: virtue.too_much.clone(),
            leaned: match virtue.side {
                Some(entity::record_virtue::Side::TooLittle) => virtue.too_little.clone(),
                Some(entity::record_virtue::Side::TooMuch) => virtue.too_much.clone(),
                Some(entity::record_virtue::Side::Mean) => language.t("library-side-mean"),
                None => String::new(),
            },
        };
        let tension = |key: &String| {
            let (_, tension) = tensions::find(key)?;
            Some(format!("{} – {}", tension.left.get(language.code()), tension.right.get(language.code())))
        };
        let part = |part: &entity::shared_part::Model| CopyPart {
            kind: part.kind.as_str(),
            section: part.section.map_or("", entity::shared_part::PartSection::as_str),
            level: part.level.map_or("", entity::contribution::LessonLevel::as_str),
            paragraphs: part.text.split("\n\n").filter(|text| !text.trim().is_empty()).map(mark).collect(),
        };
        Self {
            back,
            title: bundle.copy.title.clone(),
            year: bundle.copy.year,
            virtues: bundle.virtues.iter().map(virtue).collect(),
            tensions: bundle.tensions.iter().filter_map(tension).collect(),
            parts: bundle.parts.iter().map(part).collect(),
            withdraw: None,
        }
    }
}

impl View for CopyPage {
    const TEMPLATE: &'static str = "library/show.html";

    fn samples() -> Vec<Self> {
        let part = |kind, section, level| CopyPart {
            kind,
            section,
            level,
            paragraphs: vec![vec![TextPiece { text: "Een man deed niet open.".into(), hit: false }]],
        };
        let virtue = CopyVirtue {
            name: "Geduld".into(),
            too_little: "Vluchtig".into(),
            too_much: "Traag".into(),
            leaned: "Traag".into(),
        };
        vec![Self {
            back: "/o/maaskant/library".into(),
            title: "De brieven in de la".into(),
            year: 2026,
            virtues: vec![virtue],
            tensions: vec!["Ingrijpen – Afwachten".into()],
            parts: vec![
                part("case", "story", ""),
                part("case", "question", ""),
                part("record", "", ""),
                part("lesson", "", "team"),
                part("decision", "", ""),
            ],
            withdraw: Some("/o/maaskant/shared-copies/1/withdraw".into()),
        }]
    }
}
