//! Makes a backup while the instance is used.

use std::path::{Path, PathBuf};

use entity::time::Timestamp;
use sea_orm::DbBackend;
use tokio_util::sync::CancellationToken;

use super::history::{self, Last};
use super::manifest::{DATABASE, DUMP, FORMAT, KEY, Kind, Manifest, SETTINGS, THESAURUS, is_slug};
use super::pack::{self, Source};
use super::place::Preparing;
use super::postgres;
use super::refused::{At, Refused};
use crate::config::{Config, Sealing};
use crate::db::{Db, copy};

/// What is backed up.
#[derive(Clone, Copy)]
pub struct Instance<'a> {
    pub db: &'a Db,
    pub config: &'a Config,
    pub now: Timestamp,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    pub last: Last,
    pub manifest: Manifest,
}

/// Makes a backup, reads it back, gives it its name and notes it. Dropped on the way it leaves nothing.
pub async fn make(of: Instance<'_>, to: &Path, sealing: &Sealing) -> Result<Made, Refused> {
    if to.exists() {
        return Err(Refused::Exists(to.to_owned()));
    }
    let data = &of.config.data;
    let preparing = Preparing::claim(data)?;
    let (kind, migration) = (take_database(&of, preparing.path()).await?, last_migration(of.db).await?);
    let settings = preparing.path().join(SETTINGS);
    let told: String = of.config.describe().iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(&settings, told).at(&settings)?;
    let sources = sources(data, preparing.path(), kind)?;
    let (path, sealed, now) = (to.to_owned(), sealing.clone(), of.now);
    let stop = CancellationToken::new();
    // Whoever drops this future stops the thread that packs.
    let _stopping = stop.clone().drop_guard();
    let packing = tokio::task::spawn_blocking(move || {
        let parts = pack::measure(&sources, &stop)?;
        let omgang = env!("CARGO_PKG_VERSION").to_owned();
        let manifest = Manifest { format: FORMAT, omgang, made_at: now, database: kind, migration, parts };
        let bytes = pack::pack(&path, &manifest, &sources, &sealed, &stop)?;
        Ok::<_, Refused>((manifest, bytes))
    });
    let (manifest, bytes) = packing.await.map_err(|_| Refused::Stopped)??;
    let place = std::path::absolute(to).at(to)?.display().to_string();
    let encrypted = matches!(sealing, Sealing::To(_));
    let last = Last { at: of.now, bytes, place, encrypted };
    let mut tx = of.db.write().await?;
    history::note(&mut tx, &last).await?;
    tx.commit().await?;
    Ok(Made { last, manifest })
}

/// Puts the database as it is at this moment into the folder.
async fn take_database(of: &Instance<'_>, folder: &Path) -> Result<Kind, Refused> {
    if of.db.backend() == DbBackend::Postgres {
        postgres::dump(&of.config.database, &folder.join(DUMP)).await?;
        return Ok(Kind::Postgres);
    }
    let file = folder.join(DATABASE);
    of.db.copy_into(&file).await.map_err(|error| Refused::of_database(error, folder))?;
    let complaints = copy::complaints_of(&file).await.map_err(|error| Refused::of_database(error, folder))?;
    match complaints.first() {
        Some(first) => Err(Refused::Rotten(first.clone())),
        None => Ok(Kind::Sqlite),
    }
}

async fn last_migration(db: &Db) -> Result<String, Refused> {
    Ok(db.applied_migrations().await?.pop().unwrap_or_default())
}

fn sources(data: &Path, prepared: &Path, kind: Kind) -> Result<Vec<Source>, Refused> {
    let source = |folder: &Path, name: &str| Source { name: name.to_owned(), file: folder.join(name) };
    let mut all = vec![source(prepared, kind.part()), source(data, KEY), source(prepared, SETTINGS)];
    let mut words: Vec<PathBuf> = match std::fs::read_dir(data.join(THESAURUS)) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(_) => Vec::new(),
    };
    words.sort();
    for file in words {
        let slug = file.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".txt"));
        if let Some(slug) = slug.filter(|slug| is_slug(slug)) {
            all.push(Source { name: format!("{THESAURUS}/{slug}.txt"), file: file.clone() });
        }
    }
    Ok(all)
}
