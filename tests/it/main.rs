//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

mod access;
mod account;
mod architecture;
mod login;
mod people;
mod setup;
mod support;
mod teams;
mod views;
