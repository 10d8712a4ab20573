//! A text in both languages, as the files of content/ hold it.

use serde::Deserialize;

/// The same text in Dutch and in English.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub nl: String,
    pub en: String,
}

impl Bilingual {
    /// Returns the text in a language; Dutch for any code but `en`.
    pub fn get(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.nl }
    }

    /// Makes a text that is the same in both languages: people's own words.
    pub fn same(text: &str) -> Self {
        Self { nl: text.to_owned(), en: text.to_owned() }
    }

    /// Takes people's own words in place of what stood here; the same words as before keep both languages.
    pub fn reword(&mut self, language: &str, text: String) {
        if self.get(language) != text {
            *self = Self::same(&text);
        }
    }
}
