//! Reflection hours: the owner chooses entry by entry what counts, how long it took and in which dimension. What leaves the journal is a
//! date, minutes, a dimension and words typed for it; never the entry's own.

mod typed;

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse;
use sea_orm::prelude::TimeDate;
use serde::Deserialize;

use super::held::{self, Posted};
use super::keeper::{Keeper, Reader};
use super::view::hours::{HoursPage, HoursRow, HoursSheet, SheetRow};
use super::view::line::EntryLine;
use super::write::store_all;
use crate::journal::entry::{Dimension, Hours};
use crate::journal::read::{self, Which};
use crate::journal::{Draft, Entry};
use crate::web::words::Language;
use crate::web::{Errors, Form, Result, Visitor, dates, spreadsheet};
use typed::Typed;

#[derive(Default, Deserialize)]
pub struct Period {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl Period {
    /// Returns the days; this year so far, where nothing else is said.
    fn days(&self, today: TimeDate) -> (TimeDate, TimeDate) {
        let first = TimeDate::from_calendar_date(today.year(), time::Month::January, 1).unwrap_or(today);
        (dates::parse(&self.from).unwrap_or(first), dates::parse(&self.to).unwrap_or(today))
    }
}

pub async fn show(reader: Reader, Query(period): Query<Period>) -> Result {
    let days = period.days(reader.app.clock.today());
    let entries = read::list(reader.app.db.read(), &reader.opened, Which::Days(days.0, days.1)).await?;
    let row = |entry: &Entry| row(reader.language, entry, Typed::of(entry.body.hours.as_ref()), Errors::default());
    let rows = entries.iter().map(row).collect();
    reader.page(&reader.language.t("journal-hours-title"), &page(&reader, days, rows))
}

fn page(reader: &Reader, days: (TimeDate, TimeDate), rows: Vec<HoursRow>) -> HoursPage {
    HoursPage { owner: reader.device_mark(), from: dates::for_field(days.0), to: dates::for_field(days.1), rows }
}

fn row(language: Language, entry: &Entry, typed: Typed, errors: Errors) -> HoursRow {
    HoursRow {
        id: entry.id.to_string(),
        day: dates::long(entry.day, language),
        title: EntryLine::of(language, entry).title,
        minutes: typed.minutes,
        dimension: typed.dimension,
        about: typed.about,
        shown: typed.shown,
        errors,
    }
}

/// Keeps what was filled in with the entries, sealed, and makes the sheet of it: to print, or as a table.
pub async fn create(visitor: Visitor, keeper: Result<Keeper>, Form(posted): Form<Posted>) -> Result {
    let reader = match held::reader(&visitor, keeper, &posted) {
        Ok(reader) => reader,
        Err(answer) => return *answer,
    };
    let fields: BTreeMap<String, String> = posted.into_iter().collect();
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let days = Period { from: field("from"), to: field("to") }.days(reader.app.clock.today());
    let mut entries = read::list(reader.app.db.read(), &reader.opened, Which::Days(days.0, days.1)).await?;
    let typed = |entry: &Entry| {
        let typed = Typed::take(&fields, entry.id).unwrap_or_else(|| Typed::of(entry.body.hours.as_ref()));
        let parsed = typed.parse();
        (typed, parsed)
    };
    let typed: Vec<(Typed, std::result::Result<Option<Hours>, Errors>)> = entries.iter().map(typed).collect();
    if typed.iter().any(|(_, parsed)| parsed.is_err()) {
        let rows = entries.iter().zip(typed);
        let rows =
            rows.map(|(entry, (typed, parsed))| row(reader.language, entry, typed, parsed.err().unwrap_or_default()));
        return reader.rejected(&reader.language.t("journal-hours-title"), &page(&reader, days, rows.collect()));
    }
    let mut drafts = Vec::new();
    for (entry, (typed, parsed)) in entries.iter_mut().zip(typed) {
        let hours = parsed.unwrap_or_default();
        if typed.is_changed(hours.as_ref()) && entry.body.hours != hours {
            let now = reader.app.clock.now();
            (entry.body.hours, entry.body.hours_at) = (hours, now.0);
            drafts.push(Draft::of_entry(entry.clone()).timed(now));
        }
    }
    store_all(&reader.app, &reader, reader.opened.public(), drafts).await?;
    let sheet = sheet(&reader, days, &entries);
    if field("as") == "table" {
        let name = format!("attachment; filename=\"{}.csv\"", reader.language.t("journal-hours-file"));
        let head = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
        return Ok((head, table(reader.language, &sheet)?).into_response());
    }
    reader.page(&reader.language.t("journal-hours-title"), &sheet)
}

fn sheet(reader: &Reader, days: (TimeDate, TimeDate), entries: &[Entry]) -> HoursSheet {
    let language = reader.language;
    let mut lines: Vec<(TimeDate, &Hours)> =
        entries.iter().filter_map(|entry| Some((entry.day, entry.body.hours.as_ref()?))).collect();
    lines.sort_by_key(|(day, _)| *day);
    let minutes = |of: Option<Dimension>| -> u32 {
        let counted = lines.iter().filter(|(_, hours)| of.is_none_or(|of| hours.dimension == of));
        counted.map(|(_, hours)| u32::from(hours.minutes)).sum()
    };
    let dimension = |dimension: Dimension| language.t(&format!("journal-dimension-{}", dimension.as_str()));
    HoursSheet {
        name: reader.account().map(|account| account.name.clone()).unwrap_or_default(),
        from: dates::long(days.0, language),
        to: dates::long(days.1, language),
        rows: lines
            .iter()
            .map(|(day, hours)| SheetRow {
                date: dates::for_field(*day),
                day: dates::long(*day, language),
                minutes: hours.minutes.to_string(),
                dimension: dimension(hours.dimension),
                about: hours.about.clone(),
            })
            .collect(),
        totals: Dimension::ALL.map(|one| (dimension(one), spoken(language, minutes(Some(one))))).to_vec(),
        total: spoken(language, minutes(None)),
    }
}

/// Says minutes as hours and minutes.
fn spoken(language: Language, minutes: u32) -> String {
    language.t_all(
        "journal-hours-time",
        &[("hours", &(minutes / 60).to_string()), ("minutes", &(minutes % 60).to_string())],
    )
}

/// Writes the sheet as a table that spreadsheets read.
fn table(language: Language, sheet: &HoursSheet) -> Result<String> {
    let heads = ["day", "minutes", "dimension", "about"].map(|key| language.t(&format!("journal-hours-{key}")));
    let row = |row: &SheetRow| [&row.date, &row.minutes, &row.dimension, &row.about].map(Clone::clone);
    Ok(spreadsheet::write(std::iter::once(heads).chain(sheet.rows.iter().map(row)))?)
}
