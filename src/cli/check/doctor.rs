//! Looks at a data folder and its database. Each look is a function; what can't be looked at because of what was found before is
//! left out.

use std::fs::{self, File};
use std::path::Path;

use super::report::Report;
use crate::backups::{history, schedule, size};
use crate::clock::{self, Clock};
use crate::config::Config;
use crate::crypto::InstanceKey;
use crate::db::{Db, Tables};
use crate::{guard, search};

/// Below this the next writes may fail.
const LEAST_FREE: u64 = 100_000_000;

/// Looks the instance over.
pub async fn look(config: &Config, report: &mut Report) {
    report.well("settings", format!("{} are valid; `omgang config` prints them", config.describe().len()));
    if !config.data.exists() {
        report.note("folder", format!("{} isn't there: `omgang serve` makes it", config.data.display()));
        return;
    }
    if !folder(config, report) {
        return;
    }
    let key = key(&config.data, report);
    disk(config, report);
    server(&config.data, report);
    mail(config, report);
    let db = match Db::open(&config.database).await {
        Ok(db) => db,
        Err(error) => return report.wrong("database", format!("cannot be opened: {error}")),
    };
    if database(&db, report).await && tables(&db, report).await {
        belonging(&db, key.as_ref(), report).await;
        index(config, &db, report).await;
        backup(config, &db, report).await;
    }
    if let Err(error) = db.close().await {
        report.note("database", format!("could not be closed: {error}"));
    }
}

fn folder(config: &Config, report: &mut Report) -> bool {
    if let Err(error) = guard::folder::require(&config.data) {
        report.wrong("folder", format!("{error:#}"));
        return false;
    }
    let open = guard::folder::open_to_others(&config.data);
    let (secret, looked_into): (Vec<_>, Vec<_>) = open.into_iter().partition(|(path, _)| path != &config.data);
    match looked_into.first() {
        None => report.well("folder", format!("{} is ours, and nobody else looks into it", config.data.display())),
        Some((path, mode)) => {
            let shown = path.display();
            report.note(
                "folder",
                format!("others on this machine can look into {shown} (mode {mode:o}): chmod 700 {shown}"),
            );
        }
    }
    for (path, mode) in secret {
        let shown = path.display();
        report.wrong(
            "folder",
            format!("{shown} holds secrets and others can read it (mode {mode:o}): chmod 600 {shown}"),
        );
    }
    true
}

fn key(data: &Path, report: &mut Report) -> Option<InstanceKey> {
    let path = data.join("instance.key");
    if !path.exists() {
        report.note("key", "there is no instance.key: the first start makes it");
        return None;
    }
    match InstanceKey::load_or_create(&path) {
        Ok(key) => {
            report.well("key", "instance.key is whole");
            Some(key)
        }
        Err(error) => {
            report.wrong("key", format!("{error:#}"));
            None
        }
    }
}

fn disk(config: &Config, report: &mut Report) {
    let database = fs::metadata(config.data.join("omgang.db")).map_or(0, |found| found.len());
    match guard::folder::free_bytes(&config.data) {
        Err(error) => report.note("disk", format!("the room on it can't be told: {error}")),
        Ok(free) if free < LEAST_FREE => report.wrong("disk", format!("only {} is free: make room", size::said(free))),
        // A backup copies the database first.
        Ok(free) if free < LEAST_FREE + database * 2 => {
            report.note("disk", format!("{} is free: a backup may not fit", size::said(free)));
        }
        Ok(free) => report.well("disk", format!("{} is free", size::said(free))),
    }
}

fn server(data: &Path, report: &mut Report) {
    let runs =
        File::open(data.join("lock")).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)));
    report.well("server", if runs { "one serves this folder now" } else { "none serves this folder now" });
}

fn mail(config: &Config, report: &mut Report) {
    if config.smtp.is_empty() {
        report.note("mail", "no mail goes out: the setting `smtp` isn't set");
    } else {
        report.well("mail", format!("mail goes out as {}", config.mail_from));
    }
}

