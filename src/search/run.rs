//! Runs a search: rights, words and filters in one query, over one snapshot of the index.
//!
//! Rights are a clause of the query, never a filter after it, so that neither hits nor counts can tell about another
//! team. A facet with a choice is counted without its own choice, so that the other values stay visible.

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByString};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query};
use tantivy::{DocAddress, Order, Searcher, Term};
use uuid::Uuid;

use super::at_least::{AtLeast, Worth};
use super::collect::FacetCollector;
use super::feedback;
use super::index::{Index, Live};
use super::matching::{Matching, any_of, unscored};
use super::query::{Facet, PAGE_SIZE, SearchQuery, Sort};
use super::schema::{Fields, KEY, TITLE_ORDER, YEAR, audience};
use super::wish::wishes;
use super::wording::Wording;
use super::{Owner, Result};

/// What somebody may find: the handbook, what their teams hold, and for who is in a team what all teams may read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rights {
    pub organisation: Uuid,
    pub teams: Vec<Uuid>,
    /// The language in which they read the handbook.
    pub handbook_language: String,
}

/// One document that was found. The caller checks again that it may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub key: String,
    /// Only for comparing hits of one search; nought where there is nothing to rank by.
    pub score: f32,
}

/// How often each value of a facet occurs, most first, then by value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    pub facet: Facet,
    pub values: Vec<(String, u64)>,
}

/// One page of what was found, with the counts over all pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    pub total: usize,
    pub hits: Vec<Hit>,
    /// One for each of [`Facet::ALL`], in that order.
    pub facets: Vec<FacetCounts>,
}

impl Results {
    /// Tells how many pages there are; at least one.
    pub fn pages(&self) -> usize {
        self.total.div_ceil(PAGE_SIZE).max(1)
    }
}

impl Index {
    /// Searches what these rights allow. A search without words finds everything allowed, newest year first.
    pub fn search(&self, query: &SearchQuery, rights: &Rights) -> Result<Results> {
        let live = self.live()?;
        let searcher = live.reader.searcher();
        let plan = Plan::new(&live, &searcher, query, rights)?;
        let (chosen, open): (Vec<Facet>, Vec<Facet>) =
            Facet::ALL.into_iter().partition(|facet| query.narrowing().any(|filter| filter.facet == *facet));

        let (total, mut counts, hits) = plan.first_pass(&searcher, open)?;
        for facet in chosen {
            let collector = FacetCollector::new(vec![facet]);
            counts.extend(searcher.search(&plan.query(Some(facet)), &collector)?);
        }
        Ok(Results { total, hits, facets: Facet::ALL.map(|facet| sorted(facet, &counts)).into() })
    }
}

type Counted = std::collections::HashMap<(Facet, String), u64>;

/// One search on one snapshot.
struct Plan<'a> {
    live: &'a Live,
    query: &'a SearchQuery,
    rights: &'a Rights,
    /// There are no words to rank by.
    wordless: bool,
    words: Vec<(Occur, Box<dyn Query>)>,
}

impl<'a> Plan<'a> {
    fn new(live: &'a Live, searcher: &Searcher, query: &'a SearchQuery, rights: &'a Rights) -> Result<Self> {
        let wording = Wording::read(query.words());
        let english = rights.handbook_language == "en";
        let allowed = rights.allowed(&live.fields);
        let matching = Matching { fields: &live.fields, searcher, allowed: &*allowed, english };
        let words = matching.clauses(&wording, &wishes(&wording, query.own_words()))?;
        let mut plan = Self { live, query, rights, wordless: wording.is_empty(), words };
        if plan.is_ranked() && !query.has_field_words() && feedback::is_worth(&wording) {
            let best = plan.best(searcher)?;
            plan.words.extend(feedback::clauses(searcher, &live.fields, &best, &wording)?);
        }
        Ok(plan)
    }

    /// Tells whether the best fit comes first.
    fn is_ranked(&self) -> bool {
        !self.wordless && self.query.sort() == Sort::Fit
    }

    /// Finds the best documents of all pages, in the same order each time.
    fn best(&self, searcher: &Searcher) -> Result<Vec<(f32, DocAddress)>> {
        let order = ((SortBySimilarityScore, Order::Desc), (SortByString::for_field(KEY), Order::Asc));
        let found = searcher.search(&self.query(None), &TopDocs::with_limit(feedback::BEST).order_by(order))?;
        Ok(found.into_iter().map(|((score, _), at)| (score, at)).collect())
    }

