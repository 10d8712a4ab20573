//! What the pages of the second step show.

use entity::second_factor::FactorKind;
use serde::Serialize;

use crate::web::Errors;
use crate::web::joining::Square;
use crate::web::views::View;

/// Something that its owner shows besides a password.
#[derive(Serialize)]
pub struct FactorLine {
    /// `app` or `passkey`.
    pub kind: &'static str,
    pub name: String,
    pub since: String,
    pub remove: String,
}

/// All that one has, and what can be added.
#[derive(Serialize)]
pub struct SecondPage {
    pub factors: Vec<FactorLine>,
    pub codes_left: u64,
    /// Whether passkeys can be bound to this site's address.
    pub can_passkey: bool,
    /// The organisation lets somebody in no further without.
    pub needed: bool,
    pub errors: Errors,
}

impl View for SecondPage {
    const TEMPLATE: &'static str = "account/second.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("name", "second-passkey-wrong");
        let both = vec![FactorLine::sample(FactorKind::App, ""), FactorLine::sample(FactorKind::Passkey, "Telefoon")];
        let page =
            |factors, codes_left, needed, errors| Self { factors, codes_left, can_passkey: true, needed, errors };
        vec![
            page(vec![], 0, true, Errors::default()),
            page(both, 1, false, errors),
            Self { can_passkey: false, ..page(vec![], 0, false, Errors::default()) },
        ]
    }
}

/// An app that is being set up.
#[derive(Serialize)]
pub struct AppPage {
    pub drawn: Square,
    pub secret: String,
    pub errors: Errors,
}

impl View for AppPage {
    const TEMPLATE: &'static str = "account/second_app.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("code", "second-wrong");
        let page = |errors| Self {
            drawn: Square { size: 29, path_d: "M4 4h7v1h-7z".into() },
            secret: "ABCD EFGH IJKL MNOP".into(),
            errors,
        };
        vec![page(Errors::default()), page(errors)]
    }
}

/// Codes on paper, shown this once.
#[derive(Serialize)]
pub struct CodesPage {
    pub codes: Vec<String>,
}

impl View for CodesPage {
    const TEMPLATE: &'static str = "account/second_codes.html";

    fn samples() -> Vec<Self> {
        vec![Self { codes: vec!["abcd-efgh-ijkl-mnop-qrst-uvwx".into(), "yz23-4567-abcd-efgh-ijkl-mnop".into()] }]
    }
}
