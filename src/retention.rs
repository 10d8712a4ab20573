//! How long things stay, and that they go: what has had its term is announced to those it concerns, and erased some weeks later.
//!
//! Surprising: the time of an announcement is counted in days that this instance saw, not by the clock. A clock that jumps a
//! year ahead announces much and erases nothing.

pub mod days;
pub mod due;
pub mod erase;
pub mod log;
pub mod read;
pub mod round;
pub mod terms;

pub use due::Due;
pub use read::{Announced, Fate};
pub use round::{Round, round};
pub use terms::{Terms, Unit};

/// Days ahead of which it is announced that something goes.
pub const NOTICE_DAYS: i64 = 14;
