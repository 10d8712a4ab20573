//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

mod cases;
mod frameworks;
mod library;
mod login;
mod meetings;
mod support;
mod views;
