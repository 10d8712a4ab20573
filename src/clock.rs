//! What time it is. Everything that needs the time asks here, so that a test can hold it still.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use entity::time::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use sea_orm::prelude::TimeDate;
use time::macros::format_description;

/// The time zone in which dates are shown and "today" is decided.
const ZONE: &str = "Europe/Amsterdam";

/// Tells the time: the system's, or one that a test moves by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    fixed: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// Makes a clock that follows the system.
    pub fn system() -> Self {
        Self { fixed: None }
    }

    /// Makes a clock that stands at `now` until it is moved.
    pub fn fixed(now: Timestamp) -> Self {
        Self { fixed: Some(Arc::new(AtomicI64::new(now.0))) }
    }

    /// Moves a fixed clock forward; does nothing to the system's clock.
    pub fn advance_minutes(&self, minutes: i64) {
        if let Some(fixed) = &self.fixed {
            fixed.fetch_add(minutes * 60_000, Ordering::SeqCst);
        }
    }

    /// Returns the present moment.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    pub fn now(&self) -> Timestamp {
        match &self.fixed {
            Some(fixed) => Timestamp(fixed.load(Ordering::SeqCst)),
            None => Timestamp(jiff::Timestamp::now().as_millisecond()),
        }
    }

    /// Returns today's date in the Netherlands.
    pub fn today(&self) -> TimeDate {
        date(self.now())
    }
}

/// Returns the local date and time of a moment in the Netherlands.
pub fn local(moment: Timestamp) -> DateTime {
    let zone = TimeZone::get(ZONE).expect("the bundled time zone database has Amsterdam");
    let instant = jiff::Timestamp::from_millisecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned(zone).datetime()
}

/// Returns the local date of a moment in the Netherlands.
pub fn date(moment: Timestamp) -> TimeDate {
    let local = local(moment);
    let month = time::Month::try_from(local.month().unsigned_abs()).expect("jiff's months run from 1 to 12");
    TimeDate::from_calendar_date(i32::from(local.year()), month, local.day().unsigned_abs())
        .expect("jiff's dates exist in the calendar")
}

/// Returns the moment at which a Dutch clock shows `hour` o'clock on a date.
pub fn at(date: TimeDate, hour: i8) -> Timestamp {
    at_minute(date, i32::from(hour) * 60)
}

/// Returns the moment at which a Dutch clock shows so many minutes after midnight on a date: 810 is half past one.
pub fn at_minute(date: TimeDate, minutes: i32) -> Timestamp {
    let zone = TimeZone::get(ZONE).expect("the bundled time zone database has Amsterdam");
    let year = i16::try_from(date.year()).expect("years of meetings fit in four digits");
    let day = jiff::civil::date(year, u8::from(date.month()).cast_signed(), date.day().cast_signed());
    let part = |number: i32| i8::try_from(number).expect("hours and minutes are small");
    let minutes = minutes.clamp(0, 24 * 60 - 1);
    let moment = day.at(part(minutes / 60), part(minutes % 60), 0, 0).to_zoned(zone);
    Timestamp(moment.expect("jiff's dates exist in the zone").timestamp().as_millisecond())
}

/// Returns a moment as calendars write it, in UTC: `20260407T120000Z`.
pub fn calendar_time(moment: Timestamp) -> String {
    let instant = jiff::Timestamp::from_millisecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Returns a moment as logs and commands write it, in UTC: `2026-04-07 12:00 UTC`.
pub fn written(moment: Timestamp) -> String {
    let instant = jiff::Timestamp::from_millisecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// Reads what a date field sends, 2026-03-03, or what people type where there is no such field: 3-3-2026.
pub fn parse_date(text: &str) -> Option<TimeDate> {
    let text = text.trim();
    TimeDate::parse(text, format_description!("[year]-[month padding:none]-[day padding:none]"))
        .or_else(|_| TimeDate::parse(text, format_description!("[day padding:none]-[month padding:none]-[year]")))
        .ok()
}

/// Returns the calendar quarter of a moment, such as `2026Q4`.
pub fn quarter(moment: Timestamp) -> String {
    let local = local(moment);
    format!("{}Q{}", local.year(), (local.month() - 1) / 3 + 1)
}

/// Returns when a quarter such as `2026Q4` begins and when the next one does; `None` for anything else.
pub fn quarter_bounds(of: &str) -> Option<(Timestamp, Timestamp)> {
    let (year, number) = of.split_once('Q')?;
    let (year, number): (i32, u8) = (year.parse().ok()?, number.parse().ok()?);
    if !(1..=4).contains(&number) || !(1970..9999).contains(&year) {
        return None;
    }
    let first = |year: i32, number: u8| {
        let month = time::Month::try_from(number * 3 - 2).ok()?;
        TimeDate::from_calendar_date(year, month, 1).ok().map(|date| at(date, 0))
    };
    let next = if number == 4 { (year + 1, 1) } else { (year, number + 1) };
    Some((first(year, number)?, first(next.0, next.1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_belongs_to_the_dutch_day() {
        let half_past_midnight_in_summer = Timestamp(1_751_322_600_000); // 2025-06-30T22:30:00Z
        assert_eq!(date(half_past_midnight_in_summer).to_string(), "2025-07-01");
        assert_eq!(quarter(half_past_midnight_in_summer), "2025Q3");
        assert_eq!(at(date(half_past_midnight_in_summer), 0).plus_minutes(30), half_past_midnight_in_summer);
    }

    #[test]
    fn a_quarter_ends_where_the_next_begins() {
        let (begins, ends) = quarter_bounds("2025Q4").unwrap();
        assert_eq!((quarter(begins), quarter(ends)), ("2025Q4".into(), "2026Q1".into()));
        assert_eq!(quarter(ends.plus_minutes(-1)), "2025Q4");
        assert_eq!(["2025Q5", "2025", "Q1", "2025Q0"].map(quarter_bounds), [None; 4]);
    }
}
