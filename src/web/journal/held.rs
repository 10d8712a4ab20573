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

/// Why a form waits.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Why {
    SignedOut,
    /// Somebody else signed in meanwhile, in the same browser.
    Other,
    Closed,
}

/// A form that waits until its owner is signed in, or has opened the journal.
#[derive(Serialize)]
pub struct HeldPage {
    /// Where it was sent.
    to: String,
    fields: Posted,
    why: Why,
    errors: Errors,
}

impl View for HeldPage {
    const TEMPLATE: &'static str = "journal/held.html";

    fn samples() -> Vec<Self> {
        let fields = vec![("minutes.1".to_owned(), "20".to_owned())];
        let mut errors = Errors::default();
        errors.add("passphrase", "journal-passphrase-wrong");
        let page = |why| held("/journal/hours", &fields, why, Errors::default());
        let wrong = held("/journal/hours", &fields, Why::Closed, errors);
        vec![page(Why::SignedOut), page(Why::Other), page(Why::Closed), wrong]
    }
}

/// Returns the reader of a posted form, or else what to answer: a page that holds the form.
pub fn reader(visitor: &Visitor, keeper: Result<Keeper>, posted: &Posted) -> std::result::Result<Reader, Box<Result>> {
    let answer = match keeper {
        Err(Error::SignedOut) if !posted.is_empty() => {
            let view = held(&visitor.path, posted, Why::SignedOut, Errors::default());
            visitor.rejected(&visitor.language.t("journal-held-title"), &view)
        }
        Err(error) => Err(error),
        Ok(keeper) if is_others(&keeper, posted) => others(&keeper, &visitor.path, posted),
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
    keeper.rejected(&keeper.language.t("journal-held-title"), &held(to, posted, Why::Closed, errors))
}

/// Draws the page that holds somebody else's form until they are back.
pub fn others(keeper: &Keeper, to: &str, posted: &Posted) -> Result {
    keeper.rejected(&keeper.language.t("journal-held-title"), &held(to, posted, Why::Other, Errors::default()))
}

/// Tells whether the page of a form was drawn for somebody else.
pub fn is_others(keeper: &Keeper, posted: &Posted) -> bool {
    posted.iter().any(|(name, mark)| name == "owner" && keeper.is_other(mark))
}

/// Tells whether something of another page was posted along with the passphrase.
pub fn is_held(posted: &Posted, to: &str) -> bool {
    to.starts_with("/journal/") && posted.iter().any(|(name, _)| !ASKED.contains(&name.as_str()))
}

/// Sends what was posted on to where it was meant for.
pub fn onward(to: &str) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to.to_owned())]).into_response()
}

fn held(to: &str, posted: &Posted, why: Why, errors: Errors) -> HeldPage {
    let fields = posted.iter().filter(|(name, _)| !ASKED.contains(&name.as_str())).cloned().collect();
    HeldPage { to: to.to_owned(), fields, why, errors }
}
