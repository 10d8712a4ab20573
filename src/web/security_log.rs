//! What touched the safety of an organisation's accounts, for its administrators. It isn't for watching people at work.

use entity::security_event::SecurityKind;
use serde::Serialize;

use super::account::LogLine;
use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{Error, Here, Result, dates};
use crate::security_log::{self, KEPT_WEEKS, Told};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/security-log", get(index))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<SecurityLogPage>()]
}

/// The last events.
#[derive(Serialize)]
struct SecurityLogPage {
    back: String,
    lines: Vec<LogLine>,
    weeks: i64,
}

impl View for SecurityLogPage {
    const TEMPLATE: &'static str = "security_log/index.html";

    fn samples() -> Vec<Self> {
        let line = LogLine::new("Marijke maakte een herstellink voor Noor.".into(), "4 maart 2026, 13:00".into());
        let page = |lines| Self { back: "/o/x/people".into(), lines, weeks: KEPT_WEEKS };
        vec![page(vec![line]), page(vec![])]
    }
}

async fn index(here: Here) -> Result {
    if !here.actor.administrator {
        return Err(Error::NotFound);
    }
    let told = security_log::of_organisation(here.app.db.read(), here.actor.organisation).await?;
    let page = SecurityLogPage {
        back: here.url("/people"),
        lines: told.iter().map(|told| line_of(here.language, told)).collect(),
        weeks: KEPT_WEEKS,
    };
    here.page(&here.language.t("security-title"), &page)
}

/// Puts an event in words.
pub fn line_of(language: Language, told: &Told) -> LogLine {
    let nobody = match told.kind {
        SecurityKind::BackedUp | SecurityKind::Closed => language.t("security-server"),
        _ => language.t("security-somebody"),
    };
    let by = told.by.clone().unwrap_or(nobody);
    let to = told.to.clone().unwrap_or_else(|| language.t("security-somebody-small"));
    let times = told.times.to_string();
    let key = format!("security-{}", told.kind.as_str().replace('_', "-"));
    let values = [("by", by.as_str()), ("to", to.as_str()), ("times", times.as_str())];
    LogLine::new(language.t_all(&key, &values), dates::moment(told.at, language))
}
