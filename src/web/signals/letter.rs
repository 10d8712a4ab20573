//! A letter of a signal, for the municipality or whoever decides on it.

use axum::http::header;
use axum::response::IntoResponse;
use entity::signal::SignalState;

use super::{SignalParams, page};
use crate::db::aside;
use crate::pdf::Sheet;
use crate::signals;
use crate::web::{Error, Errors, Here, Params, Result, dates};

/// Makes a letter of a raised signal: the team's words, and what the organisation answered so far.
pub async fn show(here: Here, Params((_, id)): SignalParams) -> Result {
    let told = signals::get(here.app.db.read(), &here.actor, id).await?;
    if matches!(told.row.state, SignalState::Draft | SignalState::Dropped) {
        return Err(Error::NotFound);
    }
    let page = page(&here, &told, Errors::default()).await?;
    let t = |key: &str| here.language.t(key);
    let mut sheet = Sheet::new(here.language.code(), told.row.title.clone());
    sheet.facts([
        (t("signals-letter-from"), here.actor.organisation_name.clone()),
        (t("signals-letter-date"), dates::long(here.app.clock.today(), here.language)),
        (t("signals-letter-behind"), page.row.weight_words(here.language)),
    ]);
    sheet.heading(t("signals-what")).text(&page.what).heading(t("signals-asked")).text(&page.asked);
    if page.steps.len() > 1 {
        sheet.heading(t("signals-history"));
        sheet.facts(page.steps.iter().map(|step| (step.when.clone(), step.words(here.language))));
    }
    sheet.lines([t("signals-letter-name"), t("signals-letter-sign")]);
    let file = aside(move || sheet.finish()).await.map_err(anyhow::Error::new)?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"signaal.pdf\""),
    ];
    Ok((headers, file.map_err(anyhow::Error::new)?).into_response())
}
