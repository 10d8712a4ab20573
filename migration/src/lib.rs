//! The database's shape, step by step. A shipped migration is never edited; names stand apart from the entities.

use sea_orm_migration::async_trait;
pub use sea_orm_migration::prelude::{MigrationTrait, MigratorTrait};

mod m20261122_000001_people;
mod m20261122_000002_teams;
mod m20261122_000003_frameworks;
mod m20261122_000004_cases;
mod m20261122_000005_deliberations;
mod m20261122_000006_library;
mod m20261122_000007_outbox;
mod m20261125_000010_journal;
mod m20261125_000020_known_words;
mod m20261125_000040_library_items;
mod m20261125_000050_methods;
mod m20261125_000060_jobs;
mod m20261125_000061_series;
mod m20261125_000062_follow_ups;
mod m20261126_000010_journal_mark;
mod m20261126_000020_lead;
mod m20261126_000021_series_anchor;
mod m20261126_000030_insight;
mod m20261126_000031_signals;
mod m20261126_000040_journal_arrival;
mod m20261126_000041_journal_gone;
mod m20261127_000101_second_factor;
mod m20261128_000101_rights;
mod m20261128_000201_retention;
mod m20261128_000301_openid;
mod tables;

/// Knows all migrations, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_people::Migration),
            Box::new(m20261122_000002_teams::Migration),
            Box::new(m20261122_000003_frameworks::Migration),
            Box::new(m20261122_000004_cases::Migration),
            Box::new(m20261122_000005_deliberations::Migration),
            Box::new(m20261122_000006_library::Migration),
            Box::new(m20261122_000007_outbox::Migration),
            Box::new(m20261125_000010_journal::Migration),
            Box::new(m20261125_000020_known_words::Migration),
            Box::new(m20261125_000040_library_items::Migration),
            Box::new(m20261125_000050_methods::Migration),
            Box::new(m20261125_000060_jobs::Migration),
            Box::new(m20261125_000061_series::Migration),
            Box::new(m20261125_000062_follow_ups::Migration),
            Box::new(m20261126_000010_journal_mark::Migration),
            Box::new(m20261126_000020_lead::Migration),
            Box::new(m20261126_000021_series_anchor::Migration),
            Box::new(m20261126_000030_insight::Migration),
            Box::new(m20261126_000031_signals::Migration),
            Box::new(m20261126_000040_journal_arrival::Migration),
            Box::new(m20261126_000041_journal_gone::Migration),
            Box::new(m20261127_000101_second_factor::Migration),
            Box::new(m20261128_000101_rights::Migration),
            Box::new(m20261128_000201_retention::Migration),
            Box::new(m20261128_000301_openid::Migration),
        ]
    }
}
