//! Whether the instance lives and can be used, for what watches over it: two addresses that tell yes or no and nothing else.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;

use super::Result;
use super::routing::{Routes, get};
use crate::app::App;
use crate::backups::history;
use crate::db::facts;
use crate::guard::folder;
use crate::letters;
use crate::search::Index;
use crate::telemetry::metrics::Seen;

/// Longest wait for the database.
const PATIENCE: Duration = Duration::from_secs(2);
/// The format that Prometheus reads.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Routes for everybody.
pub fn routes() -> Routes {
    Routes::new().route("/health/live", get(live)).route("/health/ready", get(ready))
}

/// Routes for who runs the instance, on an address of their own.
pub fn inner_routes() -> Routes {
    routes().route("/metrics", get(metrics))
}

/// Says that the program answers. Asks nothing of anything else: what is cured by a restart is told here, and nothing more.
async fn live() -> &'static str {
    "alive\n"
}

#[derive(Serialize)]
struct Ready {
    database: bool,
    index: bool,
}

/// Says whether pages can be made and texts found.
async fn ready(State(app): State<App>) -> Result {
    let reading = tokio::time::timeout(PATIENCE, facts::find(app.db.read(), facts::EPOCH)).await;
    let ready = Ready { database: matches!(reading, Ok(Ok(_))), index: index_is_ready(&app) };
    let status = if ready.database && ready.index { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let text = serde_json::to_string(&ready).map_err(anyhow::Error::new)?;
    Ok((status, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

fn index_is_ready(app: &App) -> bool {
    app.index.get().is_some_and(Index::is_built)
}

async fn metrics(State(app): State<App>) -> Result {
    let backup = history::last(app.db.read()).await?;
    let size = |name: &str| std::fs::metadata(app.config.data.join(name)).map_or(0, |found| found.len());
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit many times over")]
    let seconds = |milliseconds: i64| milliseconds as f64 / 1000.0;
    let seen = Seen {
        streams: app.hub.readers(),
        letters: letters::count_waiting(app.db.read(), app.clock.now()).await?,
        index_ready: index_is_ready(&app),
        backup_at: backup.as_ref().map_or(0.0, |last| seconds(last.at.0)),
        backup_bytes: backup.as_ref().map_or(0, |last| last.bytes),
        free_bytes: folder::free_bytes(&app.config.data).unwrap_or(0),
        database_bytes: size("omgang.db") + size("omgang.db-wal"),
        resident_bytes: resident_bytes().unwrap_or(0),
    };
    let text = app.metrics.text(seen).map_err(anyhow::Error::new)?;
    Ok(([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response())
}

/// Returns how much memory the program holds, where the system tells.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}
