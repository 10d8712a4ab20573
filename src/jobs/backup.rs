//! Makes the next backup when it is due, where the settings say so, and lets the oldest go.

use entity::security_event::SecurityKind;

use crate::app::App;
use crate::backups::history::{self, Failed};
use crate::backups::{self, Instance, Refused, schedule};
use crate::config::Sealing;
use crate::security_log::{self, Happened};

/// Makes a backup if the last one is old enough. A try that comes to nothing is noted, for the page that administrators read.
pub async fn run(app: &App) -> anyhow::Result<()> {
    let settings = &app.config.backups;
    let (Some(folder), Some(sealing)) = (&settings.folder, &settings.sealing) else { return Ok(()) };
    let now = app.clock.now();
    let last = history::last(app.db.read()).await?;
    if !schedule::is_due(last.as_ref(), settings.every_hours, now) {
        return Ok(());
    }
    let made = make(app, folder, sealing).await;
    if let Err(refused) = &made {
        let failed = Failed { at: now, kind: refused.kind().to_owned() };
        let mut tx = app.db.write().await?;
        history::note_failed(&mut tx, &failed).await?;
        tx.commit().await?;
    }
    let made = made?;
    let mut tx = app.db.write().await?;
    security_log::note(&mut tx, Happened { kind: SecurityKind::BackedUp, organisation: None, by: None, to: None }, now)
        .await?;
    tx.commit().await?;
    let gone = schedule::prune(folder, settings.keep)?;
    tracing::info!(bytes = made.last.bytes, gone, "a backup was made and read back");
    Ok(())
}

async fn make(app: &App, folder: &std::path::Path, sealing: &Sealing) -> Result<backups::Made, Refused> {
    std::fs::create_dir_all(folder).map_err(|source| Refused::Io { path: folder.to_owned(), source })?;
    let now = app.clock.now();
    let instance = Instance { db: &app.db, config: &app.config, now };
    backups::make(instance, &schedule::file(folder, now, sealing), sealing).await
}
