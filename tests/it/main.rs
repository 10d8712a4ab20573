//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod account;
mod architecture;
mod conversations;
mod deliberations;
mod joining;
mod library;
mod login;
mod people;
mod setup;
mod support;
mod teams;
mod views;
