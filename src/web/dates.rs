//! Dates in words, as people say them. Numbers alone make nobody see a Tuesday.

use std::borrow::Cow;
use std::collections::HashMap;

use entity::time::Timestamp;
use fluent_templates::fluent_bundle::FluentValue;
use sea_orm::prelude::TimeDate;

use super::words::Language;
use crate::clock;

/// Returns a date with its weekday and year: "dinsdag 3 maart 2026".
pub fn long(date: TimeDate, language: Language) -> String {
    said("dates-long", date, language)
}

/// Returns a date without weekday and year, for lists: "3 maart".
pub fn short(date: TimeDate, language: Language) -> String {
    said("dates-short", date, language)
}

/// Returns the day of a moment: "3 maart 2026".
pub fn day_of(moment: Timestamp, language: Language) -> String {
    said("dates-day", clock::date(moment), language)
}

/// Returns the time of a moment: "14:05".
pub fn time_of(moment: Timestamp) -> String {
    let local = clock::local(moment);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Returns the day and the time of a moment: "3 maart 2026, 14:05".
pub fn moment(moment: Timestamp, language: Language) -> String {
    format!("{}, {}", day_of(moment, language), time_of(moment))
}

/// Returns roughly how long ago a moment was: this hour, today, yesterday, or its day.
pub fn roughly(moment: Timestamp, now: Timestamp, language: Language) -> String {
    match (clock::date(now) - clock::date(moment)).whole_days() {
        _ if now.seconds_since(moment) < 3600 => language.t("dates-just-now"),
        0 => language.t("dates-today"),
        1 => language.t("dates-yesterday"),
        _ => day_of(moment, language),
    }
}

/// How long ago something was, in the largest unit that says enough: words for `dates-ago-` and its number.
pub fn ago(moment: Timestamp, now: Timestamp) -> (&'static str, i64) {
    match now.seconds_since(moment).max(0) / 60 {
        minutes @ ..120 => ("minutes", minutes),
        minutes @ 120..2880 => ("hours", minutes / 60),
        minutes => ("days", minutes / (24 * 60)),
    }
}

/// Reads what a date field sends, or what people type where there is no such field.
pub fn parse(text: &str) -> Option<TimeDate> {
    clock::parse_date(text)
}

/// Reads a time as a time field sends it, 14:05, or as people type it (14.05, 9): minutes after midnight.
pub fn parse_time(text: &str) -> Option<i32> {
    let text = text.trim().replace('.', ":");
    let (hours, minutes) = text.split_once(':').unwrap_or((&text, "0"));
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// Returns minutes after midnight as a time: "14:05".
pub fn minute(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Returns a date as a date field wants it: 2026-03-03.
pub fn for_field(date: TimeDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn said(key: &str, date: TimeDate, language: Language) -> String {
    let weekday = language.t(&format!("dates-weekday-{}", date.weekday().number_from_monday()));
    let month = language.t(&format!("dates-month-{}", u8::from(date.month())));
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> = HashMap::from([
        (Cow::Borrowed("weekday"), FluentValue::from(weekday)),
        (Cow::Borrowed("day"), FluentValue::from(date.day().to_string())),
        (Cow::Borrowed("month"), FluentValue::from(month)),
        (Cow::Borrowed("year"), FluentValue::from(date.year().to_string())),
    ]);
    language.find(key, &values).unwrap_or_else(|| for_field(date))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn dates_are_said_as_people_say_them() {
        let day = date!(2026 - 03 - 03);
        assert_eq!(long(day, Language::Dutch), "dinsdag 3 maart 2026");
        assert_eq!(long(day, Language::English), "Tuesday 3 March 2026");
        assert_eq!(short(day, Language::Dutch), "3 maart");
        let before_midnight_in_utc = Timestamp(1_751_322_600_000); // 2025-06-30T22:30:00Z
        assert_eq!(day_of(before_midnight_in_utc, Language::Dutch), "1 juli 2025");
        assert_eq!(time_of(before_midnight_in_utc), "00:30");
    }

    #[test]
    fn a_moment_is_told_roughly() {
        let now = Timestamp(1_772_625_600_000); // 2026-03-04 13:00 in Amsterdam
        let told = |minutes: i64| roughly(now.plus_minutes(-minutes), now, Language::Dutch);
        assert_eq!([told(20), told(180), told(24 * 60)], ["net nog", "vandaag", "gisteren"]);
        assert_eq!(told(9 * 24 * 60), "23 februari 2026");
        assert_eq!(moment(now, Language::English), "4 March 2026, 13:00");
    }

    #[test]
    fn how_long_ago_is_said_in_the_largest_unit_that_says_enough() {
        let now = Timestamp(1_772_625_600_000);
        let told = |minutes: i64| ago(now.plus_minutes(-minutes), now);
        assert_eq!(
            [told(0), told(119), told(120), told(2879)],
            [("minutes", 0), ("minutes", 119), ("hours", 2), ("hours", 47)]
        );
        assert_eq!((told(2880), told(-5)), (("days", 2), ("minutes", 0)));
    }

    #[test]
    fn dates_are_read_as_fields_send_them_and_as_people_type_them() {
        let day = date!(2026 - 03 - 03);
        assert_eq!(parse("2026-03-03"), Some(day));
        assert_eq!(parse(" 3-3-2026 "), Some(day));
        assert_eq!(parse("31-2-2026"), None);
        assert_eq!(parse("morgen"), None);
        assert_eq!(for_field(day), "2026-03-03");
        assert_eq!([parse_time("14:05"), parse_time("9"), parse_time("9.30")], [Some(845), Some(540), Some(570)]);
        assert_eq!([parse_time("24:00"), parse_time("half twee"), parse_time("")], [None; 3]);
        assert_eq!(minute(845), "14:05");
    }
}
