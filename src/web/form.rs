//! Forms: raw text comes in, is tidied (NFC, LF, no control characters), and errors go back to their field.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use unicode_normalization::UnicodeNormalization;

use super::Error;

/// A form as the browser sent it.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let form = axum_extra::extract::Form::<T>::from_request(request, state).await;
        form.map(|axum_extra::extract::Form(form)| Self(form)).map_err(|error| Error::unread(&error))
    }
}

/// What is wrong, by field: keys of sentences in content/locales.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Errors(BTreeMap<&'static str, &'static str>);

impl Errors {
    /// Notes what is wrong with a field; the first word on a field stays.
    pub fn add(&mut self, field: &'static str, sentence: &'static str) {
        self.0.entry(field).or_insert(sentence);
    }

    /// Tells whether something is wrong with a field.
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// Tells whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Tidies text of people: NFC, LF line ends, no control characters but line breaks and tabs, trimmed.
pub fn tidy(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().trim().to_owned()
}

/// Tidies text and notes when it has more than `most` characters.
pub fn at_most(text: &str, most: usize, field: &'static str, errors: &mut Errors) -> String {
    let text = tidy(text);
    if text.chars().count() > most {
        errors.add(field, "form-too-long");
    }
    text
}

/// Tidies text, notes when it is empty or has more than `most` characters.
pub fn required(text: &str, most: usize, field: &'static str, errors: &mut Errors) -> String {
    let text = at_most(text, most, field, errors);
    if text.is_empty() {
        errors.add(field, "form-required");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_tidied() {
        assert_eq!(tidy("  clie\u{308}nt\r\nzei\u{0} niets\t.\r "), "cliënt\nzei niets\t.");
    }
}
