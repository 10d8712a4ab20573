//! Logs. A line never holds a word that people wrote, an e-mail address or a query string.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error; `OMGANG_LOG` chooses the level.
pub fn start() {
    let filter = EnvFilter::try_from_env("OMGANG_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,tantivy=warn,sea_orm_migration=warn,sqlx=warn"));
    // A second start, as in tests, changes nothing.
    let colours = stderr().is_terminal();
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(colours);
    lines.with_target(false).try_init().ok();
}
