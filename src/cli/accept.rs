//! `omgang accept`: somebody says that a doubt with which the server doesn't start is settled.

use anyhow::Context;
use clap::Subcommand;

use crate::config::Config;
use crate::db::Db;
use crate::guard::{self, Doubt};

#[derive(Clone, Copy, Subcommand)]
pub enum Command {
    /// The key file that is there now is the one to go on with; the earlier one is lost
    Key,
    /// The clock is right now; it was ahead before
    Clock,
}

/// Forgets what was known; the next start notes it anew.
pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    guard::folder::require(&config.data)?;
    let db = Db::open(&config.database).await.context("setting `database`: cannot open the database")?;
    let doubt = match command {
        Command::Key => Doubt::Key,
        Command::Clock => Doubt::Clock,
    };
    let mut tx = db.write().await?;
    let was_known = guard::accept(&mut tx, doubt).await?;
    tx.commit().await?;
    println!(
        "{}",
        if was_known { "accepted: the next start takes it as it is then" } else { "there was nothing to accept" }
    );
    Ok(())
}
