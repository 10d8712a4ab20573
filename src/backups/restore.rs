//! Puts a backup back into an empty folder. All of it is read and checked before anything gets its name; broken off on the way,
//! the folder says that it is unfinished, and only another restore goes on from there.

use std::path::{Path, PathBuf};

use sea_orm::{DbBackend, DbErr};
use tokio_util::sync::CancellationToken;

use super::archive::Archive;
use super::manifest::{DATABASE, DUMP, Kind, Manifest};
use super::place::Unpacking;
use super::postgres;
use super::refused::{At, Refused};
use crate::crypto::envelope::Identities;
use crate::db::{Db, copy, facts};
use crate::people::logins;

/// What was put back.
#[derive(Clone, Debug)]
pub struct Restored {
    pub manifest: Manifest,
    /// The tables are of an earlier version than this program.
    pub needs_migration: bool,
}

/// Puts a backup back into the folder `data`, and on PostgreSQL into the database of this address.
pub async fn restore(file: &Path, keys: Option<Identities>, data: &Path, database: &str) -> Result<Restored, Refused> {
    let place = Unpacking::claim(data)?;
    match fill(&place, file, keys, data, database).await {
        Ok((manifest, needs_migration)) => {
            place.finish(&[DUMP])?;
            Ok(Restored { manifest, needs_migration })
        }
        Err(refused) => {
            place.give_up();
            Err(refused)
        }
    }
}

async fn fill(
    place: &Unpacking,
    file: &Path,
    keys: Option<Identities>,
    data: &Path,
    database: &str,
) -> Result<(Manifest, bool), Refused> {
    let (path, parts) = (file.to_owned(), place.parts().to_owned());
    let (url, standard) = (database.to_owned(), data.join(DATABASE));
    let stop = CancellationToken::new();
    let _stopping = stop.clone().drop_guard();
    let unpacking = tokio::task::spawn_blocking(move || {
        let mut archive = Archive::open(&path, keys.as_ref())?;
        require_same(archive.manifest().database, &url, &standard)?;
        archive.unpack(&parts, &stop)?;
        Ok::<_, Refused>(archive.manifest().clone())
    });
    let manifest = unpacking.await.map_err(|_| Refused::Stopped)??;
    let needs_migration = match manifest.database {
        Kind::Sqlite => ready_sqlite(file, place.parts().join(DATABASE)).await?,
        Kind::Postgres => ready_postgres(database, &place.parts().join(DUMP)).await?,
    };
    Ok((manifest, needs_migration))
}

/// Refuses a backup of the other database, and a place for SQLite's file that isn't the data folder.
fn require_same(kind: Kind, url: &str, standard: &Path) -> Result<(), Refused> {
    match kind {
        Kind::Sqlite if !url.starts_with("sqlite:") => Err(Refused::OtherDatabase {
            of: "SQLite",
            instead: "leave the setting `database` out, so that it goes into the data folder",
        }),
        Kind::Sqlite if url != format!("sqlite://{}", standard.display()) => Err(Refused::OtherDatabase {
            of: "SQLite",
            instead: "its file goes into the data folder: leave the setting `database` out",
        }),
        Kind::Postgres if url.starts_with("sqlite:") => Err(Refused::OtherDatabase {
            of: "PostgreSQL",
            instead: "name an empty database with --database postgres://…",
        }),
        _ => Ok(()),
    }
}

async fn ready_sqlite(file: &Path, database: PathBuf) -> Result<bool, Refused> {
    if let Some(first) = copy::complaints_of(&database).await?.first() {
        return Err(Refused::damaged(file, first));
    }
    let db = Db::open(&format!("sqlite://{}", database.display())).await?;
    let ready = begin_anew(&db).await;
    // What was changed goes into the file itself before it is moved.
    db.forget_erased().await?;
    db.close().await?;
    std::fs::File::open(&database).and_then(|file| file.sync_all()).at(&database)?;
    ready.map_err(|error| Refused::of_database(error, &database))
}

async fn ready_postgres(url: &str, dump: &Path) -> Result<bool, Refused> {
    let db = Db::open(url).await?;
    debug_assert_eq!(db.backend(), DbBackend::Postgres);
    if !db.is_empty().await? {
        return Err(Refused::DatabaseNotEmpty);
    }
    postgres::load(url, dump).await?;
    let ready = begin_anew(&db).await?;
    db.close().await?;
    Ok(ready)
}

/// Begins a new life: no index of before fits any more, and nobody is signed in, be it by a login that was ended after the
/// backup was made. Tells whether the tables have to be brought up to date.
async fn begin_anew(db: &Db) -> Result<bool, DbErr> {
    let needs_migration = db.tables().await? != crate::db::Tables::Current;
    let mut tx = db.write().await?;
    facts::forget(&mut tx, facts::EPOCH).await?;
    logins::end_everybodys(&mut tx).await?;
    tx.commit().await?;
    Ok(needs_migration)
}
