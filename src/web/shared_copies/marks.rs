//! Puts findings in words: the marks in the text, and beside it one panel for each finding that is still open.

use std::borrow::Cow;
use std::collections::HashMap;

use dutch::redaction::{Category, Replacement, Sign};
use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::view::part_words;
use crate::shared_copies::texts::texts;
use crate::shared_copies::{Bundle, Finding, Place};
use crate::web::words::Language;

/// Why a word may stand; keys of sentences.
pub const REASONS: [&str; 3] = ["common", "general", "needed"];
/// Proposals that are shown at once, and characters of context on each side of a word.
const SHOWN: usize = 6;
const CONTEXT: usize = 70;

/// One text with its marks.
#[derive(Clone, Debug, Serialize)]
pub struct Piece {
    pub heading: String,
    pub parts: Vec<MarkPart>,
}

/// A stretch of text; with a finding when it is marked.
#[derive(Clone, Debug, Serialize)]
pub struct MarkPart {
    pub text: String,
    pub finding: Option<Mark>,
}

/// What the mark shows. `id` leads to the panel, `at` tells the places of one word apart.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    pub id: usize,
    pub at: usize,
    pub kind: &'static str,
    pub label: String,
    pub state: &'static str,
    pub replacement: String,
}

/// A finding to decide on.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    pub id: usize,
    pub term: String,
    pub category: &'static str,
    pub label: String,
    pub why: String,
    pub places: usize,
    pub before: String,
    pub after: String,
    pub first: Vec<String>,
    pub more: Vec<String>,
    /// Whether leaving the word out is among the proposals.
    pub may_go: bool,
}

/// A word that was let stand.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    pub id: String,
    pub term: String,
    pub label: String,
    pub reason: String,
}

/// Returns the texts with their marks, the title first.
pub fn pieces(language: Language, bundle: &Bundle, findings: &[Finding]) -> Vec<Piece> {
    let headings = std::iter::once(language.t("shared-part-title"))
        .chain(part_words(language, &bundle.parts).into_iter().map(|words| words.heading));
    let texts = texts(bundle).zip(headings).filter(|((_, text), _)| !text.is_empty());
    texts.map(|((place, text), heading)| Piece { heading, parts: marked(language, place, text, findings) }).collect()
}

fn marked(language: Language, place: Place, text: &str, findings: &[Finding]) -> Vec<MarkPart> {
    let mut spans: Vec<(usize, usize, Mark)> = Vec::new();
    for (id, finding) in numbered(findings) {
        let here = finding.spans.iter().enumerate().filter(|(_, (at, _))| *at == place);
        spans.extend(here.map(|(at, (_, span))| (span.start, span.end, mark(language, finding, id, at + 1))));
    }
    spans.sort_by_key(|(start, ..)| *start);
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end, mark) in spans {
        parts.push(MarkPart { text: text[at..start].to_owned(), finding: None });
        parts.push(MarkPart { text: text[start..end].to_owned(), finding: Some(mark) });
        at = end;
    }
    parts.push(MarkPart { text: text[at..].to_owned(), finding: None });
    parts
}

/// Open findings count from 1 in the order of reading; what was let stand has no number.
fn numbered(findings: &[Finding]) -> impl Iterator<Item = (usize, &Finding)> {
    let mut number = 0;
    findings.iter().map(move |finding| {
        number += usize::from(finding.kept.is_none());
        (if finding.kept.is_none() { number } else { 0 }, finding)
    })
}

fn mark(language: Language, finding: &Finding, id: usize, at: usize) -> Mark {
    Mark {
        id,
        at,
        kind: kind(finding.category),
        label: language.t(&format!("finding-{}", finding.category.as_str())),
        state: if finding.kept.is_some() { "kept" } else { "open" },
        replacement: String::new(),
    }
}

fn kind(category: Category) -> &'static str {
    match category {
        Category::Person | Category::Initial => "person",
        Category::Address | Category::Postcode | Category::Place => "place",
        Category::Date | Category::Birthdate | Category::Age => "time",
        Category::Phone | Category::Email | Category::Url => "contact",
        Category::Bsn | Category::Iban | Category::Plate | Category::Number => "number",
        Category::Organisation | Category::Quasi => "other",
    }
}

