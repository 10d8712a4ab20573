//! Logs and measurements. Neither ever holds a word that people wrote, an e-mail address, a query string or a name.

pub mod metrics;

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Starts logging to standard error; `OMGANG_LOG` chooses the level.
pub fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_env("OMGANG_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,tantivy=warn,sea_orm_migration=warn,sqlx=warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_target(false);
    // A second start, as in tests, changes nothing.
    let started = match format {
        LogFormat::Text => lines.with_ansi(stderr().is_terminal()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
    };
    started.ok();
}
