//! Shows what a search found, from rows that were read again with the reader's rights.

use super::view::HitItem;
use crate::handbook;
use crate::library::{Found, Reader};
use crate::search::{Hit, Marker, SearchQuery};
use crate::web::Here;

/// What is needed to show a hit.
pub struct Shown<'a> {
    pub here: &'a Here,
    pub query: &'a SearchQuery,
    pub found: &'a [Found],
    pub reader: &'a Reader,
}

impl Shown<'_> {
    /// Shows hits; parts of one item that stand on the same page become one row, which leads to the best of them.
    pub fn items(&self, hits: &[Hit]) -> Vec<HitItem> {
        let mut items: Vec<HitItem> = Vec::new();
        let mut marker = Marker::of(self.query);
        for item in hits.iter().filter_map(|hit| self.item(hit, &mut marker)) {
            let page = |item: &HitItem| item.href.split('#').next().unwrap_or_default().to_owned();
            match items.iter_mut().find(|other| page(other) == page(&item)) {
                Some(same) if same.kind.split(" · ").any(|kind| kind == item.kind) => {}
                Some(same) => same.kind = format!("{} · {}", same.kind, item.kind),
                None => items.push(item),
            }
        }
        items
    }

    /// Shows a hit; `None` for one whose row may no longer be shown, however briefly the index was behind.
    fn item(&self, hit: &Hit, marker: &mut Marker) -> Option<HitItem> {
        let language = self.here.language;
        if let Some((code, slug)) = hit.key.split_once('/') {
            let page = handbook::find(code, slug)?;
            let text = format!("{}\n{}", page.summary, page.text);
            return Some(HitItem {
                href: self.here.url(&format!("/handbook/{slug}?{}", self.query.to_url_query())),
                kind: language.t("library-kind-handbook"),
                title: page.title.clone(),
                pieces: marker.snippet(&text).into_iter().map(Into::into).collect(),
                notes: Vec::new(),
            });
        }
        let found = self.found.iter().find(|found| found.part.id.to_string() == hit.key)?;
        let whose = match self.reader.team(found.copy.team_id) {
            Some(team) => team.name.clone(),
            None => language.t("library-other-team"),
        };
        let phase = found.copy.contact_phase.map(|phase| language.t(&format!("library-phase-{}", phase.as_str())));
        let query = self.query.to_url_query();
        Some(HitItem {
            href: self.here.url(&format!("/library/{}?{query}#part-{}", found.copy.id, found.part.id)),
            kind: language.t(&format!("library-kind-{}", found.part.kind.as_str())),
            title: found.copy.title.clone(),
            pieces: marker.snippet(&found.part.text).into_iter().map(Into::into).collect(),
            notes: [whose, found.copy.year.to_string()].into_iter().chain(phase).collect(),
        })
    }
}
