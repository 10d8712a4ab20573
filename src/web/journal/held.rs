//! A form of the journal that was sent after the login ended or the journal closed by itself. It is held in a page, field by field,
//! until its owner is back; then the same form goes where it was sent. Surprising: it goes with status 307, which keeps what was posted.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::keeper::{Keeper, Reader};
use crate::web::extract::redirect;
use crate::web::views::View;
use crate::web::{Error, Errors, Result, Visitor};

/// Names of a form, each with what was typed.
pub type Posted = Vec<(String, String)>;

/// What the page asks itself; no form of the journal has a field of these names.
const ASKED: [&str; 2] = ["passphrase", "back"];

/// A form that waits until its owner is signed in, or has opened the journal.
#[derive(Serialize)]
pub struct HeldPage {
    /// Where it was sent.
    pub to: String,
    pub fields: Posted,
    pub signed_out: bool,
    pub errors: Errors,
}

impl View for HeldPage {
    const TEMPLATE: &'static str = "journal/held.html";

    fn samples() -> Vec<Self> {
        let page = |signed_out, errors| Self {
            to: "/journal/hours".into(),
            fields: vec![("minutes.1".into(), "20".into())],
            signed_out,
            errors,
        };
        let mut errors = Errors::default();
        errors.add("passphrase", "journal-passphrase-wrong");
        vec![page(true, Errors::default()), page(false, Errors::default()), page(false, errors)]
    }
}

/// Returns the reader of a posted form, or else what to answer: a page that holds the form.
pub fn reader(visitor: &Visitor, keeper: Result<Keeper>, posted: &Posted) -> std::result::Result<Reader, Box<Result>> {
    let answer = match keeper {
        Err(Error::SignedOut) if !posted.is_empty() => {
            let view = HeldPage { signed_out: true, ..held(&visitor.path, posted, Errors::default()) };
            visitor.rejected(&visitor.language.t("journal-held-title"), &view)
        }
        Err(error) => Err(error),
        Ok(keeper) if keeper.journal.is_none() => Ok(redirect("/journal/begin")),
        Ok(mut keeper) => match keeper.opened.take() {
            Some(opened) => return Ok(Reader { keeper, opened }),
            None => closed(&keeper, &visitor.path, posted, Errors::default()),
        },
    };
    Err(Box::new(answer))
}

/// Draws the page that asks for the passphrase and holds the form.
pub fn closed(keeper: &Keeper, to: &str, posted: &Posted, errors: Errors) -> Result {
    keeper.rejected(&keeper.language.t("journal-held-title"), &held(to, posted, errors))
}

/// Tells whether something of another page was posted along with the passphrase.
pub fn is_held(posted: &Posted, to: &str) -> bool {
    to.starts_with("/journal/") && posted.iter().any(|(name, _)| !ASKED.contains(&name.as_str()))
}

/// Sends what was posted on to where it was meant for.
pub fn onward(to: &str) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to.to_owned())]).into_response()
}

fn held(to: &str, posted: &Posted, errors: Errors) -> HeldPage {
    let fields = posted.iter().filter(|(name, _)| !ASKED.contains(&name.as_str())).cloned().collect();
    HeldPage { to: to.to_owned(), fields, signed_out: false, errors }
}
