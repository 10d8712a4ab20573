//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

mod deliberations;
mod library;
mod login;
mod support;
mod views;
