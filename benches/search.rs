//! The search over many generated Dutch documents, beside SQLite's FTS5 and PostgreSQL on the same machine.
//!
//! `cargo bench --bench search -- 10000 [postgres://…]`. Documents are made from the word list by frequency: a word's
//! chance falls with its rank. Each engine answers the same questions: the best twenty of documents with any of the words, narrowed by year
//! and team, with the counts of three facets and twenty snippets. Who needs more than two minutes for them is asked fewer.

#[path = "search/documents.rs"]
mod documents;
#[path = "search/others.rs"]
mod others;
#[path = "search/ours.rs"]
mod ours;

use std::time::Duration;

use documents::Library;

/// Questions that are asked; a tenth more are asked first and not counted.
const QUESTIONS: usize = 300;

#[expect(clippy::print_stdout, reason = "a benchmark answers who started it")]
fn report(line: &str) {
    println!("{line}");
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let number: u32 = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(10_000);
    let postgres = arguments.next();
    let library = Library::new(number);
    report(&format!("{number} documents"));
    ours::measure(&library)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite://{}?mode=rwc", folder.path().join("fts5.sqlite").display());
    runtime.block_on(others::measure(&library, "FTS5", &sqlite))?;
    if let Some(address) = postgres {
        runtime.block_on(others::measure(&library, "PostgreSQL", &address))?;
    }
    Ok(())
}

/// Says the median and the 99th percentile.
fn report_times(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    report(&format!("{name}: median {:.2} ms, 99th percentile {:.2} ms", at(50), at(99)));
}
