//! `omgang migrate`: brings the tables up to date.

use crate::app::App;

/// Runs what is pending; a second run does nothing.
pub async fn run(app: App) -> anyhow::Result<()> {
    app.db.migrate().await?;
    println!("the database is up to date");
    Ok(())
}
