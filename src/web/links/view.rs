//! What the pages of one-time links show.

use serde::Serialize;

use crate::web::Errors;
use crate::web::views::View;

/// An invitation that still works.
#[derive(Serialize)]
pub struct InvitedPage {
    pub organisation: String,
    pub team: String,
    pub role: String,
    pub email: String,
    /// Somebody with an account signs in to join; somebody new chooses a password.
    pub known: bool,
    /// Whether a password opens the way: somebody with an account may have none.
    pub password: bool,
    /// What people call the provider of OpenID Connect; empty where there is none.
    pub openid: String,
    /// The address of the link.
    pub action: String,
    pub name: String,
    pub errors: Errors,
}

impl View for InvitedPage {
    const TEMPLATE: &'static str = "links/invited.html";

    fn samples() -> Vec<Self> {
        let page = |known, password, team: &str, openid: &str| Self {
            organisation: "Stichting Maaskant".into(),
            team: team.into(),
            role: "lid".into(),
            email: "noor@demo.example".into(),
            known,
            password,
            openid: openid.into(),
            action: "/links/0192".into(),
            name: "Noor".into(),
            errors: Errors::default(),
        };
        vec![
            page(false, true, "Team Noord", ""),
            page(true, true, "", ""),
            page(false, true, "Team Noord", "Maaskant"),
            page(true, true, "", "Maaskant"),
            page(true, false, "", "Maaskant"),
            page(true, false, "", ""),
        ]
    }
}

/// A recovery link that still works.
#[derive(Serialize)]
pub struct RecoverPage {
    pub email: String,
    pub errors: Errors,
}

impl View for RecoverPage {
    const TEMPLATE: &'static str = "links/recover.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("password", "password-length");
        vec![Self { email: "noor@demo.example".into(), errors }]
    }
}

/// A link that was used or whose time is over.
#[derive(Serialize)]
pub struct GonePage {
    pub spent: bool,
    pub recovery: bool,
}

impl View for GonePage {
    const TEMPLATE: &'static str = "links/gone.html";

    fn samples() -> Vec<Self> {
        [(true, true), (true, false), (false, true), (false, false)]
            .map(|(spent, recovery)| Self { spent, recovery })
            .into()
    }
}
