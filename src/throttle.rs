//! How often something may be tried, by whom. Counts live in memory only, and follow our own clock.

use std::collections::hash_map::RandomState;
use std::num::NonZeroU32;
use std::ops::Add;
use std::time::Duration;

use governor::clock::{Clock as Tells, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::clock::Clock;

/// Keys kept before those that count as fresh are forgotten.
const MOST_KEYS: usize = 10_000;

/// Forms that one login sends at once before it has to slow down to five a second.
pub const FORMS_AT_ONCE: u32 = 600;

/// Something that is tried: each has its own limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// A password for one account: ten at once, then one a minute.
    Password,
    /// Codes of a second factor for one account: ten at once, then one a minute.
    Second,
    /// Passwords and codes from one address: an office may share one.
    PasswordFrom,
    /// One-time links from one address.
    LinkFrom,
    /// Ways to a provider of OpenID Connect and back from one address: an office may share one.
    OpenIdFrom,
    /// Join codes from one address: a whole team may sit behind one, and each asks twice.
    CodeFrom,
    /// Forms of one login, or of an address without one: more than people and their autosave send, fewer than a script would.
    Form,
}

/// Holds the counts of all limits.
pub struct Throttle {
    password: Limit,
    second: Limit,
    password_from: Limit,
    link_from: Limit,
    openid_from: Limit,
    code_from: Limit,
    form: Limit,
}

impl Throttle {
    /// Makes limits on which nobody tried anything yet.
    pub fn new(clock: &Clock) -> Self {
        let limit = |at_once, seconds| Limit::new(clock, at_once, Duration::from_secs(seconds));
        Self {
            password: limit(10, 60),
            second: limit(10, 60),
            password_from: limit(60, 3),
            link_from: limit(30, 10),
            openid_from: limit(120, 2),
            code_from: limit(60, 10),
            form: Limit::new(clock, FORMS_AT_ONCE, Duration::from_millis(200)),
        }
    }

    /// Counts a try under `key`; `false` when it came too soon.
    pub fn pass(&self, what: Try, key: &str) -> bool {
        match what {
            Try::Password => &self.password,
            Try::Second => &self.second,
            Try::PasswordFrom => &self.password_from,
            Try::LinkFrom => &self.link_from,
            Try::OpenIdFrom => &self.openid_from,
            Try::CodeFrom => &self.code_from,
            Try::Form => &self.form,
        }
        .pass(key)
    }
}

type Keyed = RateLimiter<String, DashMapStateStore<String, RandomState>, Follows, NoOpMiddleware<Moment>>;

struct Limit(Keyed);

impl Limit {
    fn new(clock: &Clock, at_once: u32, one_each: Duration) -> Self {
        let quota = Quota::with_period(one_each).expect("every limit has a time");
        let quota = quota.allow_burst(NonZeroU32::new(at_once).expect("every limit lets somebody through"));
        Self(RateLimiter::new(quota, DashMapStateStore::default(), Follows(clock.clone())))
    }

    fn pass(&self, key: &str) -> bool {
        if self.0.len() > MOST_KEYS {
            self.0.retain_recent();
        }
        self.0.check_key(&key.to_owned()).is_ok()
    }
}

/// Lets governor follow our clock, so that a test can move the time.
#[derive(Clone, Debug)]
struct Follows(Clock);

impl Tells for Follows {
    type Instant = Moment;

    fn now(&self) -> Moment {
        Moment(Duration::from_millis(self.0.now().0.unsigned_abs()))
    }
}

/// Time since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment(Duration);

impl Reference for Moment {
    fn duration_since(&self, earlier: Self) -> Nanos {
        self.0.saturating_sub(earlier.0).into()
    }

    fn saturating_sub(&self, duration: Nanos) -> Self {
        Self(self.0.checked_sub(duration.into()).unwrap_or(self.0))
    }
}

impl Add<Nanos> for Moment {
    type Output = Self;

    fn add(self, other: Nanos) -> Self {
        Self(self.0 + Duration::from(other))
    }
}

#[cfg(test)]
mod tests {
    use entity::time::Timestamp;

    use super::*;

    #[test]
    fn a_limit_holds_for_one_key_and_opens_again_with_time() {
        let clock = Clock::fixed(Timestamp(1_772_625_600_000));
        let throttle = Throttle::new(&clock);
        for _ in 0..10 {
            assert!(throttle.pass(Try::Password, "noor"));
        }
        assert!(!throttle.pass(Try::Password, "noor"));
        assert!(throttle.pass(Try::Password, "emine"));
        clock.advance_minutes(1);
        assert!(throttle.pass(Try::Password, "noor"));
        assert!(!throttle.pass(Try::Password, "noor"));
    }
}
