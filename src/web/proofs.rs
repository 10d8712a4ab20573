//! A person's proof of attendance: on a page, as a PDF, as a table of hours. Nobody but they themselves can open it.

mod paper;
pub mod view;

use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::ids::MeetingId;
use entity::proof_profile;
use serde::Deserialize;

use super::routing::{Routes, get, post};
use super::views::{Entry, entry};
use super::{Error, Errors, Form, Here, Params, Result, dates, form};
use crate::db::aside;
use crate::proofs::{self, Attended, LONGEST_LABEL, LONGEST_TEXT};
use view::{ProfileForm, ProofPage, ProofRow, ReflectionForm, ReflectionPage};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/proof", get(index))
        .route("/o/{organisation}/proof/pdf", get(pdf))
        .route("/o/{organisation}/proof/hours", get(hours))
        .route("/o/{organisation}/proof/profile", post(update_profile))
        .route("/o/{organisation}/proof/meetings/{meeting}", get(edit).post(update))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<ProofPage>(), entry::<ReflectionPage>()]
}

#[derive(Deserialize)]
struct YearQuery {
    #[serde(default)]
    year: String,
}

impl YearQuery {
    fn year(&self, here: &Here) -> i32 {
        self.year.parse().ok().filter(|year| (2000..=2200).contains(year)).unwrap_or(here.app.clock.today().year())
    }
}

/// Returns how the proof looks: as the person said, or else with all its parts and our own words for the dimensions.
async fn profile(here: &Here) -> Result<proof_profile::Model> {
    let stored = proofs::profile(here.app.db.read(), &here.actor).await?;
    Ok(stored.unwrap_or_else(|| proof_profile::Model {
        organisation_id: here.actor.organisation,
        account_id: here.actor.account,
        register: String::new(),
        number: String::new(),
        technical: here.language.t("proof-technical"),
        normative: here.language.t("proof-normative"),
        personal: here.language.t("proof-personal"),
        shows_method: true,
        shows_group: true,
        shows_dimensions: true,
        shows_signature: true,
    }))
}

async fn page(here: &Here, year: i32, form: Option<ProfileForm>, errors: Errors) -> Result<ProofPage> {
    let db = here.app.db.read();
    let attended = proofs::attended(db, &here.actor, year, here.language.code()).await?;
    let profile = profile(here).await?;
    let years = proofs::years(db, &here.actor, here.app.clock.today()).await?;
    let url = here.url("/proof");
    let row = |one: &Attended| ProofRow {
        href: here.url(&format!("/proof/meetings/{}", one.id)),
        date: dates::long(one.date, here.language),
        length: paper::length(here.language, one.minutes),
        role: paper::role(here.language, one.role),
        team: one.team.clone(),
        reflected: one.reflection.is_some(),
    };
    Ok(ProofPage {
        year,
        years: years.into_iter().map(|year| (format!("{url}?year={year}"), year)).collect(),
        hours: paper::length(here.language, attended.iter().map(|one| one.minutes).sum()),
        rows: attended.iter().map(row).collect(),
        form: form.unwrap_or_else(|| ProfileForm::of(&profile)),
        url,
        errors,
    })
}

async fn index(here: Here, Query(query): Query<YearQuery>) -> Result {
    let page = page(&here, query.year(&here), None, Errors::default()).await?;
    here.page(&here.language.t("proof-title"), &page)
}

