//! What somebody asks, read from the URL and written back to it: the URL is the whole state.
//!
//! Reading is lenient: whatever can't be understood is left out, and nothing is ever an error. Surprising: filters of
//! one facet mean *or*, facets among each other mean *and*.

mod facet;

use std::collections::BTreeSet;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Thesaurus;
use super::fields::{self, Name};

pub use facet::{Facet, Filter};

/// The longest text that is read, in characters; the rest is cut off.
pub const LONGEST_QUERY: usize = 500;
/// How many hits stand on a page.
pub const PAGE_SIZE: usize = 20;

const LAST_PAGE: usize = 500;
const MOST_FILTERS: usize = 40;
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// The order of the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best fit first; without words the same as newest.
    #[default]
    Fit,
    /// Newest year first, then by title.
    Newest,
}

/// A search as somebody asked it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchQuery {
    text: String,
    filters: BTreeSet<Filter>,
    sort: Sort,
    /// Counts from nought; the URL counts from one.
    page: usize,
    /// What the organisation adds to the thesaurus; no part of the URL.
    own_words: Arc<Thesaurus>,
    /// The text without its field words, once these were understood; no part of the URL either.
    understood: Option<Understood>,
}

/// What the field words in a text stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Understood {
    rest: String,
    wanted: BTreeSet<Filter>,
    unwanted: BTreeSet<Filter>,
}

impl SearchQuery {
    /// Reads the parameters of a URL, in any order; the last `q`, `sort` and `page` count.
    pub fn parse<N: AsRef<str>, V: AsRef<str>>(parameters: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut query = Self::default();
        for (name, value) in parameters {
            query.read(name.as_ref(), value.as_ref());
        }
        query
    }

    /// Gives the text as typed, without control characters and cut to [`LONGEST_QUERY`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Makes the same search with the words that an organisation adds to the thesaurus.
    #[must_use]
    pub fn with_own_words(mut self, own: Arc<Thesaurus>) -> Self {
        self.own_words = own;
        self
    }

    /// Makes the same search with its field words understood: `deugd:geduld` narrows to the virtue of that name.
    #[must_use]
    pub fn understood(mut self, names: &[Name]) -> Self {
        let fielded = fields::read(&self.text, names);
        self.understood = Some(Understood {
            rest: fielded.rest,
            wanted: fielded.wanted.into_iter().collect(),
            unwanted: fielded.unwanted.into_iter().collect(),
        });
        self
    }

