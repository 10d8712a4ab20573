//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod crash;
mod library;
mod login;
mod race;
mod scale;
mod support;
mod views;