async fn update_profile(here: Here, Form(form): Form<ProfileForm>) -> Result {
    let mut errors = Errors::default();
    let usual = profile(&here).await?;
    let label = |typed: String, usual: String| if typed.is_empty() { usual } else { typed };
    let profile = proof_profile::Model {
        register: form::at_most(&form.register, LONGEST_LABEL, "register", &mut errors),
        number: form::at_most(&form.number, LONGEST_LABEL, "number", &mut errors),
        technical: label(
            form::at_most(&form.technical, LONGEST_LABEL, "technical", &mut errors),
            here.language.t("proof-technical"),
        ),
        normative: label(
            form::at_most(&form.normative, LONGEST_LABEL, "normative", &mut errors),
            here.language.t("proof-normative"),
        ),
        personal: label(
            form::at_most(&form.personal, LONGEST_LABEL, "personal", &mut errors),
            here.language.t("proof-personal"),
        ),
        shows_method: form.shows_method == "yes",
        shows_group: form.shows_group == "yes",
        shows_dimensions: form.shows_dimensions == "yes",
        shows_signature: form.shows_signature == "yes",
        ..usual
    };
    if !errors.is_empty() {
        let year = here.app.clock.today().year();
        let page = page(&here, year, Some(form), errors).await?;
        return here.rejected(&here.language.t("proof-title"), &page);
    }
    let mut tx = here.app.db.write().await?;
    proofs::set_profile(&mut tx, &here.actor, profile).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/proof"), "proof-saved"))
}

async fn pdf(here: Here, Query(query): Query<YearQuery>) -> Result {
    let year = query.year(&here);
    let attended = proofs::attended(here.app.db.read(), &here.actor, year, here.language.code()).await?;
    let profile = profile(&here).await?;
    let sheet = paper::sheet(&here, year, &profile, &attended);
    let file = aside(move || sheet.finish()).await.map_err(anyhow::Error::new)?;
    let file = file.map_err(anyhow::Error::new)?;
    Ok(attachment("application/pdf", &format!("intervisie-{year}.pdf"), file))
}

async fn hours(here: Here, Query(query): Query<YearQuery>) -> Result {
    let year = query.year(&here);
    let attended = proofs::attended(here.app.db.read(), &here.actor, year, here.language.code()).await?;
    let file = paper::hours(here.language, &attended)?;
    Ok(attachment("text/csv; charset=utf-8", &format!("uren-{year}.csv"), file.into_bytes()))
}

fn attachment(kind: &'static str, name: &str, file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, file).into_response()
}

async fn reflection_page(
    here: &Here,
    id: MeetingId,
    form: Option<ReflectionForm>,
    errors: Errors,
) -> Result<ReflectionPage> {
    let one = proofs::find(here.app.db.read(), &here.actor, id, here.language.code()).await?.ok_or(Error::NotFound)?;
    let profile = profile(here).await?;
    let stored = one.reflection.clone().map(|row| ReflectionForm {
        technical: row.technical,
        normative: row.normative,
        personal: row.personal,
    });
    Ok(ReflectionPage {
        date: dates::long(one.date, here.language),
        team: one.team,
        labels: [profile.technical, profile.normative, profile.personal],
        form: form.or(stored).unwrap_or_default(),
        action: here.url(&format!("/proof/meetings/{id}")),
        back: format!("{}?year={}", here.url("/proof"), one.date.year()),
        errors,
    })
}

async fn edit(here: Here, Params((_, id)): Params<(String, MeetingId)>) -> Result {
    let page = reflection_page(&here, id, None, Errors::default()).await?;
    here.page(&here.language.t("proof-reflection"), &page)
}

async fn update(here: Here, Params((_, id)): Params<(String, MeetingId)>, Form(form): Form<ReflectionForm>) -> Result {
    let mut errors = Errors::default();
    let texts = (
        form::at_most(&form.technical, LONGEST_TEXT, "technical", &mut errors),
        form::at_most(&form.normative, LONGEST_TEXT, "normative", &mut errors),
        form::at_most(&form.personal, LONGEST_TEXT, "personal", &mut errors),
    );
    let page = reflection_page(&here, id, Some(form), errors).await?;
    if !page.errors.is_empty() {
        return here.rejected(&here.language.t("proof-reflection"), &page);
    }
    let mut tx = here.app.db.write().await?;
    proofs::reflect(&mut tx, &here.actor, id, texts).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&page.back, "proof-saved"))
}
