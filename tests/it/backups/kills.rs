//! The program is killed while it makes a backup, and while it puts one back. Afterwards there is the old state or the new one.
//!
//! The moment of a kill is something that can be seen in the folder, not a time.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use omgang::config::Sealing;
use rand::RngExt;
use sea_orm::DbBackend;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use super::{complaint, make, names, omgang, read_whole, said};
use crate::demo;
use crate::on_both;
use crate::support::{Instance, long};

fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_omgang"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    command.spawn().unwrap()
}

/// Kills a program as soon as something can be seen, or lets it end before; tells whether it was killed.
async fn kill_when(mut child: Child, seen: impl Fn() -> bool) -> bool {
    while !seen() {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        tokio::task::yield_now().await;
    }
    child.kill().await.unwrap();
    true
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |found| found.len())
}

on_both! {
    async fn a_killed_backup_leaves_a_whole_file_or_none(instance: Instance) {
        demo::fill(&instance).await;
        let folder = TempDir::new().unwrap();
        let whole = folder.path().join("whole");
        let bytes = make(&instance, &whole, &Sealing::Unencrypted).await.unwrap().last.bytes;
        std::fs::remove_file(&whole).unwrap();
        let data = &instance.app.config.data;
        let (text, url) = (data.display().to_string(), &instance.app.config.database);
        let mut killed = 0;
        for round in 0..long(6, 100) {
            let file = folder.path().join(format!("copy{round}"));
            let unfinished = folder.path().join(format!("copy{round}.partial"));
            let name = file.display().to_string();
            let child = start(&["backup", &name, "--unencrypted", "--data", &text, "--database", url]);
            let from = rand::rng().random_range(0..bytes);
            killed += usize::from(match round % 3 {
                0 => kill_when(child, || data.join("backing-up").exists()).await,
                1 => kill_when(child, || size(&unfinished) > from).await,
                _ => kill_when(child, || file.exists()).await,
            });
            if file.exists() {
                read_whole(&file, None).unwrap();
            }
        }
        assert!(killed > 0, "at least one was killed on the way");
        // The next one sweeps what was left, and is whole.
        make(&instance, &whole, &Sealing::Unencrypted).await.unwrap();
        read_whole(&whole, None).unwrap();
        assert!(!data.join("backing-up").exists());
        instance.assert_intact().await;
    }
}

on_both! {
    async fn a_killed_restore_leaves_a_folder_that_is_whole_or_says_that_it_isnt(instance: Instance) {
        demo::fill(&instance).await;
        let folder = TempDir::new().unwrap();
        let backup = folder.path().join("backup");
        make(&instance, &backup, &Sealing::Unencrypted).await.unwrap();
        let (file, bytes) = (backup.display().to_string(), size(&backup));
        let (mut killed, mut unfinished) = (0, 0);
        for round in 0..long(6, 100) {
            let target = TempDir::new().unwrap();
            let mut url = instance.empty_database(target.path()).await;
            let data = target.path().display().to_string();
            let child = start(&["restore", &file, "--data", &data, "--database", &url]);
            let (restoring, from) = (target.path().join("restoring"), rand::rng().random_range(0..bytes));
            let part = |name: &str| -> PathBuf { restoring.join("parts").join(name) };
            killed += usize::from(match round % 4 {
                0 => kill_when(child, || restoring.exists()).await,
                1 => kill_when(child, || size(&part("omgang.db")) + size(&part("omgang.pgdump")) > from).await,
                2 => kill_when(child, || part("settings.txt").exists()).await,
                _ => kill_when(child, || target.path().join("instance.key").exists()).await,
            });
            if restoring.exists() {
                unfinished += 1;
                let refused = omgang(&["serve", "--data", &data, "--database", &url, "--listen", "127.0.0.1:0"]).await;
                let refused = complaint(&refused);
                assert!(refused.contains("was broken off"), "{refused}");
                if instance.app.db.backend() == DbBackend::Postgres {
                    // The tables may be there already: all of them or none.
                    url = instance.empty_database(target.path()).await;
                }
                said(&omgang(&["restore", &file, "--data", &data, "--database", &url]).await);
            }
            if names(target.path()).is_empty() {
                // It had not begun.
                continue;
            }
            let again = Instance::of(target, &url).await;
            again.assert_intact().await;
            let mut browser = again.anonymous();
            assert_eq!(browser.get("/").await.location.as_deref(), Some("/login"), "the organisation is there");
        }
        assert!(killed > 0 && unfinished > 0, "some were killed on the way: {killed}, {unfinished}");
    }
}
