//! The first run: makes the organisation and its administrator. After that this page isn't there any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use entity::security_event::SecurityKind;
use serde::{Deserialize, Serialize};

use super::extract::redirect;
use super::form::{self, Errors};
use super::login::{device, signed_in};
use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::{Error, Form, Result, Visitor};
use crate::app::App;
use crate::people::accounts::{Email, NewAccount};
use crate::people::logins::{self, Shown};
use crate::people::passwords::Password;
use crate::security_log::{self, Happened};
use crate::teams::organisations::{self, Slug};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/setup", get(new).post(create))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<SetupPage>()]
}

/// Remembers that an organisation exists, so that it is asked of the database only until then.
#[derive(Clone)]
pub struct Gate {
    app: App,
    open: Arc<AtomicBool>,
}

impl Gate {
    /// Makes a gate that has asked nothing yet.
    pub fn new(app: App) -> Self {
        Self { app, open: Arc::default() }
    }

    async fn is_open(&self) -> Result<bool> {
        if !self.open.load(Ordering::Relaxed) && organisations::exists_any(self.app.db.read()).await? {
            self.open.store(true, Ordering::Relaxed);
        }
        Ok(self.open.load(Ordering::Relaxed))
    }
}

/// Leads every page to the setup until an organisation exists; afterwards none.
pub async fn lead(gate: &Gate, path: &str) -> Option<Response> {
    if path == "/setup" || path == "/language" || path.starts_with("/assets/") || path.starts_with("/health/") {
        return None;
    }
    match gate.is_open().await {
        Ok(true) => None,
        Ok(false) => Some(redirect("/setup")),
        Err(error) => Some(error.into_response()),
    }
}

/// The page of the first run.
#[derive(Serialize)]
pub struct SetupPage {
    organisation: String,
    name: String,
    email: String,
    errors: Errors,
}

impl View for SetupPage {
    const TEMPLATE: &'static str = "start/setup.html";

    fn samples() -> Vec<Self> {
        let mut wrong = SetupForm::default().page(Errors::default());
        wrong.errors.add("organisation", "form-required");
        wrong.errors.add("password", "password-length");
        vec![SetupForm::default().page(Errors::default()), wrong]
    }
}

#[derive(Default, Deserialize)]
struct SetupForm {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

struct SetupDraft {
    organisation: (String, Slug),
    name: String,
    email: Email,
    password: Password,
}

impl SetupForm {
    fn parse(&self) -> std::result::Result<SetupDraft, Errors> {
        let mut errors = Errors::default();
        let organisation = form::required(&self.organisation, 120, "organisation", &mut errors);
        let name = form::required(&self.name, 120, "name", &mut errors);
        let slug = Slug::from_name(&organisation);
        let email = Email::parse(&self.email);
        let password = Password::choose(&self.password, &[&self.name, &self.email, &self.organisation]);
        if slug.is_none() {
            errors.add("organisation", "form-required");
        }
        if email.is_none() {
            errors.add("email", "email-wrong");
        }
        if let Err(unfit) = password {
            errors.add("password", unfit.sentence());
        }
        match (slug, email, password) {
            (Some(slug), Some(email), Ok(password)) if errors.is_empty() => {
                Ok(SetupDraft { organisation: (organisation, slug), name, email, password })
            }
            _ => Err(errors),
        }
    }

    fn page(self, errors: Errors) -> SetupPage {
        SetupPage { organisation: self.organisation, name: self.name, email: self.email, errors }
    }
}

async fn new(visitor: Visitor) -> Result {
    require_first_run(&visitor.app).await?;
    visitor.page(&visitor.language.t("setup-title"), &SetupForm::default().page(Errors::default()))
}

async fn create(visitor: Visitor, headers: HeaderMap, Form(form): Form<SetupForm>) -> Result {
    let app = &visitor.app;
    require_first_run(app).await?;
    let draft = match form.parse() {
        Ok(draft) => draft,
        Err(errors) => return visitor.rejected(&visitor.language.t("setup-title"), &form.page(errors)),
    };
    let hash = app.passwords.hash(draft.password.reveal()).await?;
    let language = visitor.language.code().to_owned();
    let administrator = NewAccount { email: draft.email, name: draft.name, language, password_hash: Some(hash) };
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let founded = organisations::found(&mut tx, draft.organisation, administrator, now).await?;
    let (organisation, account) = founded.ok_or(Error::NotFound)?;
    let token = logins::start(&mut tx, account.id, Shown::Password, &device(&headers), now).await?;
    security_log::note(&mut tx, Happened::own(SecurityKind::SignIn, account.id), now).await?;
    tx.commit().await?;
    Ok(signed_in(app, &token, &format!("/o/{}", organisation.slug)))
}

async fn require_first_run(app: &App) -> Result<()> {
    if organisations::exists_any(app.db.read()).await? { Err(Error::NotFound) } else { Ok(()) }
}
