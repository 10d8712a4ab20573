//! `omgang migrate`: brings the tables up to date.

use anyhow::{Context, bail};

use super::serve;
use crate::app::App;
use crate::db::Tables;

/// Runs what is pending, all of it or nothing; a second run does nothing. The server must not run meanwhile.
pub async fn run(app: App) -> anyhow::Result<()> {
    let _lock = serve::lock(&app.config.data)?;
    if let Tables::Newer(name) = app.db.tables().await? {
        bail!(serve::newer(&name));
    }
    app.db.migrate().await.context("the tables could not be brought up to date, and are as they were")?;
    println!("the database is up to date");
    Ok(())
}
