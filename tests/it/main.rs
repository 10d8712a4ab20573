//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod account;
mod architecture;
mod attack;
mod backups;
mod cases;
mod conversations;
mod crash;
mod deliberations;
mod demo;
mod frameworks;
mod insight;
mod items;
mod jobs;
mod joining;
mod journal;
mod known_words;
mod letters;
mod library;
mod library_rights;
mod login;
mod mail;
mod meetings;
mod methods;
mod people;
mod race;
mod reading;
mod records;
mod redaction;
mod running;
mod scale;
mod series;
mod setup;
mod shared_copies;
mod signals;
mod support;
mod teams;
mod transfer;
mod upgrade;
mod views;
mod withdrawal;
mod words;