    /// Finds the page's hits, the total and the counts of facets without a choice.
    fn first_pass(&self, searcher: &Searcher, facets: Vec<Facet>) -> Result<(usize, Counted, Vec<Hit>)> {
        let page = TopDocs::with_limit(PAGE_SIZE).and_offset((self.query.page() - 1) * PAGE_SIZE);
        let newest = (SortByString::for_field(YEAR), Order::Desc);
        let title = (SortByString::for_field(TITLE_ORDER), Order::Asc);
        let by_key = (SortByString::for_field(KEY), Order::Asc);
        if self.is_ranked() {
            let fit = (SortBySimilarityScore, Order::Desc);
            self.pass(searcher, facets, page.order_by((fit, newest, title, by_key)), |(score, .., key)| (score, key))
        } else {
            self.pass(searcher, facets, page.order_by((newest, title, by_key)), |(.., key)| (0.0, key))
        }
    }

    fn pass<K>(
        &self,
        searcher: &Searcher,
        facets: Vec<Facet>,
        top: impl Collector<Fruit = Vec<(K, DocAddress)>>,
        read: fn(K) -> (f32, Option<String>),
    ) -> Result<(usize, Counted, Vec<Hit>)> {
        let collectors = (Count, FacetCollector::new(facets), top);
        let (total, counts, hits) = searcher.search(&self.query(None), &collectors)?;
        let hits = hits.into_iter().map(|(sorted_by, _)| read(sorted_by));
        Ok((total, counts, hits.map(|(score, key)| Hit { key: key.unwrap_or_default(), score }).collect()))
    }

    /// Builds the query; a facet that is counted without its own choice is passed over.
    fn query(&self, without: Option<Facet>) -> BooleanQuery {
        let fields = &self.live.fields;
        let words = self.words.iter().map(|(occur, query)| (*occur, query.box_clone()));
        let (ranking, mut clauses): (Vec<_>, Vec<_>) = words.partition(|(occur, _)| *occur == Occur::Should);
        if !ranking.is_empty() {
            let queries = ranking.into_iter().map(|(_, query)| query).collect();
            clauses.push((Occur::Should, Box::new(AtLeast { queries, needed: 1, worth: Worth::Sum })));
        }
        if self.wordless {
            clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
        }
        clauses.push((Occur::Must, self.rights.allowed(fields)));
        for facet in Facet::ALL.into_iter().filter(|facet| Some(*facet) != without) {
            let field = fields.facet(facet);
            let chosen = self.query.narrowing().filter(|filter| filter.facet == facet);
            let terms: Vec<Term> = chosen.map(|filter| Term::from_field_text(field, &filter.value)).collect();
            if !terms.is_empty() {
                clauses.push((Occur::Must, any_of(terms)));
            }
        }
        let excluded =
            self.query.excluding().map(|filter| Term::from_field_text(fields.facet(filter.facet), &filter.value));
        let excluded: Vec<Term> = excluded.collect();
        if !excluded.is_empty() {
            clauses.push((Occur::MustNot, any_of(excluded)));
        }
        BooleanQuery::new(clauses)
    }
}

impl Rights {
    /// Finds all that these rights open, without ranking it.
    pub(super) fn allowed(&self, fields: &Fields) -> Box<dyn Query> {
        any_of(self.audiences().into_iter().map(|name| Term::from_field_text(fields.audience, &name)))
    }

    /// Names all audiences that these rights open.
    pub(super) fn audiences(&self) -> Vec<String> {
        let organisation = self.organisation;
        let teams = self.teams.iter().map(|&team| audience(&Owner::Team { organisation, team }));
        // What is shared with all teams is for those who are in one.
        let all_teams = (!self.teams.is_empty()).then(|| audience(&Owner::Organisation(organisation)));
        let language = self.handbook_language.clone();
        teams.chain(all_teams).chain([audience(&Owner::Handbook { language })]).collect()
    }
}

fn sorted(facet: Facet, counts: &Counted) -> FacetCounts {
    let mut values: Vec<(String, u64)> =
        counts.iter().filter(|((of, _), _)| *of == facet).map(|((_, value), &count)| (value.clone(), count)).collect();
    values.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    FacetCounts { facet, values }
}
