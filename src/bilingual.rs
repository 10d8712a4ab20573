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
}
