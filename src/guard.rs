//! Guards against starting with what doesn't belong together: the key file of another database, a clock that was set back, a folder
//! that isn't ours, half a restore. Each is refused with what to do; nothing is repaired by guessing.

pub mod folder;

use entity::time::Timestamp;
use sea_orm::DbErr;

use crate::clock;
use crate::crypto::InstanceKey;
use crate::db::{Db, Tx, facts};

/// The handle under the instance's key by which the key is known again; it leads to nothing else.
const KEY: &str = "key_mark";
/// The latest moment at which this instance ran.
const CLOCK: &str = "clock_seen";
/// Minutes by which a clock may be behind: clocks of nodes differ, and are put right.
pub const TOLERANCE_MINUTES: i64 = 10;

/// Why an instance doesn't start.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error(
        "the key file instance.key isn't the one that belongs to this database: put the right one back from a backup. \
         If it is lost for good, run `omgang accept key` (docs/OPERATIONS.md says what is lost with it)"
    )]
    OtherKey,
    #[error(
        "the key file instance.key isn't there, and this database had one: put it back from a backup. If it is lost for \
         good, run `omgang accept key` (docs/OPERATIONS.md says what is lost with it)"
    )]
    NoKey,
    #[error(
        "this machine's clock says {now}, but this instance ran at {seen} already: set the clock. If it was wrong then, \
         run `omgang accept clock`"
    )]
    ClockBehind { now: String, seen: String },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What somebody may accept as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    Key,
    Clock,
}

/// Refuses a key that this database doesn't know, and `None` when it knows one.
pub async fn require_key(db: &Db, key: Option<&InstanceKey>) -> Result<(), Refused> {
    match (known(db, KEY).await?, key) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(Refused::NoKey),
        (Some(mark), Some(key)) if mark_of(key) == mark => Ok(()),
        (Some(_), Some(_)) => Err(Refused::OtherKey),
    }
}

/// Refuses a clock that is behind the time at which this instance ran already.
pub async fn require_clock(db: &Db, now: Timestamp) -> Result<(), Refused> {
    match known(db, CLOCK).await?.and_then(|seen| seen.parse().ok()).map(Timestamp) {
        Some(seen) if seen > now.plus_minutes(TOLERANCE_MINUTES) => {
            Err(Refused::ClockBehind { now: clock::written(now), seen: clock::written(seen) })
        }
        _ => Ok(()),
    }
}

/// Notes which key belongs to this database, and that it runs at this moment.
pub async fn note(db: &Db, key: &InstanceKey, now: Timestamp) -> Result<(), Refused> {
    require_key(db, Some(key)).await?;
    require_clock(db, now).await?;
    let mut tx = db.write().await?;
    facts::put(&mut tx, KEY, mark_of(key)).await?;
    note_time(&mut tx, now).await?;
    Ok(tx.commit().await?)
}

/// Forgets what was known, so that the next start takes things as they are then. Tells whether anything was known.
pub async fn accept(tx: &mut Tx, doubt: Doubt) -> Result<bool, DbErr> {
    match doubt {
        Doubt::Key => facts::forget(tx, KEY).await,
        Doubt::Clock => facts::forget(tx, CLOCK).await,
    }
}

async fn note_time(tx: &mut Tx, now: Timestamp) -> Result<(), DbErr> {
    let seen = facts::find(tx.conn(), CLOCK).await?.and_then(|seen| seen.parse().ok());
    if seen.is_none_or(|seen: i64| seen < now.0) {
        facts::put(tx, CLOCK, now.0.to_string()).await?;
    }
    Ok(())
}

fn mark_of(key: &InstanceKey) -> String {
    key.handle("instance", &["key"])
}

/// Returns a fact, also where there are no tables yet.
async fn known(db: &Db, fact: &str) -> Result<Option<String>, DbErr> {
    if db.has_table("setting").await? { facts::find(db.read(), fact).await } else { Ok(None) }
}
