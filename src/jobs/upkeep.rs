//! What has had its time goes, on servers that run for months.

use entity::security_event::SecurityKind;

use crate::app::App;
use crate::clock;
use crate::departures::{organisation, unplaced};
use crate::guard;
use crate::insight::close;
use crate::journal::{keep, opening};
use crate::looks;
use crate::people::logins;
use crate::retention;
use crate::security_log::{self, Happened};
use crate::web::account::gone;

/// Closes quarters that are over, which destroys their keys; forgets logins and open journals that are over; and deletes journal
/// entries whose owner chose a term for them that is over.
pub async fn run(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let closed = close::close_past(&app.db, &app.key, now).await?;
    if closed > 0 {
        tracing::info!(closed, "quarters were counted and closed");
    }
    let mut tx = app.db.write().await?;
    logins::forget_past(&mut tx, now).await?;
    opening::forget_past(&mut tx, now).await?;
    retention::log::forget_old(&mut tx, now).await?;
    let gone = if keep::is_used(tx.conn()).await? { keep::expire(&mut tx, now).await? } else { 0 };
    tx.commit().await?;
    if gone > 0 {
        tracing::info!(gone, "journal entries went at the end of their term");
    }
    Ok(())
}

/// Announces what has had its term, and erases what was announced long enough ago (`retention`); then what ends with its people.
pub async fn keep_terms(app: &App) -> anyhow::Result<()> {
    let round = retention::round(&app.db, app.clock.now()).await?;
    if round.announced + round.erased + round.traces > 0 {
        let (announced, erased, traces) = (round.announced, round.erased, round.traces);
        tracing::info!(announced, erased, traces, "what has had its term was announced or erased");
    }
    departures(app).await?;
    retention::round::sweep(&app.db).await?;
    Ok(())
}

/// Ends organisations and accounts whose term is over, and forgets who looked and who signed in longer ago than is kept. A clock
/// that jumps ahead ends nothing: it has to say so for a week.
async fn departures(app: &App) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    let believed = retention::days::note(&mut tx, app.clock.now()).await?.believed;
    tx.commit().await?;
    for id in organisation::due(app.db.read(), believed).await? {
        let mut tx = app.db.write().await?;
        if organisation::erase_due(&mut tx, id, &gone(), believed).await? {
            let happened = Happened { kind: SecurityKind::Closed, organisation: None, by: None, to: None };
            security_log::note(&mut tx, happened, app.clock.now()).await?;
        }
        tx.commit().await?;
    }
    let mut tx = app.db.write().await?;
    let erased = unplaced::sweep(&mut tx, &gone(), believed).await?;
    looks::purge(&mut tx, clock::date(believed)).await?;
    security_log::purge(&mut tx, believed).await?;
    tx.commit().await?;
    if erased > 0 {
        tracing::info!(erased, "accounts that belonged nowhere went at the end of their term");
    }
    Ok(())
}

/// Notes that the instance runs at this moment; fails when the clock was set back, which the next start would refuse.
pub async fn watch_clock(app: &App) -> anyhow::Result<()> {
    Ok(guard::note(&app.db, &app.key, app.clock.now()).await?)
}
