//! What the search page can look like.

use super::{Asked, CollectionItem, Facet, FacetGroup, FacetItem, HitItem, LibraryPage, Meant, SavedItem, TextPiece};
use crate::web::views::View;

impl LibraryPage {
    /// Nothing was found, in an index that is being built.
    fn sample_of_nothing(action: String) -> Self {
        Self {
            partial: true,
            meant: Some(Meant { href: "?q=schulden".into(), text: "schulden".into() }),
            q: "schuldem".into(),
            building: false,
            searched: true,
            narrowed: true,
            ..Self::building(action)
        }
    }
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
        let saved = |here| SavedItem {
            name: "schulden".into(),
            href: "/o/maaskant/library?q=schulden".into(),
            remove: "/o/maaskant/library/searches/1/destroy".into(),
            here,
        };
        let full = Self {
            q: "schulden".into(),
            kept: vec![("kind".into(), "case".into())],
            building: false,
            total: 45,
            further: vec![Meant { href: "?q=schuldhulpverlening".into(), text: "schuldhulpverlening".into() }],
            searched: true,
            narrowed: true,
            without_filters: "?q=schulden".into(),
            other_order: "?sort=newest".into(),
            items: vec![hit],
            groups: Facet::ALL
                .map(|facet| FacetGroup { key: facet.as_str(), items: vec![item(true), item(false)] })
                .into(),
            chosen: vec![item(true)],
            asked: vec![Asked { href: "/o/maaskant/library/1".into(), title: "De brieven in de la".into() }],
            saved: vec![saved(true), saved(false)],
            keep_name: "schulden".into(),
            keep_query: "q=schulden".into(),
            page_number: 2,
            pages: 3,
            previous: "?page=1".into(),
            next: "?page=3".into(),
            ..Self::building(action())
        };
        let nothing = Self::sample_of_nothing(action());
        let empty = Self { building: false, by_newest: true, ..Self::building(action()) };
        let home = Self {
            collections: vec![
                CollectionItem::sample(),
                CollectionItem { begin_here: false, about: String::new(), ..CollectionItem::sample() },
            ],
            collects: true,
            saved: vec![saved(false)],
            building: false,
            ..Self::building(action())
        };
        vec![full, nothing, empty, home, Self::building(action())]
    }
}
