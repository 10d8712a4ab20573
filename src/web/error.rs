//! The one error of the web: a status, a sentence, and a way onward. Never source text.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::connections::is_too_slow;
use crate::db;

/// What a handler returns.
pub type Result<T = Response> = std::result::Result<T, Error>;

/// Why a request gets no ordinary answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or not for this person: the answer is the same.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in: the browser is sent to the door and comes back.
    #[error("not signed in")]
    SignedOut,
    /// What the browser sent can't be a form of ours.
    #[error("malformed request")]
    Malformed,
    /// What the browser sent came too slowly to wait for.
    #[error("too slow a request")]
    TooSlow,
    /// Too many tries.
    #[error("too many requests")]
    TooMany,
    /// A delicate act asks for the password again, and then leads back to this address.
    #[error("the password is asked for again")]
    Again(String),
    /// Another provider's word doesn't count here: the password is asked for, which then leads back to this address.
    #[error("the password is asked for")]
    Password(String),
    /// The organisation lets managers and administrators in with a second factor only.
    #[error("a second factor is asked for")]
    SecondFactor,
    /// Somebody else was first; the page shows how things stand now.
    #[error("conflict")]
    Conflict,
    /// The disk is full: what is there can be read, and nothing can be kept.
    #[error("the disk is full")]
    Full,
    /// Something broke on our side.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Error {
    /// Says why what was sent could not be read.
    pub fn unread(error: &(dyn std::error::Error + 'static)) -> Self {
        if is_too_slow(error) { Self::TooSlow } else { Self::Malformed }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        if db::is_full(&error) { Self::Full } else { Self::Internal(anyhow::Error::new(error)) }
    }
}

impl From<minijinja::Error> for Error {
    fn from(error: minijinja::Error) -> Self {
        Self::Internal(anyhow::anyhow!("{error:#}"))
    }
}

/// Marks a response whose page `layers::draw_errors` still has to draw.
#[derive(Clone, Copy, Debug)]
pub struct Undrawn {
    /// Key of the sentence in content/locales.
    pub sentence: &'static str,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, sentence) = match &self {
            Self::Again(back) => {
                let back = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
                return Redirect::to(&format!("/login/again?back={back}")).into_response();
            }
            Self::Password(back) => {
                let back = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
                return Redirect::to(&format!("/login/again?only=password&back={back}")).into_response();
            }
            Self::SecondFactor => return Redirect::to("/account/second?needed=yes").into_response(),
            Self::NotFound => (StatusCode::NOT_FOUND, "error-not-found"),
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "error-signed-out"),
            Self::Malformed => (StatusCode::UNPROCESSABLE_ENTITY, "error-malformed"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "error-too-slow"),
            Self::TooMany => (StatusCode::TOO_MANY_REQUESTS, "error-too-many"),
            Self::Conflict => (StatusCode::CONFLICT, "error-conflict"),
            Self::Internal(error) if !db::is_full(error.as_ref()) => {
                tracing::error!(error = format!("{error:#}"), "request failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "error-internal")
            }
            Self::Full | Self::Internal(_) => {
                tracing::error!("the disk is full: nothing can be kept");
                (StatusCode::INSUFFICIENT_STORAGE, "error-full")
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Undrawn { sentence });
        response
    }
}
