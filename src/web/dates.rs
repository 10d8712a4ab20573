//! Moments in words: a day, a time of day, and roughly how long ago.

use entity::time::Timestamp;

use super::words::Language;
use crate::clock;

/// Returns a day, such as `4 maart 2026`.
pub fn day(language: Language, moment: Timestamp) -> String {
    let local = clock::local(moment);
    format!("{} {} {}", local.day(), language.t(&format!("date-month-{}", local.month())), local.year())
}

/// Returns a day and a time, such as `4 maart 2026, 13:00`.
pub fn day_and_time(language: Language, moment: Timestamp) -> String {
    let local = clock::local(moment);
    format!("{}, {:02}:{:02}", day(language, moment), local.hour(), local.minute())
}

/// Returns roughly how long ago a moment was: this hour, today, yesterday, or its day.
pub fn roughly(language: Language, moment: Timestamp, now: Timestamp) -> String {
    let (then, today) = (clock::date(moment), clock::date(now));
    match (today - then).whole_days() {
        _ if now.seconds_since(moment) < 3600 => language.t("date-just-now"),
        0 => language.t("date-today"),
        1 => language.t("date-yesterday"),
        _ => day(language, moment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_words() {
        let now = Timestamp(1_772_625_600_000); // 2026-03-04 13:00 in Amsterdam
        assert_eq!(day_and_time(Language::Dutch, now), "4 maart 2026, 13:00");
        assert_eq!(day(Language::English, now), "4 March 2026");
        assert_eq!(roughly(Language::Dutch, now.plus_minutes(-20), now), "net nog");
        assert_eq!(roughly(Language::Dutch, now.plus_minutes(-180), now), "vandaag");
        assert_eq!(roughly(Language::Dutch, now.plus_days(-1), now), "gisteren");
        assert_eq!(roughly(Language::Dutch, now.plus_days(-9), now), "23 februari 2026");
    }
}
