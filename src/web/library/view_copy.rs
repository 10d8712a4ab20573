//! What the page of one item shows.

use entity::contribution::LessonLevel;
use entity::record_virtue::Side;
use entity::shared_part::{self, PartSection};
use entity::shared_virtue;
use serde::Serialize;

use super::collections::CollectionItem;
use super::labels::tension;
use super::like::LikeItem;
use super::view::TextPiece;
use crate::library::Bundle;
use crate::tensions::barriers;
use crate::web::views::View;
use crate::web::words::Language;

/// An item of the library, to read.
#[derive(Serialize)]
pub struct CopyPage {
    /// The item's own id and address.
    id: String,
    pub url: String,
    pub back: String,
    /// Name of the team whose it is; empty for another team's.
    pub whose: String,
    /// Who reads it: `team`, `asked` or `organisation`.
    audience: &'static str,
    /// Key of the phase of contact, or nothing.
    phase: &'static str,
    title: String,
    year: i32,
    virtues: Vec<CopyVirtue>,
    tensions: Vec<Found>,
    barriers: Vec<Found>,
    parts: Vec<CopyPart>,
    pub like: Vec<LikeItem>,
    /// Collections in which it can be put.
    pub collections: Vec<CollectionItem>,
    /// This person recognised it.
    pub recognised: bool,
    /// What this person may do about who reads it: `ask`, `agree`, `stop`.
    pub acts: Vec<&'static str>,
    /// Where one says what it is about; for its presenter.
    pub tags: Option<String>,
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

/// A word that leads to everything with it.
#[derive(Serialize)]
pub struct Found {
    label: String,
    value: String,
}

impl Found {
    /// Names tensions.
    pub fn tensions(language: Language, keys: &[String]) -> Vec<Self> {
        Self::all(keys, |key| tension(language, key))
    }

    /// Names barriers.
    pub fn barriers(language: Language, keys: &[String]) -> Vec<Self> {
        Self::all(keys, |key| barriers::find(key).map(|one| one.name.get(language.code()).to_owned()))
    }

    fn all(keys: &[String], label: impl Fn(&str) -> Option<String>) -> Vec<Self> {
        keys.iter().filter_map(|key| Some(Self { label: label(key)?, value: key.clone() })).collect()
    }
}

#[derive(Serialize)]
struct CopyPart {
    id: String,
    kind: &'static str,
    /// Which piece of the case or record it is; empty for a lesson or decision.
    section: &'static str,
    level: &'static str,
    paragraphs: Vec<Vec<TextPiece>>,
}

impl CopyPage {
    /// Shows a bundle; `mark` marks the words that were searched for.
    pub fn new(bundle: &Bundle, language: Language, url: String, mark: &dyn Fn(&str) -> Vec<TextPiece>) -> Self {
        let part = |part: &shared_part::Model| CopyPart {
            id: part.id.to_string(),
            kind: part.kind.as_str(),
            section: part.section.map_or("", PartSection::as_str),
            level: part.level.map_or("", LessonLevel::as_str),
            paragraphs: part.text.split("\n\n").filter(|text| !text.trim().is_empty()).map(mark).collect(),
        };
        Self {
            id: bundle.copy.id.to_string(),
            url,
            back: String::new(),
            whose: String::new(),
            audience: bundle.copy.audience.as_str(),
            phase: bundle.copy.contact_phase.map_or("", entity::case_phase::ContactPhase::as_str),
            title: bundle.copy.title.clone(),
            year: bundle.copy.year,
            virtues: bundle.virtues.iter().map(|virtue| CopyVirtue::of(virtue, language)).collect(),
            tensions: Found::tensions(language, &bundle.tensions),
            barriers: Found::barriers(language, &bundle.barriers),
            parts: bundle.parts.iter().map(part).collect(),
            like: Vec::new(),
            collections: Vec::new(),
            recognised: false,
            acts: Vec::new(),
            tags: None,
            withdraw: None,
        }
    }
}

impl CopyVirtue {
    fn of(virtue: &shared_virtue::Model, language: Language) -> Self {
        Self {
            name: virtue.name.clone(),
            too_little: virtue.too_little.clone(),
            too_much: virtue.too_much.clone(),
            leaned: match virtue.side {
                Some(Side::TooLittle) => virtue.too_little.clone(),
                Some(Side::TooMuch) => virtue.too_much.clone(),
                Some(Side::Mean) => language.t("library-side-mean"),
                None => String::new(),
            },
        }
    }
}

impl CopyPage {
    /// A page with as little as there can be.
    fn sample(audience: &'static str, acts: Vec<&'static str>, whose: &str) -> Self {
        Self {
            id: "1".into(),
            url: "/o/maaskant/library/1".into(),
            back: "/o/maaskant/library".into(),
            whose: whose.into(),
            audience,
            phase: "",
            title: "De brieven in de la".into(),
            year: 2025,
            virtues: vec![],
            tensions: vec![],
            barriers: vec![],
            parts: vec![CopyPart::sample("lesson", "", "policy")],
            like: vec![],
            collections: vec![],
            recognised: false,
            acts,
            tags: None,
            withdraw: None,
        }
    }
}

impl CopyPart {
    fn sample(kind: &'static str, section: &'static str, level: &'static str) -> Self {
        let paragraphs = vec![vec![TextPiece { text: "Een man deed niet open.".into(), hit: false }]];
        Self { id: "7".into(), kind, section, level, paragraphs }
    }
}

impl View for CopyPage {
    const TEMPLATE: &'static str = "library/show.html";

    fn samples() -> Vec<Self> {
        let found = |label: &str| Found { label: label.into(), value: "act_wait".into() };
        let virtue = CopyVirtue {
            name: "Geduld".into(),
            too_little: "Vluchtig".into(),
            too_much: "Traag".into(),
            leaned: "Traag".into(),
        };
        let full = Self {
            phase: "making_contact",
            virtues: vec![virtue],
            tensions: vec![found("Ingrijpen – Afwachten")],
            barriers: vec![found("Schaamte")],
            parts: vec![
                CopyPart::sample("case", "story", ""),
                CopyPart::sample("record", "", ""),
                CopyPart::sample("lesson", "", "team"),
                CopyPart::sample("decision", "", ""),
                CopyPart::sample("reflection", "", ""),
            ],
            like: vec![LikeItem::sample()],
            collections: vec![CollectionItem::sample()],
            recognised: true,
            tags: Some("/o/maaskant/shared-copies/1/tags".into()),
            withdraw: Some("/o/maaskant/shared-copies/1/withdraw".into()),
            ..Self::sample("asked", vec!["agree", "stop"], "Team Noord")
        };
        vec![
            full,
            Self::sample("team", vec!["ask"], "Team Noord"),
            Self::sample("organisation", vec!["stop"], "Team Noord"),
            Self::sample("organisation", vec![], ""),
        ]
    }
}
