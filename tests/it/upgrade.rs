//! Upgrading: what an earlier release left behind opens, a migration is all or nothing, and the server says when one is needed.
//!
//! tests/data/releases has a backup of each release that was, on both databases, with the demo in it and every table filled. A release
//! adds its own (`OMGANG_RELEASE_FIXTURES=1 bash tests/run -E 'test(keeps_a_backup)'`); none is ever changed.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use entity::organisation;
use omgang::backups::Archive;
use omgang::cli::recover;
use omgang::config::{Config, Flags, Sealing};
use omgang::db::{Db, Tables};
use omgang::demo::{self, Demo};
use omgang::people::recovery::Lost;
use rand::RngExt;
use reqwest::{Client, header, redirect};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Statement};
use tempfile::TempDir;
use tokio::process::Command;

use crate::backups::{complaint, make, omgang, on, said};
use crate::crash::{PATIENCE, Program, login_cookie, search_until};
use crate::on_both;
use crate::support::{Instance, long};

fn releases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/releases")
}

/// Lists the backups of earlier releases of this sort of database.
fn kept(backend: DbBackend) -> Vec<PathBuf> {
    let name = if backend == DbBackend::Postgres { "postgres.zip" } else { "sqlite.zip" };
    let Ok(folders) = std::fs::read_dir(releases()) else { return Vec::new() };
    let mut found: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path().join(name)).collect();
    found.retain(|file| file.exists());
    found.sort();
    found
}

on_both! {
    async fn keeps_a_backup_for_this_release(instance: Instance) {
        crate::demo::fill(&instance).await;
        let version = env!("CARGO_PKG_VERSION");
        let kept = kept(instance.app.db.backend());
        let own = kept.iter().find(|file| file.parent().unwrap().ends_with(version)).cloned();
        let own = match own {
            None if std::env::var("OMGANG_RELEASE_FIXTURES").is_ok() => {
                let name = if instance.app.db.backend() == DbBackend::Postgres { "postgres.zip" } else { "sqlite.zip" };
                std::fs::create_dir_all(releases().join(version)).unwrap();
                let file = releases().join(version).join(name);
                make(&told_without_places(instance), &file, &Sealing::Unencrypted).await.unwrap();
                file
            }
            own => own.expect("a release keeps a backup: see the head of this file"),
        };
        assert_eq!(Archive::open(&own, None).unwrap().manifest().omgang, version);
        for file in kept {
            let mut zip = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
            let settings = std::io::read_to_string(zip.by_name("settings.txt").unwrap()).unwrap();
            assert!(!settings.contains("/tmp"), "{} tells where it was made: {settings}", file.display());
        }
    }
}

/// Lets the settings in a backup tell no place of the machine on which it is made.
fn told_without_places(instance: Instance) -> Instance {
    let is_postgres = instance.app.db.backend() == DbBackend::Postgres;
    let environment = |name: &str| match name {
        "OMGANG_DATA" => Some("data".to_owned()),
        "OMGANG_DATABASE" if is_postgres => Some("postgres://omgang@db/omgang".to_owned()),
        _ => None,
    };
    let mut config = Config::resolve(&Flags::default(), &environment).unwrap();
    config.data = instance.app.config.data.clone();
    config.database = instance.app.config.database.clone();
    instance.with_config(config)
}

/// How many rows of some kinds there are, asked in words that every version of the tables understands.
async fn counts(db: &Db) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["organisation", "account", "contribution", "shared_copy", "journal_note", "signal"] {
        let count = Statement::from_string(db.backend(), format!("SELECT COUNT(*) FROM {table}"));
        let row = db.read().query_one_raw(count).await.unwrap().unwrap();
        counts.push(row.try_get_by_index(0).unwrap());
    }
    counts
}

on_both! {
    async fn what_an_earlier_release_left_opens(instance: Instance) {
        for file in kept(instance.app.db.backend()) {
            let target = TempDir::new().unwrap();
            let url = instance.empty_database(target.path()).await;
            let (file, data) = (file.display().to_string(), target.path().display().to_string());
            let place = ["--data", &data, "--database", &url];
            let told = said(&omgang(&[&["restore", &file], &place[..]].concat()).await);
            let db = Db::open(&url).await.unwrap();
            let (before, tables) = (counts(&db).await, db.tables().await.unwrap());
            db.close().await.unwrap();
            assert!(before.iter().all(|count| *count > 0), "{before:?}");
            assert_eq!(told.contains("omgang migrate"), tables != Tables::Current, "{told}");
            if let Tables::Old(_) = tables {
                let listen = ["--listen", "127.0.0.1:0"];
                let refused = complaint(&omgang(&[&["serve"], &place[..], &listen[..]].concat()).await);
                assert!(refused.contains("omgang migrate"), "{refused}");
            }
            said(&omgang(&[&["migrate"], &place[..]].concat()).await);
            let again = Instance::of(target, &url).await;
            assert_eq!(counts(&again.app.db).await, before);
            again.assert_intact().await;
            visit(&again).await;
        }
    }
}

