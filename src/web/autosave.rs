//! Saving in the background. The script of assets/js/20-autosave.js sends a form to its own address with
//! `Accept: application/json`; the same handler answers, with a word to show instead of a page.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::words::Language;

/// Whether the script asks, or a person who pressed the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Background(pub bool);

impl<S: Send + Sync> FromRequestParts<S> for Background {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        Ok(Self(accept.is_some_and(|accept| accept.starts_with("application/json"))))
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    said: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// Answers that the text is kept, under which version, and at which address it is edited from now on.
pub fn saved(language: Language, version: i32, url: &str) -> Response {
    let answer = Answer { said: language.t("autosave-saved"), version: Some(version), url: Some(url) };
    answer_with(StatusCode::OK, &answer)
}

/// Answers that something in the form must change first: 422. The script says so and tries again after the next change.
pub fn refused(language: Language) -> Response {
    let answer = Answer { said: language.t("autosave-refused"), version: None, url: None };
    answer_with(StatusCode::UNPROCESSABLE_ENTITY, &answer)
}

/// Answers that it was saved elsewhere since: 409. The script stops; the button shows both texts.
pub fn stale(language: Language) -> Response {
    let answer = Answer { said: language.t("autosave-stale"), version: None, url: None };
    answer_with(StatusCode::CONFLICT, &answer)
}

fn answer_with(status: StatusCode, answer: &Answer<'_>) -> Response {
    let body = serde_json::to_string(answer).expect("three plain fields make JSON");
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
