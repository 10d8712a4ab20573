//! The frameworks that ship with the product, from content/frameworks. A team takes one over and makes it its own.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Wording;
use crate::bilingual::Bilingual;
use crate::content;

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| load().expect("the embedded framework is checked by a test"));

/// A framework to begin with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub key: String,
    pub name: Bilingual,
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
    pub name: Bilingual,
    pub too_little: Bilingual,
    pub too_much: Bilingual,
    pub explanation: Bilingual,
}

impl TemplateVirtue {
    /// Returns the virtue's words in a language, by its code.
    pub fn wording(&self, language: &str) -> Wording {
        Wording {
            name: self.name.get(language).to_owned(),
            too_little: self.too_little.get(language).to_owned(),
            too_much: self.too_much.get(language).to_owned(),
            explanation: self.explanation.get(language).to_owned(),
        }
    }
}

/// Returns the framework that teams start from.
pub fn template() -> &'static Template {
    &TEMPLATE
}

/// Reads the embedded file.
pub fn load() -> Result<Template, String> {
    content::data(include_str!("../../content/frameworks/outreach.toml"))
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
