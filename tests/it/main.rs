//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

mod library;
mod login;
mod records;
mod shared_copies;
mod support;
mod views;
