//! The pages at the journal's door.

use serde::Serialize;

use crate::web::Errors;
use crate::web::views::View;

/// Making a journal: a passphrase, and what it protects against.
#[derive(Serialize)]
pub struct BeginPage {
    pub errors: Errors,
}

impl View for BeginPage {
    const TEMPLATE: &'static str = "journal/begin.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("passphrase", "journal-passphrase-length");
        errors.add("again", "journal-passphrase-differs");
        vec![Self { errors: Errors::default() }, Self { errors }]
    }
}

/// The recovery code, to be written down and typed back.
#[derive(Serialize)]
pub struct CodePage {
    pub code: String,
    /// The journal was begun just now: then one may write first.
    pub first: bool,
    pub errors: Errors,
}

impl View for CodePage {
    const TEMPLATE: &'static str = "journal/code.html";

    fn samples() -> Vec<Self> {
        let code = "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567";
        let mut errors = Errors::default();
        errors.add("code", "journal-code-differs");
        vec![
            Self { code: code.into(), first: true, errors: Errors::default() },
            Self { code: code.into(), first: false, errors },
        ]
    }
}

/// Opening the journal.
#[derive(Serialize)]
pub struct OpenPage {
    pub back: String,
    pub errors: Errors,
}

impl View for OpenPage {
    const TEMPLATE: &'static str = "journal/open.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("passphrase", "journal-passphrase-wrong");
        vec![Self { back: "/journal".into(), errors: Errors::default() }, Self { back: "/journal".into(), errors }]
    }
}

/// Opening the journal with the recovery code, and choosing a new passphrase.
#[derive(Serialize)]
pub struct RecoverPage {
    pub code: String,
    /// Whether a password is asked before all is deleted; who comes in by a provider has none.
    pub has_password: bool,
    pub errors: Errors,
}

impl View for RecoverPage {
    const TEMPLATE: &'static str = "journal/recover.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("code", "journal-code-wrong");
        let page = |code: &str, has_password, errors| Self { code: code.into(), has_password, errors };
        vec![page("", true, Errors::default()), page("ABCD", false, errors)]
    }
}
