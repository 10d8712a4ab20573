//! Reading the journal: its first page, one entry, the places over time, and deleting.

use std::collections::BTreeSet;

use axum::extract::Query;
use entity::ids::EntryId;
use entity::journal;
use sea_orm::prelude::TimeDate;
use serde::Deserialize;
use time::{Duration, Month};

use super::keeper::{Keeper, Reader};
use super::search::recalled;
use super::view::index::{Calendar, DayCell, IndexPage};
use super::view::line::EntryLine;
use super::view::place::PlaceView;
use super::view::show::ShowPage;
use super::view::virtues::VirtuesPage;
use super::view::write::tension_choice;
use crate::journal::read::{self, Which};
use crate::journal::{Entry, OpenJournal, feelings, keep, write};
use crate::web::start::Coming;
use crate::web::words::Language;
use crate::web::{Error, Here, Params, Result, Visitor, dates};
use crate::{clock, tensions};

/// Entries on the first page.
const LATEST: usize = 12;
/// How far around the same day a year ago counts as that week, in days.
const WEEK: i64 = 3;

#[derive(Deserialize)]
pub struct Narrowed {
    /// `2026-03` or `2026-03-04`.
    #[serde(default)]
    on: String,
}

pub async fn index(keeper: Keeper, Query(query): Query<Narrowed>) -> Result {
    let title = keeper.language.t("journal-title");
    let Some(journal) = &keeper.journal else { return keeper.page(&title, &IndexPage::default()) };
    let goes = goes(&keeper, Some(journal)).await?;
    let Some(opened) = &keeper.opened else {
        return keeper.page(&title, &IndexPage { begun: true, goes, ..IndexPage::default() });
    };
    let db = keeper.app.db.read();
    let today = keeper.app.clock.today();
    let all = read::days(db, opened).await?;
    let days: BTreeSet<TimeDate> = all.iter().map(|(day, _)| *day).collect();
    let asked = span(&query.on);
    let which = match asked {
        Some((from, to)) => Some((from, to)),
        None => all.iter().take(LATEST).next_back().map(|(day, _)| (*day, TimeDate::MAX)),
    };
    let latest = entries(&keeper, opened, which).await?;
    let year_ago = match asked {
        Some(_) => Vec::new(),
        None => entries(&keeper, opened, a_year_before(today)).await?,
    };
    let line = |entry: &Entry| EntryLine::of(keeper.language, entry);
    let view = IndexPage {
        begun: true,
        opened: true,
        unconfirmed: !journal.recovery_confirmed,
        goes,
        year_ago: year_ago.iter().map(line).collect(),
        latest: latest.iter().map(line).collect(),
        calendar: Some(calendar(keeper.language, asked.map_or(today, |(from, _)| from), today, &days)),
        narrowed: asked.map(|(from, to)| narrowed_words(keeper.language, from, to)).unwrap_or_default(),
    };
    keeper.page(&title, &view)
}

/// Says when the next entries go by themselves, if that is soon. Needs no key: the day is open, and only the owner's login leads here.
pub async fn goes(visitor: &Visitor, journal: Option<&journal::Model>) -> Result<String> {
    let Some(journal) = journal else { return Ok(String::new()) };
    let day = keep::warning(visitor.app.db.read(), journal, visitor.app.clock.now()).await?;
    Ok(day.map(|day| dates::long(day, visitor.language)).unwrap_or_default())
}

/// Tells on the first page that entries go soon: whoever only writes may not see the journal's own for weeks.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let journal = crate::journal::find(here.app.db.read(), here.actor.account).await?;
    let day = goes(here, journal.as_ref()).await?;
    let line = |day: String| Coming {
        label: here.language.t("layout-nav-journal"),
        title: here.language.t_with("journal-goes", "day", &day),
        href: "/journal".to_owned(),
        notes: vec![here.language.t("journal-goes-act")],
    };
    Ok((!day.is_empty()).then(|| line(day)).into_iter().collect())
}

async fn entries(keeper: &Keeper, opened: &OpenJournal, days: Option<(TimeDate, TimeDate)>) -> Result<Vec<Entry>> {
    let Some((from, to)) = days else { return Ok(Vec::new()) };
    Ok(read::list(keeper.app.db.read(), opened, Which::Days(from, to)).await?)
}

/// Reads a month or a day as its first and last day.
fn span(on: &str) -> Option<(TimeDate, TimeDate)> {
    if let Some(day) = dates::parse(on) {
        return Some((day, day));
    }
    let first = dates::parse(&format!("{on}-01"))?;
    Some((first, first.replace_day(first.month().length(first.year())).ok()?))
}

/// Returns this week, a year ago.
fn a_year_before(today: TimeDate) -> Option<(TimeDate, TimeDate)> {
    let then = today.replace_year(today.year() - 1).unwrap_or(today - Duration::days(366));
    Some((then - Duration::days(WEEK), then + Duration::days(WEEK)))
}

fn narrowed_words(language: Language, from: TimeDate, to: TimeDate) -> String {
    if from == to { dates::long(from, language) } else { month_words(language, from) }
}

fn month_words(language: Language, day: TimeDate) -> String {
    format!("{} {}", language.t(&format!("dates-month-{}", u8::from(day.month()))), day.year())
}

