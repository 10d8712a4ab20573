//! The time of a step, by the server's clock alone: how much is left, a pause, two minutes more. It presses nobody: when
//! it is over the page says so, and nothing else happens.

use entity::deliberation;
use entity::time::Timestamp;

use crate::methods::Step;

/// What "two minutes more" gives.
const MORE: i64 = 120;

/// The time of the present step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// Suggested by the method, in seconds.
    pub planned: i64,
    /// What the group gave itself beside that, in seconds.
    pub extra: i64,
    pub started: Timestamp,
    pub paused: Option<Timestamp>,
}

/// What a facilitator does with the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    Pause,
    Resume,
    /// Two minutes more; when the time is over, two from now.
    More,
}

impl Timer {
    /// Returns the time of the step that a conversation is at.
    pub fn of(deliberation: &deliberation::Model, step: &Step) -> Self {
        Self {
            planned: i64::from(step.minutes) * 60,
            extra: i64::from(deliberation.step_extra_seconds),
            started: deliberation.step_started_at,
            paused: deliberation.paused_at,
        }
    }

    /// Returns the seconds that are left; never less than none.
    pub fn left(self, now: Timestamp) -> i64 {
        self.unspent(now).max(0)
    }

    /// Returns the time after an act; `None` when it changes nothing.
    pub fn after(self, tick: Tick, now: Timestamp) -> Option<Self> {
        match (tick, self.paused) {
            (Tick::Pause, None) => Some(Self { paused: Some(now), ..self }),
            (Tick::Resume, Some(since)) => {
                let stood_still = now.0 - since.0;
                Some(Self { paused: None, started: Timestamp(self.started.0 + stood_still), ..self })
            }
            (Tick::Pause, Some(_)) | (Tick::Resume, None) => None,
            (Tick::More, _) => Some(Self { extra: self.extra + MORE + (-self.unspent(now)).max(0), ..self }),
        }
    }

    fn unspent(self, now: Timestamp) -> i64 {
        self.planned + self.extra - self.paused.unwrap_or(now).seconds_since(self.started)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGAN: Timestamp = Timestamp(1_000_000);

    fn at(seconds: i64) -> Timestamp {
        Timestamp(BEGAN.0 + seconds * 1000)
    }

    fn five_minutes() -> Timer {
        Timer { planned: 300, extra: 0, started: BEGAN, paused: None }
    }

    #[test]
    fn time_passes_by_the_servers_clock_and_ends_at_nothing() {
        assert_eq!([0, 100, 300, 900].map(|seconds| five_minutes().left(at(seconds))), [300, 200, 0, 0]);
    }

    #[test]
    fn a_pause_costs_nothing() {
        let paused = five_minutes().after(Tick::Pause, at(100)).unwrap();
        assert_eq!([100, 500].map(|seconds| paused.left(at(seconds))), [200, 200]);
        let resumed = paused.after(Tick::Resume, at(500)).unwrap();
        assert_eq!([500, 600].map(|seconds| resumed.left(at(seconds))), [200, 100]);
        assert_eq!(paused.after(Tick::Pause, at(120)), None);
        assert_eq!(resumed.after(Tick::Resume, at(510)), None);
    }

    #[test]
    fn two_minutes_more_are_two_minutes_also_when_the_time_is_over() {
        let more = |seconds| five_minutes().after(Tick::More, at(seconds)).unwrap().left(at(seconds));
        assert_eq!([0, 290, 300, 1000].map(more), [420, 130, 120, 120]);
        let paused = five_minutes().after(Tick::Pause, at(60)).unwrap();
        assert_eq!(paused.after(Tick::More, at(900)).unwrap().left(at(900)), 360);
    }
}
