//! `omgang serve`: serves until it is told to stop, then ends what is open and leaves.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use sea_orm::DbBackend;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::demo;
use crate::insight::close;
use crate::jobs;
use crate::people::logins;
use crate::web;

/// Wait before a lost ear is opened again.
const RECONNECT: Duration = Duration::from_secs(5);
/// Serves the instance; a new SQLite database is filled with its tables first.
pub async fn run(app: App) -> anyhow::Result<()> {
    let _lock = lock(&app.config.data)?;
    prepare_tables(&app).await?;
    close::close_past(&app.db, &app.key, app.clock.now()).await?;
    let mut tx = app.db.write().await?;
    logins::forget_past(&mut tx, app.clock.now()).await?;
    tx.commit().await?;
    if demo::is_marked(app.db.read()).await? && !app.config.is_on_loopback() {
        bail!("this database holds the demo, whose passwords everybody knows: serve a data folder of your own");
    }
    let listener = TcpListener::bind(app.config.listen)
        .await
        .with_context(|| format!("setting `listen`: cannot listen on {}", app.config.listen))?;
    println!("url: {}", app.config.public_url);
    until_stopped(app, listener, CancellationToken::new()).await
}

/// Serves on a listener until a signal or `stop` ends it.
pub async fn until_stopped(app: App, listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    let indexer = tokio::spawn(follow(app.clone(), stop.clone()));
    let live = tokio::spawn(app.hub.clone().run(app.db.clone()));
    let neighbours = tokio::spawn(hear_neighbours(app.clone(), stop.clone()));
    let jobs = tokio::spawn(jobs::run(app.clone(), stop.clone()));
    let hub = app.hub.clone();
    let service = web::router(app).into_make_service_with_connect_info::<std::net::SocketAddr>();
    let ending = stop.clone();
    axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            tokio::select! { () = ending.cancelled() => {}, () = signal() => ending.cancel() }
            // Open streams would hold the ending up.
            hub.stop().cancel();
        })
        .await?;
    stop.cancel();
    live.await?;
    neighbours.await?;
    jobs.await?;
    indexer.await?
}

/// Opens the search index while pages are served already, then keeps it up to date.
async fn follow(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    match app.begin_index().await {
        Ok(indexer) => indexer.run(stop).await,
        Err(error) => {
            stop.cancel();
            return Err(error);
        }
    }
    Ok(())
}

/// Hears on PostgreSQL what other nodes commit. Without it readers are slower, not wrong: they also poll.
async fn hear_neighbours(app: App, stop: CancellationToken) {
    if app.db.backend() != DbBackend::Postgres {
        return;
    }
    let wake = app.db.wake().clone();
    while let Err(error) = wake.clone().listen_to_other_nodes(app.config.database.clone(), stop.clone()).await {
        tracing::warn!(%error, "cannot hear other nodes");
        tokio::select! { () = stop.cancelled() => return, () = tokio::time::sleep(RECONNECT) => {} }
    }
}

/// Refuses a second server on the same data folder. The lock goes with the process, however it ends.
pub fn lock(data: &Path) -> anyhow::Result<File> {
    let file = File::create(data.join("lock")).context("setting `data`: cannot write in the folder")?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => {
            bail!(
                "another omgang already serves the data folder {}: stop it, or choose another folder with --data",
                data.display()
            )
        }
        Err(std::fs::TryLockError::Error(error)) => Err(error).context("setting `data`: cannot lock the folder"),
    }
}

/// Fills a new database with its tables; refuses an old one.
pub async fn prepare_tables(app: &App) -> anyhow::Result<()> {
    if !app.db.needs_migration().await? {
        return Ok(());
    }
    if app.db.is_new().await? {
        return Ok(app.db.migrate().await?);
    }
    bail!("the database is of an earlier version: make a backup, then run `omgang migrate`")
}

async fn signal() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("the runtime can listen for signals");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