/// Looks a demo over as its people would: the library finds, a journal opens.
async fn visit(instance: &Instance) {
    let program = Program::start_with(instance, &[], Stdio::inherit()).await;
    let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
    let demo = Demo::read().unwrap();
    let writer = demo.people().iter().find(|person| person.email.starts_with("youssef")).expect("he keeps a journal");
    let email = omgang::people::accounts::Email::parse(&writer.email).unwrap();
    let account = omgang::people::accounts::find_by_email(instance.app.db.read(), &email).await.unwrap().unwrap();
    let cookie = login_cookie(instance, account.id).await;
    let slug = organisation::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap().slug;
    search_until(&client, &format!("{}/o/{slug}/library?q=schulden", program.url), &cookie, "<mark>").await;
    let open = client.post(format!("{}/journal/open", program.url)).header(header::COOKIE, &cookie);
    let open = open.form(&[("passphrase", demo::password(writer))]).send().await.unwrap();
    assert_eq!(open.headers()[header::LOCATION], "/journal", "the passphrase opens it");
    program.kill().await;
}

on_both! {
    async fn the_server_says_when_a_migration_is_needed(instance: Instance) {
        instance.organisation("maaskant").await;
        let last = instance.app.db.applied_migrations().await.unwrap().pop().unwrap();
        let change = |from: &str, to: &str| {
            Statement::from_string(instance.app.db.backend(), format!("UPDATE seaql_migrations SET version = '{to}' WHERE version = '{from}'"))
        };
        let tx = instance.app.db.write().await.unwrap();
        tx.conn().execute_raw(change(&last, "m99999999_000001_of_later")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(instance.app.db.tables().await.unwrap(), Tables::Newer("m99999999_000001_of_later".into()));
        for command in ["serve", "migrate"] {
            let refused = complaint(&on(&instance, &[command, "--listen", "127.0.0.1:0"]).await);
            assert!(refused.contains("is of a later version than this program"), "{command}: {refused}");
        }
        let tx = instance.app.db.write().await.unwrap();
        let gone = Statement::from_string(instance.app.db.backend(), "DELETE FROM seaql_migrations WHERE version LIKE 'm999%'");
        tx.conn().execute_raw(gone).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(instance.app.db.tables().await.unwrap(), Tables::Old(1));
        let refused = complaint(&on(&instance, &["serve", "--listen", "127.0.0.1:0"]).await);
        assert!(refused.contains("of an earlier version") && refused.contains("omgang migrate"), "{refused}");
        let checked = on(&instance, &["check"]).await;
        assert!(String::from_utf8_lossy(&checked.stdout).contains("1 migrations are pending"), "{checked:?}");
        // The tables that the last one makes are there: it breaks, and says so.
        let broken = complaint(&on(&instance, &["migrate"]).await);
        assert!(broken.contains("are as they were"), "{broken}");
        assert_eq!(instance.app.db.tables().await.unwrap(), Tables::Old(1));
        assert!(recover::link(&instance.app, "niemand@demo.example", Lost::Password).await.is_err());
    }
}

/// Lists all tables.
async fn tables(db: &Db) -> Vec<String> {
    let sql = match db.backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
    };
    let rows = db.read().query_all_raw(Statement::from_string(db.backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

on_both! {
    async fn a_migration_that_breaks_leaves_the_old_state(instance: Instance) {
        // A table that a late migration makes is there already: the many before it have run by then.
        let folder = TempDir::new().unwrap();
        let url = instance.empty_database(folder.path()).await;
        let db = Db::open(&url).await.unwrap();
        let tx = db.write().await.unwrap();
        tx.conn().execute_unprepared("CREATE TABLE journal_gone (leeg integer)").await.unwrap();
        tx.commit().await.unwrap();
        assert!(db.migrate().await.is_err());
        assert_eq!(tables(&db).await, ["journal_gone"]);
        assert_eq!(db.tables().await.unwrap(), Tables::New);
        // Once what was in the way is gone, it goes on.
        let tx = db.write().await.unwrap();
        tx.conn().execute_unprepared("DROP TABLE journal_gone").await.unwrap();
        tx.commit().await.unwrap();
        db.migrate().await.unwrap();
        assert_eq!(db.tables().await.unwrap(), Tables::Current);
        db.close().await.unwrap();
    }
}

on_both! {
    async fn a_killed_migration_leaves_no_table_or_all(instance: Instance) {
        let all = tables(&instance.app.db).await;
        let (mut killed, mut outcomes) = (0, Vec::new());
        for round in 0..long(4, 100) {
            let folder = TempDir::new().unwrap();
            let url = instance.empty_database(folder.path()).await;
            let data = folder.path().display().to_string();
            let mut command = Command::new(env!("CARGO_BIN_EXE_omgang"));
            command.args(["migrate", "--data", &data, "--database", &url]).env("OMGANG_LOG", "info,sea_orm_migration=info");
            let log = folder.path().join("log");
            let mut child = command.stdout(Stdio::null()).stderr(std::fs::File::create(&log).unwrap()).spawn().unwrap();
            // The moment is a number of migrations that it says have run.
            let most = if round == 0 { 1 } else { rand::rng().random_range(1..=omgang::db::tables::known_migrations().len()) };
            let ended = loop {
                if child.try_wait().unwrap().is_some() {
                    break true;
                }
                if std::fs::read_to_string(&log).unwrap().matches("has been applied").count() >= most {
                    break false;
                }
                tokio::task::yield_now().await;
            };
            if !ended {
                child.kill().await.unwrap();
                killed += 1;
            }
            let db = Db::open(&url).await.unwrap();
            let found = tables(&db).await;
            assert!(found.is_empty() || found == all, "{found:?}");
            outcomes.push(found.is_empty());
            db.migrate().await.unwrap();
            assert_eq!(tables(&db).await, all);
            db.close().await.unwrap();
        }
        assert!(killed > 0 && outcomes.contains(&true), "some were killed on the way");
    }
}
