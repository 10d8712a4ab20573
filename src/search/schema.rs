//! The fields of the index, and how a document becomes terms.
//!
//! Nothing is stored: words are only indexed, and keys and facet values are fast fields. The order in
//! which titles stand is kept as folded text; it leaves the files with the document when segments are merged.

use dutch::analyser;
use sha2::{Digest, Sha256};
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{TantivyDocument, Term};
use uuid::Uuid;

use super::query::Facet;
use super::terms::{Terms, tokenized};
use super::{Document, Owner};

/// Goes up with each change of the fields or of what goes into them.
const SCHEMA_VERSION: u32 = 4;

pub(super) const KEY: &str = "key";
pub(super) const YEAR: &str = "year";
pub(super) const TITLE_ORDER: &str = "title_order";
pub(super) const PRINT: &str = "print";
pub(super) const TELLING: &str = "telling";
/// Words of a document that are kept for learning from it, at most.
const MOST_TELLING: usize = 100;

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub key: Field,
    pub bundle: Field,
    pub audience: Field,
    pub title_order: Field,
    /// A fingerprint of all that went into the document.
    pub print: Field,
    pub title_exact: Field,
    pub title_normal: Field,
    pub text_exact: Field,
    pub text_normal: Field,
    /// Parts of compounds and what derivations are about, of title and text.
    pub parts: Field,
    /// Rows of four letters, of title and text.
    pub rows: Field,
    /// The words that a document says most, in common form.
    pub telling: Field,
    facets: [Field; Facet::ALL.len()],
}

/// Names the shape of the index: fields, analyser and word tables. Another shape needs another index.
pub(super) fn shape() -> String {
    format!("s{SCHEMA_VERSION}-a{}-{}", analyser::ANALYSER_VERSION, analyser::fingerprint())
}

/// Makes the schema and the handles of its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        key: builder.add_text_field(KEY, STRING | FAST),
        bundle: builder.add_text_field("bundle", STRING),
        audience: builder.add_text_field("audience", STRING),
        title_order: builder.add_text_field(TITLE_ORDER, TextOptions::from(FAST)),
        print: builder.add_u64_field(PRINT, FAST),
        title_exact: builder.add_text_field("title_exact", words(IndexRecordOption::WithFreqsAndPositions)),
        title_normal: builder.add_text_field("title_normal", words(IndexRecordOption::WithFreqsAndPositions)),
        text_exact: builder.add_text_field("text_exact", words(IndexRecordOption::WithFreqsAndPositions)),
        text_normal: builder.add_text_field("text_normal", words(IndexRecordOption::WithFreqsAndPositions)),
        parts: builder.add_text_field("parts", words(IndexRecordOption::WithFreqs)),
        rows: builder.add_text_field("rows", words(IndexRecordOption::WithFreqs)),
        telling: builder.add_text_field(TELLING, TextOptions::from(FAST)),
        facets: Facet::ALL.map(|facet| builder.add_text_field(facet.as_str(), STRING | FAST)),
    };
    (builder.build(), fields)
}

impl Fields {
    /// Gives the field that holds a facet's values.
    pub fn facet(&self, facet: Facet) -> Field {
        self.facets[facet as usize]
    }

    /// Makes the term under which a document is replaced or removed.
    pub fn key_term(&self, key: &str) -> Term {
        Term::from_field_text(self.key, key)
    }

    /// Makes the term that all parts of a shared copy have.
    pub fn bundle_term(&self, bundle: Uuid) -> Term {
        Term::from_field_text(self.bundle, &bundle.to_string())
    }

    /// Turns a document into what the index takes in.
    pub fn document(&self, document: &Document) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        out.add_text(self.key, &document.key);
        out.add_text(self.audience, audience(&document.owner));
        if let Some(bundle) = document.bundle {
            out.add_text(self.bundle, bundle.to_string());
        }
        out.add_u64(self.print, print(document));
        out.add_text(self.title_order, analyser::fold(&document.title));
        let read = match &document.owner {
            Owner::Handbook { language } if language == "en" => Terms::english,
            Owner::Handbook { .. } | Owner::Organisation(_) | Owner::Team { .. } => Terms::dutch,
        };
        let (title, text) = (read(&document.title), read(&document.text));
        for word in title.telling(&text, MOST_TELLING) {
            out.add_text(self.telling, word);
        }
        out.add_pre_tokenized_text(self.title_exact, tokenized(title.exact));
        out.add_pre_tokenized_text(self.title_normal, tokenized(title.normal));
        out.add_pre_tokenized_text(self.text_exact, tokenized(text.exact));
        out.add_pre_tokenized_text(self.text_normal, tokenized(text.normal));
        for (field, tokens) in [(self.parts, [title.parts, text.parts]), (self.rows, [title.rows, text.rows])] {
            out.add_pre_tokenized_text(field, tokenized(tokens.concat()));
        }
        for facet in Facet::ALL {
            for value in facet_values(document, facet) {
                out.add_text(self.facet(facet), value);
            }
        }
        out
    }
}

/// Makes a fingerprint of a document, the same on every machine.
pub(super) fn print(document: &Document) -> u64 {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    };
    add(&audience(&document.owner));
    add(&document.bundle.map(|bundle| bundle.to_string()).unwrap_or_default());
    add(&document.title);
    add(&document.text);
    for facet in Facet::ALL {
        add(facet.as_str());
        facet_values(document, facet).iter().for_each(|value| add(value));
    }
    let bytes = hash.finalize();
    u64::from_le_bytes(*bytes.first_chunk().expect("a hash has 32 bytes"))
}

/// Names who may find a document; the rights of a search name the same.
pub(super) fn audience(owner: &Owner) -> String {
    match owner {
        Owner::Handbook { language } => format!("handbook/{language}"),
        Owner::Organisation(organisation) => format!("organisation/{organisation}"),
        Owner::Team { organisation, team } => format!("organisation/{organisation}/team/{team}"),
    }
}

/// Lists a document's values for one facet, each once.
fn facet_values(document: &Document, facet: Facet) -> Vec<String> {
    let mut values = match facet {
        Facet::Kind => vec![document.kind.as_str().to_owned()],
        Facet::Virtue => document.virtues.clone(),
        Facet::Side => document.sides.clone(),
        Facet::Group => document.tension_groups.clone(),
        Facet::Tension => document.tensions.clone(),
        Facet::Barrier => document.barriers.clone(),
        Facet::Phase => document.phase.iter().cloned().collect(),
        Facet::Level => document.level.iter().cloned().collect(),
        Facet::Method => document.method.iter().cloned().collect(),
        Facet::Team => match document.owner {
            Owner::Team { team, .. } => vec![team.to_string()],
            Owner::Handbook { .. } | Owner::Organisation(_) => Vec::new(),
        },
        Facet::Year => document.year.map(|year| format!("{year:04}")).into_iter().collect(),
    };
    values.sort_unstable();
    values.dedup();
    values
}

/// Words that come in already read; with positions, phrases can be found.
fn words(option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option).set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing)
}
