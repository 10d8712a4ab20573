//! All tests that need a database or the router, in one binary. Each runs on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod account;
mod architecture;
mod attack;
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
mod justifications;
mod known_words;
mod letters;
mod library;
mod library_rights;
mod login;
mod mail;
mod meetings;
mod methods;
mod peers;
mod people;
mod race;
mod reading;
mod recalled;
mod records;
mod redaction;
mod relevance;
mod scale;
mod second_factors;
mod series;
mod setup;
mod shared_copies;
mod signals;
mod support;
mod teams;
mod transfer;
mod views;
mod withdrawal;
mod words;
