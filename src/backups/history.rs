//! What is known of the last backup: that it was made, or why the last try came to nothing.

use entity::time::Timestamp;
use sea_orm::{ConnectionTrait, DbErr};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::db::{Tx, facts};

const LAST: &str = "backup_last";
const FAILED: &str = "backup_failed";

/// The last good backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    pub at: Timestamp,
    pub bytes: u64,
    /// The file's full path, on the machine that made it.
    pub place: String,
    pub encrypted: bool,
}

/// A try that came to nothing, after the last good backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    pub at: Timestamp,
    /// As `Refused::kind` names it.
    pub kind: String,
}

/// Returns the last good backup.
pub async fn last<C: ConnectionTrait>(db: &C) -> Result<Option<Last>, DbErr> {
    read(db, LAST).await
}

/// Returns the last failure, if nothing went well since.
pub async fn failed<C: ConnectionTrait>(db: &C) -> Result<Option<Failed>, DbErr> {
    read(db, FAILED).await
}

/// Notes a good backup.
pub async fn note(tx: &mut Tx, last: &Last) -> Result<(), DbErr> {
    facts::put(tx, LAST, written(last)).await?;
    facts::forget(tx, FAILED).await?;
    Ok(())
}

/// Notes that a try came to nothing.
pub async fn note_failed(tx: &mut Tx, failed: &Failed) -> Result<(), DbErr> {
    facts::put(tx, FAILED, written(failed)).await
}

fn written<T: Serialize>(fact: &T) -> String {
    serde_json::to_string(fact).expect("a fact has names and numbers only")
}

async fn read<C: ConnectionTrait, T: DeserializeOwned>(db: &C, key: &str) -> Result<Option<T>, DbErr> {
    Ok(facts::find(db, key).await?.and_then(|text| serde_json::from_str(&text).ok()))
}