/// Returns a panel for each open finding.
pub fn panels(language: Language, bundle: &Bundle, findings: &[Finding]) -> Vec<Panel> {
    let texts: Vec<(Place, &str)> = texts(bundle).collect();
    let open = numbered(findings).filter(|(_, finding)| finding.kept.is_none());
    open.map(|(id, finding)| {
        let (before, after) = finding.spans.first().map(|span| around(&texts, span)).unwrap_or_default();
        let may_go = finding.proposals.contains(&Replacement::Removed);
        let standing = finding.proposals.iter().filter(|one| **one != Replacement::Removed);
        let mut words: Vec<String> = standing.map(|one| replacement_words(language, *one)).collect();
        let more = words.split_off(words.len().min(SHOWN));
        Panel {
            id,
            term: finding.term.clone(),
            category: finding.category.as_str(),
            label: language.t(&format!("finding-{}", finding.category.as_str())),
            why: language.t(&format!("finding-why-{}", finding.reason.as_str())),
            places: finding.spans.len(),
            before,
            after,
            first: words,
            more,
            may_go,
        }
    })
    .collect()
}

/// Returns some words on both sides of a finding.
fn around(texts: &[(Place, &str)], (place, span): &(Place, std::ops::Range<usize>)) -> (String, String) {
    let Some((_, text)) = texts.iter().find(|(at, _)| at == place) else { return Default::default() };
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let from = before.char_indices().rev().nth(CONTEXT).map(|(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map(|(at, _)| at);
    let before = match from {
        Some(from) => format!("…{}", before[from..].split_once(' ').map_or("", |(_, rest)| rest)),
        None => before.to_owned(),
    };
    let after = match to {
        Some(to) => format!("{}…", after[..to].rsplit_once(' ').map_or("", |(rest, _)| rest)),
        None => after.to_owned(),
    };
    (before, after)
}

/// Returns what was let stand.
pub fn kept(language: Language, findings: &[Finding]) -> Vec<Kept> {
    let kept = findings.iter().filter_map(|finding| {
        let (id, reason) = finding.kept.as_ref()?;
        Some(Kept {
            id: id.to_string(),
            term: finding.term.clone(),
            label: language.t(&format!("finding-{}", finding.category.as_str())),
            reason: language.t(&format!("shared-keep-{reason}")),
        })
    });
    kept.collect()
}

/// Puts the signs that describe one person together in words.
pub fn together(language: Language, signs: &[(Sign, String)]) -> Vec<(String, String)> {
    let words = signs.iter().map(|(sign, word)| (language.t(&format!("sign-{}", sign.as_str())), word.clone()));
    words.collect()
}

/// Says in words what may stand in place of a finding.
pub fn replacement_words(language: Language, replacement: Replacement) -> String {
    let mut values: HashMap<Cow<'static, str>, FluentValue<'_>> = HashMap::new();
    let key = match replacement {
        Replacement::AgeBand(from, _) if from >= 80 => "replacement-age-old".to_owned(),
        Replacement::AgeBand(from, to) => {
            values.insert("from".into(), from.to_string().into());
            values.insert("to".into(), to.to_string().into());
            "replacement-age_band".to_owned()
        }
        Replacement::Month(number) => {
            values.insert("month".into(), number.into());
            "replacement-month".to_owned()
        }
        other => format!("replacement-{}", other.key()),
    };
    language.find(&key, &values).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_the_detector_says_has_words_in_both_languages() {
        let replacements = ["the_client", "the_mother", "the_father", "the_son", "the_daughter", "the_child"];
        let others = ["the_partner", "the_brother", "the_sister", "a_relative", "a_colleague", "a_neighbour"];
        let places = ["a_friend", "a_professional", "on_a_day", "a_town", "a_neighbourhood", "a_street"];
        let rest = ["an_institution", "a_school", "an_employer", "a_trait", "age_band", "month"];
        let contacts = ["a_phone_number", "an_email_address", "a_website"];
        let reasons = [
            "checksum",
            "form",
            "cue",
            "title",
            "listed",
            "capital",
            "lower_case",
            "elsewhere",
            "member",
            "own",
            "rare",
        ];
        for language in Language::ALL {
            let has = |key: String| {
                assert!(
                    language.find(&key, &HashMap::new()).is_some() || key.contains("month") || key.contains("age_band"),
                    "{key}"
                );
            };
            Category::ALL.iter().for_each(|category| has(format!("finding-{}", category.as_str())));
            reasons.iter().for_each(|reason| has(format!("finding-why-{reason}")));
            Sign::ALL.iter().for_each(|sign| has(format!("sign-{}", sign.as_str())));
            REASONS.iter().for_each(|reason| has(format!("shared-keep-{reason}")));
            let keys = replacements.iter().chain(&others).chain(&places).chain(&contacts).chain(&rest);
            keys.for_each(|key| has(format!("replacement-{key}")));
            assert!(replacement_words(language, Replacement::AgeBand(40, 49)).contains("40"));
            assert!(!replacement_words(language, Replacement::Month(2)).contains("replacement"));
        }
    }
}
