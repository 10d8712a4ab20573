//! The frameworks that ship with the product, from content/frameworks. A team takes one over and makes it its own.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Wording;

const OUTREACH: &str = include_str!("../../content/frameworks/outreach.toml");

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| parse(OUTREACH).expect("content/frameworks/outreach.toml is checked by a test"));

/// A framework to begin with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub key: String,
    pub name: Words,
    /// Who named these virtues, for the page to say.
    pub source: String,
    #[serde(rename = "virtue")]
    pub virtues: Vec<TemplateVirtue>,
}

/// A virtue of a template.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateVirtue {
    pub key: String,
    pub name: Words,
    pub too_little: Words,
    pub too_much: Words,
    pub explanation: Words,
}

/// The same words in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    nl: String,
    en: String,
}

impl Words {
    /// Returns the words in a language, by its code; Dutch for any that isn't English.
    pub fn spoken_in(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.nl }
    }
}

impl TemplateVirtue {
    /// Returns the virtue's words in a language, by its code.
    pub fn wording(&self, language: &str) -> Wording {
        Wording {
            name: self.name.spoken_in(language).to_owned(),
            too_little: self.too_little.spoken_in(language).to_owned(),
            too_much: self.too_much.spoken_in(language).to_owned(),
            explanation: self.explanation.spoken_in(language).to_owned(),
        }
    }
}

/// Returns the framework that teams start from.
pub fn template() -> &'static Template {
    &TEMPLATE
}

/// Parses a file of content/frameworks.
pub fn parse(text: &str) -> Result<Template, toml::de::Error> {
    toml::from_str(text)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::frameworks::{LONGEST_EXPLANATION, LONGEST_WORD};

    #[test]
    fn the_fourteen_virtues_have_words_in_both_languages() {
        let template = template();
        let keys: HashSet<_> = template.virtues.iter().map(|virtue| virtue.key.as_str()).collect();
        assert_eq!((template.virtues.len(), keys.len()), (14, 14));
        for virtue in &template.virtues {
            for language in ["nl", "en"] {
                let words = virtue.wording(language);
                for word in [&words.name, &words.too_little, &words.too_much] {
                    assert!(!word.is_empty() && word.chars().count() <= LONGEST_WORD, "{word}");
                }
                assert!(!words.explanation.is_empty() && words.explanation.chars().count() <= LONGEST_EXPLANATION);
            }
        }
        let respect = template.virtues.iter().find(|virtue| virtue.key == "respect").unwrap().wording("nl");
        assert_eq!(respect.too_little, respect.too_much, "the source has one word for both sides of respect");
    }
}
