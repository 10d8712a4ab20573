//! Reflection hours: the owner chooses entry by entry what counts, how long it took and in which dimension. What leaves the journal is a
//! date, minutes, a dimension and words typed for it; never the entry's own.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse;
use entity::ids::EntryId;
use sea_orm::prelude::TimeDate;
use serde::Deserialize;

use super::keeper::Reader;
use super::view::hours::{HoursPage, HoursRow, HoursSheet, SheetRow};
use super::view::pages::EntryLine;
use super::write::{Pairs, store};
use crate::journal::entry::{Dimension, Hours};
use crate::journal::read::{self, Which};
use crate::journal::{Draft, Entry};
use crate::web::form::{self, tidy};
use crate::web::words::Language;
use crate::web::{Errors, Form, Result, dates};

/// Most minutes that one entry can take, and most characters about it.
const MOST_MINUTES: u16 = 24 * 60;
const LONGEST_ABOUT: usize = 200;

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
    let view = page(reader.language, days, &entries, Errors::default());
    reader.page(&reader.language.t("journal-hours-title"), &view)
}

fn page(language: Language, days: (TimeDate, TimeDate), entries: &[Entry], errors: Errors) -> HoursPage {
    let row = |entry: &Entry| {
        let hours = entry.body.hours.as_ref();
        HoursRow {
            id: entry.id.to_string(),
            day: dates::long(entry.day, language),
            title: EntryLine::of(language, entry).title,
            minutes: hours.map(|hours| hours.minutes.to_string()).unwrap_or_default(),
            dimension: hours.map(|hours| hours.dimension.as_str()).unwrap_or_default(),
            about: hours.map(|hours| hours.about.clone()).unwrap_or_default(),
        }
    };
    let rows = entries.iter().map(row).collect();
    HoursPage { from: dates::for_field(days.0), to: dates::for_field(days.1), rows, errors }
}

/// Keeps what was filled in with the entries, sealed, and makes the sheet of it: to print, or as a table.
pub async fn create(reader: Reader, Form(pairs): Pairs) -> Result {
    let fields: BTreeMap<String, String> = pairs.into_iter().collect();
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let days = Period { from: field("from"), to: field("to") }.days(reader.app.clock.today());
    let entries = read::list(reader.app.db.read(), &reader.opened, Which::Days(days.0, days.1)).await?;
    let mut errors = Errors::default();
    let counted: BTreeMap<EntryId, Hours> =
        entries.iter().filter_map(|entry| Some((entry.id, hours_of(&fields, entry.id, &mut errors)?))).collect();
    if !errors.is_empty() {
        let mut typed = entries;
        for entry in &mut typed {
            entry.body.hours = counted.get(&entry.id).cloned().or(entry.body.hours.take());
        }
        return reader
            .rejected(&reader.language.t("journal-hours-title"), &page(reader.language, days, &typed, errors));
    }
    for entry in &entries {
        let hours = counted.get(&entry.id).cloned();
        if entry.body.hours != hours {
            let mut draft = Draft::of_entry(entry.clone()).timed(reader.app.clock.now());
            draft.body.hours = hours;
            store(&reader.app, &reader, reader.opened.public(), draft).await?;
        }
    }
    let sheet = sheet(&reader, days, &entries, &counted);
    if field("as") == "table" {
        let name = format!("attachment; filename=\"{}.csv\"", reader.language.t("journal-hours-file"));
        let head = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
        return Ok((head, table(&sheet)).into_response());
    }
    reader.page(&reader.language.t("journal-hours-title"), &sheet)
}

/// Reads what was filled in for an entry; nothing where there are no minutes.
fn hours_of(fields: &BTreeMap<String, String>, id: EntryId, errors: &mut Errors) -> Option<Hours> {
    let field = |name: &str| fields.get(&format!("{name}.{id}")).map(|text| tidy(text)).unwrap_or_default();
    let minutes = field("minutes");
    if minutes.is_empty() {
        return None;
    }
    let about = form::at_most(&field("about"), LONGEST_ABOUT, "hours", errors);
    match (
        minutes.parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes)),
        Dimension::parse(&field("dimension")),
    ) {
        (Some(minutes), Some(dimension)) => Some(Hours { minutes, dimension, about }),
        (None, _) => {
            errors.add("hours", "journal-hours-wrong");
            None
        }
        (_, None) => {
            errors.add("hours", "journal-hours-no-dimension");
            None
        }
    }
}

fn sheet(
    reader: &Reader,
    days: (TimeDate, TimeDate),
    entries: &[Entry],
    counted: &BTreeMap<EntryId, Hours>,
) -> HoursSheet {
    let language = reader.language;
    let mut lines: Vec<(TimeDate, &Hours)> =
        entries.iter().filter_map(|entry| Some((entry.day, counted.get(&entry.id)?))).collect();
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

/// Writes the sheet as a table that spreadsheets read: each cell in quotation marks, and none that they would reckon with.
fn table(sheet: &HoursSheet) -> String {
    let cell = |text: &str| {
        let harmless = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
        format!("\"{}\"", harmless.replace('"', "\"\""))
    };
    let row = |row: &SheetRow| [&row.date, &row.minutes, &row.dimension, &row.about].map(|text| cell(text)).join(",");
    sheet.rows.iter().map(row).collect::<Vec<_>>().join("\r\n") + "\r\n"
}
