//! The end of an organisation: an administrator announces it, everybody reads it on their first page, and until the day itself it
//! can be taken back.

use entity::organisation_closing;
use entity::security_event::SecurityKind;
use serde::{Deserialize, Serialize};

use super::login::require_proof;
use super::routing::{Routes, get, post};
use super::views::{Entry, View, entry};
use super::{Error, Errors, Form, Here, Result, dates};
use crate::departures::organisation::{self as departures, TERM_DAYS};
use crate::security_log::{self, Happened};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/closing", get(edit).post(create))
        .route("/o/{organisation}/closing/take-back", post(destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<ClosingPage>()]
}

/// Before an organisation ends, or on the way there.
#[derive(Serialize)]
struct ClosingPage {
    name: String,
    typed: String,
    days: i64,
    /// The day on which it ends; empty as long as nobody announced it.
    ends: String,
    action: String,
    take_back: String,
    back: String,
    errors: Errors,
}

impl View for ClosingPage {
    const TEMPLATE: &'static str = "closing/edit.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("name", "closing-name-wrong");
        let page = |ends: &str, errors| Self {
            name: "Stichting Maaskant".into(),
            typed: String::new(),
            days: TERM_DAYS,
            ends: ends.into(),
            action: "#".into(),
            take_back: "#".into(),
            back: "#".into(),
            errors,
        };
        vec![page("", Errors::default()), page("", errors), page("18 maart 2026", Errors::default())]
    }
}

/// Returns the day on which the organisation ends, in words; empty when nobody announced it.
pub async fn end_of(here: &Here) -> Result<String> {
    let found = departures::find(here.app.db.read(), here.actor.organisation).await?;
    let day = |found: organisation_closing::Model| dates::day_of(found.ends_at, here.language);
    Ok(found.map(day).unwrap_or_default())
}

async fn page(here: &Here, typed: String, errors: Errors) -> Result<ClosingPage> {
    Ok(ClosingPage {
        name: here.actor.organisation_name.clone(),
        typed,
        days: TERM_DAYS,
        ends: end_of(here).await?,
        action: here.url("/closing"),
        take_back: here.url("/closing/take-back"),
        back: here.url("/people"),
        errors,
    })
}

fn require_administrator(here: &Here) -> Result<()> {
    if here.actor.administrator { Ok(()) } else { Err(Error::NotFound) }
}

async fn edit(here: Here) -> Result {
    require_administrator(&here)?;
    let page = page(&here, String::new(), Errors::default()).await?;
    here.page(&here.language.t("closing-title"), &page)
}

#[derive(Deserialize)]
struct ClosingForm {
    #[serde(default)]
    name: String,
}

async fn create(here: Here, Form(form): Form<ClosingForm>) -> Result {
    require_administrator(&here)?;
    require_proof(&here, &here.url("/closing"))?;
    if form.name.trim() != here.actor.organisation_name {
        let mut errors = Errors::default();
        errors.add("name", "closing-name-wrong");
        return here.rejected(&here.language.t("closing-title"), &page(&here, form.name, errors).await?);
    }
    let now = here.app.clock.now();
    let mut tx = here.app.db.write().await?;
    departures::announce(&mut tx, here.actor.organisation, Some(here.actor.account), now).await?;
    security_log::note(&mut tx, happened(&here, SecurityKind::ClosingBegun), now).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/closing"), "closing-begun"))
}

async fn destroy(here: Here) -> Result {
    require_administrator(&here)?;
    let mut tx = here.app.db.write().await?;
    if departures::take_back(&mut tx, here.actor.organisation).await? {
        security_log::note(&mut tx, happened(&here, SecurityKind::ClosingEnded), here.app.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/closing"), "closing-taken-back"))
}

fn happened(here: &Here, kind: SecurityKind) -> Happened {
    Happened { kind, organisation: Some(here.actor.organisation), by: Some(here.actor.account), to: None }
}
