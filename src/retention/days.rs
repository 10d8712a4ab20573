//! The days that this instance saw: each counts once, whatever the clock skips. A clock can be wrong by years; a day that was seen
//! cannot.

use entity::time::Timestamp;
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::db::{Tx, facts};

const FACT: &str = "days_seen";
/// Days for which a clock has to say the same before it is believed, for what goes without an announcement.
pub const DOUBT_DAYS: i64 = 7;

/// What was seen by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub count: i64,
    /// The time as far as it is believed: never later than a week after what the clock said a week of seen days ago.
    pub believed: Timestamp,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    count: i64,
    /// The Julian number of the last day that counted.
    last: i32,
    /// What the clock said when each of the last days was first seen.
    said: Vec<(i64, Timestamp)>,
}

/// Notes that this day is seen.
pub async fn note(tx: &mut Tx, now: Timestamp) -> Result<Days, DbErr> {
    let known = facts::find(tx.conn(), FACT).await?.and_then(|text| serde_json::from_str(&text).ok());
    let known: Seen = known.unwrap_or_default();
    let seen = known.clone().and_now(now);
    if seen != known {
        let text = serde_json::to_string(&seen).expect("it has numbers only");
        facts::put(tx, FACT, text).await?;
    }
    Ok(seen.by(now))
}

impl Seen {
    fn and_now(mut self, now: Timestamp) -> Self {
        let today = clock::date(now).to_julian_day();
        if self.count == 0 || today > self.last {
            self.count += 1;
            self.last = today;
            self.said.push((self.count, now));
            self.said.retain(|(number, _)| *number >= self.count - DOUBT_DAYS);
        } else if today < self.last - 1 {
            // The clock was put right: days count on from here, and this one was counted.
            self.last = today;
        }
        self
    }

    fn by(&self, now: Timestamp) -> Days {
        let (_, said) = self.said.first().copied().unwrap_or((0, now));
        Days { count: self.count, believed: now.min(said.plus_days(DOUBT_DAYS)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_772_625_600_000);

    #[test]
    fn a_day_counts_once_and_a_jump_of_a_year_is_one_day() {
        let seen = Seen::default().and_now(NOON).and_now(NOON.plus_minutes(60));
        assert_eq!(seen.by(NOON).count, 1);
        let seen = seen.and_now(NOON.plus_days(1)).and_now(NOON.plus_days(366));
        let days = seen.by(NOON.plus_days(366));
        assert_eq!(days, Days { count: 3, believed: NOON.plus_days(DOUBT_DAYS) });
        // Put right again: nothing counts twice, and tomorrow counts.
        let seen = seen.and_now(NOON.plus_days(1));
        assert_eq!(seen.by(NOON.plus_days(1)), Days { count: 3, believed: NOON.plus_days(1) });
        assert_eq!(seen.and_now(NOON.plus_days(2)).by(NOON.plus_days(2)).count, 4);
    }

    #[test]
    fn what_the_clock_says_for_a_week_is_believed() {
        let mut seen = Seen::default().and_now(NOON);
        for day in 365..365 + DOUBT_DAYS {
            assert_eq!(seen.by(NOON.plus_days(day)).believed, NOON.plus_days(DOUBT_DAYS));
            seen = seen.and_now(NOON.plus_days(day));
        }
        seen = seen.and_now(NOON.plus_days(365 + DOUBT_DAYS));
        assert_eq!(seen.by(NOON.plus_days(400)).believed, NOON.plus_days(365 + DOUBT_DAYS));
    }
}
