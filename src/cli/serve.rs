//! `omgang serve`: serves until it is told to stop, then ends what is open and leaves.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use sea_orm::DbBackend;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::db::{self, Tables};
use crate::demo;
use crate::guard;
use crate::insight::close;
use crate::jobs;
use crate::people::logins;
use crate::web;
use crate::web::connections::{self, Patience};

/// Wait before a lost ear is opened again.
const RECONNECT: Duration = Duration::from_secs(5);
/// How long what is under way may take once the server is told to stop. Whatever is broken off then is as after a power cut, which
/// loses nothing that was acknowledged.
const GRACE: Duration = Duration::from_millis(500);

/// Serves the instance; a new SQLite database is filled with its tables first.
pub async fn run(app: App) -> anyhow::Result<()> {
    let _lock = lock(&app.config.data)?;
    prepare_tables(&app).await?;
    match tidy(&app).await {
        // What is there can be read all the same; the jobs make up for it later.
        Err(error) if db::is_full(error.as_ref()) => tracing::error!("the disk is full: the server starts for reading"),
        tidied => tidied?,
    }
    if demo::is_marked(app.db.read()).await? && !app.config.is_on_loopback() {
        bail!("this database holds the demo, whose passwords everybody knows: serve a data folder of your own");
    }
    let listener = TcpListener::bind(app.config.listen)
        .await
        .with_context(|| format!("setting `listen`: cannot listen on {}", app.config.listen))?;
    let stop = stop_at_signals()?;
    println!("url: {}", app.config.public_url);
    until_stopped(app, listener, stop).await
}

/// Does what each start does before anybody comes.
async fn tidy(app: &App) -> anyhow::Result<()> {
    guard::note(&app.db, &app.key, app.clock.now()).await?;
    close::close_past(&app.db, &app.key, app.clock.now()).await?;
    let mut tx = app.db.write().await?;
    logins::forget_past(&mut tx, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Serves on a listener until `stop` ends it, and then for half a second at the most.
pub async fn until_stopped(app: App, listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    let inner = match app.config.metrics_listen {
        Some(address) => Some(
            TcpListener::bind(address)
                .await
                .with_context(|| format!("setting `metrics_listen`: cannot listen on {address}"))?,
        ),
        None => None,
    };
    let everything = serve_all(app, listener, inner, stop.clone());
    let over = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = everything => ended,
        () = over => {
            tracing::info!("what was under way was broken off");
            Ok(())
        }
    }
}

async fn serve_all(
    app: App,
    listener: TcpListener,
    inner: Option<TcpListener>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let indexer = tokio::spawn(follow(app.clone(), stop.clone()));
    let live = tokio::spawn(app.hub.clone().run(app.db.clone()));
    let neighbours = tokio::spawn(hear_neighbours(app.clone(), stop.clone()));
    let jobs = tokio::spawn(jobs::run(app.clone(), stop.clone()));
    let watched = tokio::spawn(serve_inner(app.clone(), inner, stop.clone()));
    let hub = app.hub.clone();
    let ending = stop.clone();
    tokio::spawn(async move {
        ending.cancelled().await;
        // Open streams would hold the ending up.
        hub.stop().cancel();
    });
    connections::serve(listener, web::router(app), Patience::default(), stop).await;
    live.await?;
    neighbours.await?;
    jobs.await?;
    watched.await??;
    indexer.await?
}

/// Serves what is for who runs the instance, on an address of its own.
async fn serve_inner(app: App, listener: Option<TcpListener>, stop: CancellationToken) -> anyhow::Result<()> {
    let Some(listener) = listener else { return Ok(()) };
    connections::serve(listener, web::inner_router(app), Patience::default(), stop).await;
    Ok(())
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
    let path = data.join("lock");
    let file = File::create(&path).context("setting `data`: cannot write in the folder")?;
    guard::folder::hand_over(&path);
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

/// Fills a new database with its tables; refuses an old one, and one of a later program.
pub async fn prepare_tables(app: &App) -> anyhow::Result<()> {
    match app.db.tables().await? {
        Tables::Current => Ok(()),
        Tables::New => Ok(app.db.migrate().await?),
        Tables::Old(_) => bail!("the database is of an earlier version: make a backup, then run `omgang migrate`"),
        Tables::Newer(name) => bail!(newer(&name)),
    }
}

/// Says that the tables know a migration that this program doesn't.
pub fn newer(migration: &str) -> String {
    format!(
        "the database is of a later version than this program, {}: it has {migration}. Use the later program, or restore \
         a backup that this one made",
        env!("CARGO_PKG_VERSION")
    )
}

/// Listens for the signals that end the server, from now on; whoever sends one early is heard too.
pub fn stop_at_signals() -> anyhow::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = CancellationToken::new();
    let token = stop.clone();
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {}, () = token.cancelled() => {} }
        token.cancel();
    });
    Ok(stop)
}