fn calendar(language: Language, shown: TimeDate, today: TimeDate, days: &BTreeSet<TimeDate>) -> Calendar {
    let first = shown.replace_day(1).unwrap_or(shown);
    let cell = |number: u8| {
        let day = first.replace_day(number).ok()?;
        let href = if days.contains(&day) { format!("/journal?on={}", dates::for_field(day)) } else { String::new() };
        Some(DayCell { number, href, label: dates::long(day, language), today: day == today })
    };
    let blanks = usize::from(first.weekday().number_days_from_monday());
    let cells: Vec<Option<DayCell>> = std::iter::repeat_with(|| None)
        .take(blanks)
        .chain((1..=first.month().length(first.year())).map(cell))
        .collect();
    let mut weeks: Vec<Vec<Option<DayCell>>> = Vec::new();
    for cell in cells {
        match weeks.last_mut() {
            Some(week) if week.len() < 7 => week.push(cell),
            _ => weeks.push(vec![cell]),
        }
    }
    if let Some(week) = weeks.last_mut() {
        week.resize_with(7, || None);
    }
    let month = |day: TimeDate| format!("/journal?on={:04}-{:02}", day.year(), u8::from(day.month()));
    let earlier = days.first().is_some_and(|oldest| *oldest < first).then(|| month(first - Duration::days(1)));
    let later = (first.month() != today.month() || first.year() != today.year()).then(|| month(next_month(first)));
    Calendar {
        title: month_words(language, first),
        earlier: earlier.unwrap_or_default(),
        later: later.unwrap_or_default(),
        weekdays: (1..=7).map(|number| language.t(&format!("dates-weekday-{number}"))).collect(),
        weeks,
    }
}

fn next_month(first: TimeDate) -> TimeDate {
    let year = first.year() + i32::from(first.month() == Month::December);
    TimeDate::from_calendar_date(year, first.month().next(), 1).unwrap_or(first)
}

pub async fn show(reader: Reader, Params(id): Params<EntryId>) -> Result {
    let language = reader.language;
    let all = read::list(reader.app.db.read(), &reader.opened, Which::All).await?;
    let entry = all.iter().find(|entry| entry.id == id).ok_or(Error::NotFound)?;
    let words = entry.words();
    let code = language.code();
    let body = &entry.body;
    let feeling = |key: &String| feelings::find(key).map(|feeling| feeling.name.get(code).to_owned());
    let tension = |key: &String| tensions::find(key).map(|(_, tension)| tension_choice(tension, code).label);
    let brought = |one: &crate::journal::entry::Brought| {
        let when = dates::day_of(entity::time::Timestamp(one.at), language);
        (one.href.clone(), format!("{}, {when}", one.team))
    };
    let mut view = ShowPage {
        url: format!("/journal/entries/{id}"),
        day: dates::long(entry.day, language),
        time: if clock::date(body.begun_at()) == entry.day { dates::time_of(body.begun_at()) } else { String::new() },
        text: body.text.clone(),
        answers: body.answers.iter().map(|answer| (answer.question.clone(), answer.text.clone())).collect(),
        elsewhere: entry.elsewhere.iter().map(|(_, sentence)| sentence.clone()).collect(),
        damaged: entry.damaged > 0,
        places: body.placed().map(|place| PlaceView::of(language, place)).collect(),
        feelings: body.feelings.iter().filter_map(feeling).collect(),
        tensions: body.tensions.iter().filter_map(tension).collect(),
        brought: body.brought.iter().map(brought).collect(),
        earlier: Vec::new(),
    };
    view.earlier = recalled(language, &words, id, all).await?;
    reader.page(&view.day, &view)
}

pub async fn virtues(reader: Reader) -> Result {
    let entries = read::list(reader.app.db.read(), &reader.opened, Which::All).await?;
    reader.page(&reader.language.t("journal-virtues-title"), &VirtuesPage::of(reader.language, &entries))
}

/// Deletes an entry at once and for good. Needs the journal to be open, so that a phone left on a table can't.
pub async fn destroy(reader: Reader, Params(id): Params<EntryId>) -> Result {
    let mut tx = reader.app.db.write().await?;
    let gone = write::delete(&mut tx, reader.owner, id).await?;
    tx.commit().await?;
    if !gone {
        return Err(Error::NotFound);
    }
    Ok(reader.redirect_with_notice("/journal", "journal-deleted"))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_month_is_laid_out_from_monday_and_links_only_days_with_entries() {
        let days = BTreeSet::from([date!(2025 - 12 - 30), date!(2026 - 03 - 03)]);
        let today = date!(2026 - 03 - 04);
        let month = calendar(Language::Dutch, today, today, &days);
        assert_eq!((month.title.as_str(), month.weeks.len()), ("maart 2026", 6));
        assert!(month.weeks.iter().all(|week| week.len() == 7));
        assert!(month.weeks[0][6].as_ref().is_some_and(|cell| cell.number == 1 && cell.href.is_empty()));
        let linked: Vec<_> = month.weeks.iter().flatten().flatten().filter(|cell| !cell.href.is_empty()).collect();
        assert_eq!(linked.iter().map(|cell| cell.number).collect::<Vec<_>>(), [3]);
        assert_eq!((month.earlier.as_str(), month.later.as_str()), ("/journal?on=2026-02", ""));
        let december = calendar(Language::Dutch, date!(2025 - 12 - 01), today, &days);
        assert_eq!((december.earlier.as_str(), december.later.as_str()), ("", "/journal?on=2026-01"));
    }

    #[test]
    fn a_leap_day_has_a_year_before() {
        assert_eq!(a_year_before(date!(2024 - 02 - 29)), Some((date!(2023 - 02 - 25), date!(2023 - 03 - 03))));
        assert_eq!(span("2024-02"), Some((date!(2024 - 02 - 01), date!(2024 - 02 - 29))));
        assert_eq!(span("gisteren"), None);
    }
}
