//! What comes back: how many people recognised what, over fixed quarters, seen by everybody and of nobody.
//!
//! A quarter is counted once, when it closes; what is released then is frozen, and what it was counted from is deleted. Only
//! `disclosure` and `release` decide what is shown; both are pure. docs/INSIGHT.md has the proof. Journals count for nothing:
//! nothing here can read one.

pub mod close;
pub mod count;
pub mod disclosure;
pub mod read;
pub mod release;
pub mod told;
pub mod trend;
