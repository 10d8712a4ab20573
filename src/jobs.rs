//! What happens by the clock. Each job is idempotent, runs on one node at a time, and ends when the server does.
//!
//! A job is like a page: it turns time into domain calls. It may name the domain and `web::letters`; nothing names it but
//! the command that serves. To add one: a function in a file of its own, and a line in `all`.

pub mod backup;
pub mod lease;
pub mod letters;
pub mod newcomers;
pub mod upkeep;

use std::pin::Pin;
use std::time::Duration;

use entity::ids::LoginId;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// How often a job asks whether it is due.
const TICK: Duration = Duration::from_secs(15);
/// Wait after a failure, in minutes.
const RETRY_MINUTES: i64 = 2;

/// A job's work.
pub type Work = Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;

/// Something that is done again and again.
#[derive(Clone, Copy)]
pub struct Job {
    /// Names the job in the database and the log.
    pub name: &'static str,
    /// Minutes from one run to the next; 0: at each tick.
    pub every: i64,
    pub work: fn(App) -> Work,
}

/// Lists every job.
pub fn all() -> Vec<Job> {
    vec![
        Job { name: "letters", every: 0, work: |app| Box::pin(async move { letters::send(&app).await }) },
        Job { name: "reminders", every: 10, work: |app| Box::pin(async move { letters::remind(&app).await }) },
        Job { name: "backup", every: 10, work: |app| Box::pin(async move { backup::run(&app).await }) },
        Job { name: "clock", every: 10, work: |app| Box::pin(async move { upkeep::watch_clock(&app).await }) },
        Job { name: "retention", every: 60, work: |app| Box::pin(async move { upkeep::keep_terms(&app).await }) },
        Job { name: "upkeep", every: 60, work: |app| Box::pin(async move { upkeep::run(&app).await }) },
    ]
}

/// Keeps all jobs until `stop`; returns when each has ended.
pub async fn run(app: App, stop: CancellationToken) {
    let node = LoginId::random().to_string();
    let mut tasks = JoinSet::new();
    for job in all() {
        tasks.spawn(keep(app.clone(), job, node.clone(), stop.clone()));
    }
    while let Some(ended) = tasks.join_next().await {
        if let Err(error) = ended {
            tracing::error!(%error, "a job broke off");
        }
    }
}

async fn keep(app: App, job: Job, node: String, stop: CancellationToken) {
    loop {
        if let Err(error) = run_if_due(&app, job, &node, &stop).await {
            tracing::warn!(job = job.name, error = format!("{error:#}"), "a job failed; it is tried again");
        }
        tokio::select! { () = stop.cancelled() => return, () = tokio::time::sleep(TICK) => {} }
    }
}

/// Runs a job when it is due and no other node runs it; tells whether it ran to its end.
pub async fn run_if_due(app: &App, job: Job, node: &str, stop: &CancellationToken) -> anyhow::Result<bool> {
    if !lease::claim(&app.db, job.name, node, app.clock.now()).await? {
        return Ok(false);
    }
    let mut work = (job.work)(app.clone());
    let mut renewal = tokio::time::interval(lease::RENEWAL);
    renewal.reset();
    let outcome = loop {
        tokio::select! {
            outcome = &mut work => break outcome,
            () = stop.cancelled() => {
                // Unfinished work is dropped where it waits, and done again by whoever claims it next.
                lease::settle(&app.db, job.name, node, app.clock.now()).await?;
                return Ok(false);
            }
            _ = renewal.tick() => lease::renew(&app.db, job.name, node, app.clock.now()).await?,
        }
    };
    app.metrics.ran(job.name, outcome.is_ok());
    let wait = if outcome.is_ok() { job.every } else { job.every.min(RETRY_MINUTES) };
    lease::settle(&app.db, job.name, node, app.clock.now().plus_minutes(wait)).await?;
    outcome.map(|()| true)
}
