//! Omgang: a place where teams of social workers talk a case through and find it back next year.
//!
//! Dependencies point one way: `cli → web → app → domain nouns → {db, event, crypto, clock} → entity`.
//! docs/ARCHITECTURE.md has the map.

pub mod app;
pub mod backups;
pub mod bilingual;
pub mod cases;
pub mod cli;
pub mod clock;
pub mod config;
mod content;
pub mod crypto;
pub mod db;
pub mod deliberations;
pub mod demo;
pub mod departures;
pub mod event;
pub mod follow_ups;
pub mod frameworks;
pub mod guard;
pub mod handbook;
pub mod holdings;
pub mod insight;
pub mod jobs;
pub mod journal;
pub mod known_words;
pub mod letters;
pub mod library;
pub mod looks;
pub mod mail;
pub mod markdown;
pub mod meetings;
pub mod memo;
pub mod methods;
pub mod openid;
pub mod pdf;
pub mod people;
pub mod proofs;
pub mod quarters;
pub mod records;
pub mod retention;
pub mod search;
pub mod security_log;
pub mod shared_copies;
pub mod signals;
pub mod teams;
pub mod telemetry;
pub mod tensions;
pub mod throttle;
pub mod web;
