//! What the pages around the provider show.

use serde::Serialize;

use crate::people::errands::Purpose;
use crate::web::views::View;

/// The page between our site and the provider's.
#[derive(Serialize)]
pub struct OnwardPage {
    pub name: String,
    pub address: String,
}

impl View for OnwardPage {
    const TEMPLATE: &'static str = "openid/onward.html";

    fn samples() -> Vec<Self> {
        vec![Self { name: "Maaskant".into(), address: "https://login.example/authorize?state=0192".into() }]
    }
}

/// Where somebody goes on who isn't in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    Door,
    Account,
    /// Their invitation, whose address only they have.
    Invitation,
}

impl Way {
    /// Returns the way back of an errand.
    pub fn of(purpose: &Purpose) -> Self {
        match purpose {
            Purpose::SignIn => Self::Door,
            Purpose::Join { .. } => Self::Invitation,
            Purpose::Link(_) | Purpose::Prove(_) => Self::Account,
        }
    }
}

/// Says why somebody isn't in, and what to do.
#[derive(Serialize)]
pub struct FailedPage {
    pub sentence: String,
    pub way: Way,
}

impl View for FailedPage {
    const TEMPLATE: &'static str = "openid/failed.html";

    fn samples() -> Vec<Self> {
        let sentence = "Het duurde te lang. Begin opnieuw.";
        [Way::Door, Way::Account, Way::Invitation].map(|way| Self { sentence: sentence.into(), way }).into()
    }
}