async fn database(db: &Db, report: &mut Report) -> bool {
    match db.complaints().await {
        Err(error) => report.wrong("database", format!("cannot be read: {error}")),
        Ok(complaints) if complaints.is_empty() => {
            report.well("database", "it is whole");
            return true;
        }
        Ok(complaints) => complaints.iter().for_each(|line| report.wrong("database", line)),
    }
    false
}

async fn tables(db: &Db, report: &mut Report) -> bool {
    match db.tables().await {
        Ok(Tables::Current) => {
            report.well("tables", "they are of this version");
            return true;
        }
        Ok(Tables::New) => report.note("tables", "there are none: `omgang serve` makes them"),
        Ok(Tables::Old(pending)) => {
            report
                .wrong("tables", format!("{pending} migrations are pending: make a backup, then run `omgang migrate`"));
        }
        Ok(Tables::Newer(name)) => report.wrong("tables", crate::cli::serve::newer(&name)),
        Err(error) => report.wrong("tables", error),
    }
    false
}

/// Looks whether key and clock belong to this database.
async fn belonging(db: &Db, key: Option<&InstanceKey>, report: &mut Report) {
    match guard::require_key(db, key).await {
        Ok(()) => report.well("key", "it belongs to this database"),
        Err(refused) => report.wrong("key", refused),
    }
    let now = Clock::system().now();
    match guard::require_clock(db, now).await {
        Ok(()) => report.well("clock", clock::written(now)),
        Err(refused) => report.wrong("clock", refused),
    }
}

async fn index(config: &Config, db: &Db, report: &mut Report) {
    let folder = config.data.join("search");
    if !folder.join("current").exists() {
        return report.note("index", "there is none yet: the server builds it when it starts");
    }
    match search::compare(db, folder).await {
        Err(error) => report.wrong("index", format!("{error:#}")),
        Ok(found) if !found.problems.is_empty() => {
            let number = found.problems.len();
            report.wrong("index", format!("{number} differences from the database; `omgang check --index` lists them"));
        }
        Ok(found) if found.behind > 0 => {
            report.note(
                "index",
                format!("{} documents are alike, {} events are to be read still", found.alike, found.behind),
            );
        }
        Ok(found) => report.well("index", format!("it agrees with the database: {} documents", found.alike)),
    }
}

async fn backup(config: &Config, db: &Db, report: &mut Report) {
    let now = Clock::system().now();
    let (last, failed) = match (history::last(db.read()).await, history::failed(db.read()).await) {
        (Ok(last), Ok(failed)) => (last, failed),
        (Err(error), _) | (_, Err(error)) => return report.wrong("backup", error),
    };
    if let Some(failed) = failed {
        report.wrong(
            "backup",
            format!("the last try came to nothing at {} ({})", clock::written(failed.at), failed.kind),
        );
    }
    let every = config.backups.every_hours;
    match (&last, &config.backups.folder) {
        (None, None) => report.note("backup", "none was made yet, and the setting `backup_dir` isn't set"),
        (None, Some(_)) => report.wrong("backup", "none was made yet"),
        (Some(last), folder) => {
            let hours = now.seconds_since(last.at) / 3600;
            let said =
                format!("the last good one was made {hours} hours ago: {}, {}", last.place, size::said(last.bytes));
            match folder {
                Some(_) if schedule::is_overdue(Some(last), every, now) => {
                    report.wrong("backup", format!("{said}; too old"));
                }
                _ => report.well("backup", said),
            }
            where_it_lies(config, last, report);
        }
    }
}

fn where_it_lies(config: &Config, last: &history::Last, report: &mut Report) {
    let place = Path::new(&last.place);
    match fs::metadata(place) {
        Ok(found) if found.len() != last.bytes => {
            report.wrong("backup", "the file has another size than it was made with");
        }
        Ok(_) if guard::folder::on_same_disk(place, &config.data).unwrap_or(false) => {
            report.note("backup", "it stands on the same disk as the data: copy it to another machine too");
        }
        Ok(_) => {}
        Err(error) => report.note("backup", format!("the file isn't where it was made: {error}")),
    }
    if !last.encrypted {
        report.note("backup", "it isn't encrypted: whoever has the file can read it");
    }
}
