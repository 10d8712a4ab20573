//! The words that people read, in two languages, from content/locales.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, StaticLoader, langid, static_loader};
use serde::{Serialize, Serializer};

static_loader! {
    static LOCALES = {
        locales: "./content/locales",
        fallback_language: "nl",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static DUTCH: LanguageIdentifier = langid!("nl");
static ENGLISH: LanguageIdentifier = langid!("en");

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Dutch,
    English,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::Dutch, Self::English];

    /// Returns the BCP 47 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// Reads a code; anything unknown is Dutch.
    pub fn parse(code: &str) -> Self {
        if code == "en" { Self::English } else { Self::Dutch }
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Dutch => &DUTCH,
            Self::English => &ENGLISH,
        }
    }

    /// Returns the words under a key, or the key itself when nobody wrote them (which `omgang check` refuses).
    pub fn t(self, key: &str) -> String {
        self.find(key, &HashMap::new()).unwrap_or_else(|| key.to_owned())
    }

    /// Returns the words under a key with one text filled in.
    pub fn t_with(self, key: &str, name: &'static str, value: &str) -> String {
        let arguments = HashMap::from([(Cow::Borrowed(name), FluentValue::from(value.to_owned()))]);
        self.find(key, &arguments).unwrap_or_else(|| key.to_owned())
    }

    /// Returns the words under a key with several texts filled in.
    pub fn t_all(self, key: &str, values: &[(&'static str, &str)]) -> String {
        let arguments =
            values.iter().map(|(name, value)| (Cow::Borrowed(*name), FluentValue::from((*value).to_owned())));
        self.find(key, &arguments.collect()).unwrap_or_else(|| key.to_owned())
    }

    /// Returns the words under a key, in this language only.
    pub fn find(self, key: &str, arguments: &HashMap<Cow<'static, str>, FluentValue<'_>>) -> Option<String> {
        let loader: &StaticLoader = &LOCALES;
        loader.lookup_single_language(self.identifier(), key, Some(arguments)).ok()
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// Tells whether the loader can be reached; used by checks that walk all languages.
pub fn languages() -> Vec<String> {
    LOCALES.locales().map(ToString::to_string).collect()
}