    /// Makes the same search with another text, from the first page.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        Self { text: clean(text), page: 0, understood: None, ..self.clone() }
    }

    /// Gives the words to look for, without field words that were understood.
    pub(super) fn words(&self) -> &str {
        self.understood.as_ref().map_or(&self.text, |understood| &understood.rest)
    }

    /// Gives the values that narrow the search: chosen ones, and those of field words.
    pub(super) fn narrowing(&self) -> impl Iterator<Item = &Filter> {
        let typed = self.understood.iter().flat_map(|understood| &understood.wanted);
        self.filters.iter().chain(typed)
    }

    /// Gives the values of field words with a minus.
    pub(super) fn excluding(&self) -> impl Iterator<Item = &Filter> {
        self.understood.iter().flat_map(|understood| &understood.unwanted)
    }

    /// Tells whether a field word was typed and understood.
    pub(super) fn has_field_words(&self) -> bool {
        self.understood.as_ref().is_some_and(|one| !one.wanted.is_empty() || !one.unwanted.is_empty())
    }

    /// Gives what the organisation adds to the thesaurus.
    pub(super) fn own_words(&self) -> &Thesaurus {
        &self.own_words
    }

    /// Gives the chosen filters, in a fixed order.
    pub fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.filters.iter()
    }

    /// Tells whether a value of a facet is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.filters.iter().any(|filter| filter.facet == facet && filter.value == value)
    }

    /// Gives the order that was asked for.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// Gives the page, counted from one.
    pub fn page(&self) -> usize {
        self.page + 1
    }

    /// Makes the same search with a value chosen, or no longer chosen, from the first page.
    #[must_use]
    pub fn toggled(&self, facet: Facet, value: &str) -> Self {
        let mut query = Self { page: 0, ..self.clone() };
        if let Some(value) = facet.parse_value(value) {
            let filter = Filter { facet, value };
            if !query.filters.remove(&filter) {
                query.filters.insert(filter);
            }
        }
        query
    }

    /// Makes the same search without filters, from the first page.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { filters: BTreeSet::new(), page: 0, ..self.clone() }
    }

    /// Makes the same search in another order, from the first page.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, page: 0, ..self.clone() }
    }

    /// Makes the same search on another page, counted from one.
    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { page: page.clamp(1, LAST_PAGE) - 1, ..self.clone() }
    }

    /// Writes the search as a URL's query, without `?`; the same search always gives the same text.
    pub fn to_url_query(&self) -> String {
        let mut parts = Vec::new();
        if !self.text.is_empty() {
            parts.push(part("q", &self.text));
        }
        parts.extend(self.filters.iter().map(|filter| part(filter.facet.as_str(), &filter.value)));
        if self.sort == Sort::Newest {
            parts.push(part("sort", "newest"));
        }
        if self.page > 0 {
            parts.push(part("page", &self.page().to_string()));
        }
        parts.join("&")
    }

    fn read(&mut self, name: &str, value: &str) {
        match name {
            "q" => self.text = clean(value),
            "sort" => self.sort = if value == "newest" { Sort::Newest } else { Sort::Fit },
            "page" => self.page = value.trim().parse().unwrap_or(1usize).clamp(1, LAST_PAGE) - 1,
            other => {
                let filter =
                    Facet::parse(other).and_then(|facet| facet.parse_value(value).map(|value| Filter { facet, value }));
                if let Some(filter) = filter.filter(|_| self.filters.len() < MOST_FILTERS) {
                    self.filters.insert(filter);
                }
            }
        }
    }
}

/// Joins words with single spaces and cuts the text to what is read.
fn clean(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.chars().take(LONGEST_QUERY).collect::<String>().trim_end().to_owned()
}

fn part(name: &str, value: &str) -> String {
    format!("{name}={}", utf8_percent_encode(value, KEPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(parameters: &[(&str, &str)]) -> SearchQuery {
        SearchQuery::parse(parameters.iter().copied())
    }

    #[test]
    fn the_url_is_the_whole_state() {
        let query = parse(&[
            ("page", "2"),
            ("virtue", "geduld"),
            ("q", "  schulden \"eigen regie\"\t-boos "),
            ("kind", "record"),
            ("kind", "case"),
            ("side", "geduld/too_much"),
            ("sort", "newest"),
        ]);
        let url = query.to_url_query();
        assert_eq!(
            url,
            "q=schulden%20%22eigen%20regie%22%20-boos&kind=case&kind=record&virtue=geduld&side=geduld/too_much\
             &sort=newest&page=2"
        );
        let pairs: Vec<(String, String)> = url
            .split('&')
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| {
                (name.to_owned(), percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned())
            })
            .collect();
        assert_eq!(SearchQuery::parse(pairs), query);
    }

    #[test]
    fn what_cant_be_understood_is_left_out() {
        let query = parse(&[
            ("kind", "secret"),
            ("team", "' OR 1=1"),
            ("year", "soon"),
            ("page", "-3"),
            ("sort", "?"),
            ("virtue", " "),
            ("utm", "x"),
        ]);
        assert_eq!(query, SearchQuery::default());
        assert_eq!(query.to_url_query(), "");
    }

    #[test]
    fn a_long_text_is_cut() {
        let query = parse(&[("q", &"é".repeat(LONGEST_QUERY * 3))]);
        assert_eq!(query.text().chars().count(), LONGEST_QUERY);
    }

    #[test]
    fn a_choice_goes_on_and_off_and_returns_to_the_first_page() {
        let query = parse(&[("q", "regie"), ("page", "4")]);
        let chosen = query.toggled(Facet::Year, "2025");
        assert!(chosen.has(Facet::Year, "2025"));
        assert_eq!(chosen.page(), 1);
        assert_eq!(chosen.toggled(Facet::Year, "2025"), query.on_page(1));
        assert_eq!(chosen.without_filters().sorted(Sort::Newest).to_url_query(), "q=regie&sort=newest");
    }
}
