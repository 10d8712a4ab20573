//! What is no good is refused in a sentence, and changes nothing.

use std::os::unix::fs::FileExt;
use std::path::Path;

use omgang::backups::{self, Refused};
use omgang::config::Sealing;
use omgang::crypto::envelope::Identities;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tempfile::TempDir;

use super::{Keys, complaint, make, names, omgang, on, read_whole};
use crate::on_both;
use crate::support::Instance;

/// Puts a backup back; returns what is said when that is refused. The folder is as it was then.
async fn refused(instance: &Instance, file: &Path, keys: Option<&Keys>) -> String {
    let folder = TempDir::new().unwrap();
    let keys = keys.map(|keys| Identities::read(&keys.file()).unwrap());
    let url = instance.empty_database(folder.path()).await;
    let refused = backups::restore(file, keys, folder.path(), &url).await.unwrap_err();
    assert_eq!(names(folder.path()), Vec::<String>::new(), "the folder is empty still");
    refused.to_string()
}

on_both! {
    async fn what_is_no_whole_backup_is_refused(instance: Instance) {
        let (keys, other, folder) = (Keys::new(), Keys::new(), TempDir::new().unwrap());
        let (sealed, plain) = (folder.path().join("sealed"), folder.path().join("plain"));
        make(&instance, &sealed, &keys.sealing()).await.unwrap();
        make(&instance, &plain, &Sealing::Unencrypted).await.unwrap();
        assert!(refused(&instance, &sealed, None).await.contains("name the key file that opens it with --identity"));
        assert!(refused(&instance, &sealed, Some(&other)).await.contains("this key file doesn't open"));
        for (whole, keys) in [(&sealed, Some(&keys)), (&plain, None)] {
            let bytes = std::fs::read(whole).unwrap();
            let broken = folder.path().join("broken");
            for length in [bytes.len() / 2, bytes.len() - 1, 200] {
                std::fs::write(&broken, &bytes[..length]).unwrap();
                let said = refused(&instance, &broken, keys).await;
                assert!(said.contains("isn't whole"), "{length}: {said}");
            }
            let mut changed = bytes.clone();
            let middle = changed.len() / 2;
            changed[middle] ^= 0x10;
            std::fs::write(&broken, &changed).unwrap();
            let said = refused(&instance, &broken, keys).await;
            assert!(said.contains("isn't whole"), "{said}");
        }
        let foreign = folder.path().join("foreign");
        for bytes in [b"een brief".as_slice(), b""] {
            std::fs::write(&foreign, bytes).unwrap();
            let said = refused(&instance, &foreign, Some(&keys)).await;
            assert!(said.contains("is no backup of Omgang"), "{said}");
        }
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&foreign).unwrap());
        zip.start_file("brief.txt", zip::write::SimpleFileOptions::default()).unwrap();
        drop(zip.finish().unwrap());
        let said = refused(&instance, &foreign, None).await;
        assert!(said.contains("is no backup of Omgang"), "{said}");
    }
}

on_both! {
    async fn a_folder_with_something_in_it_is_left_alone(instance: Instance) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("copy");
        make(&instance, &file, &Sealing::Unencrypted).await.unwrap();
        let target = TempDir::new().unwrap();
        std::fs::write(target.path().join("brief.txt"), "van iemand").unwrap();
        let url = instance.empty_database(target.path()).await;
        let said = backups::restore(&file, None, target.path(), &url).await.unwrap_err().to_string();
        assert!(said.contains("isn't empty, it has `brief.txt`"), "{said}");
        assert_eq!(names(target.path()), ["brief.txt"]);
        // The settings may be there first.
        std::fs::rename(target.path().join("brief.txt"), target.path().join("omgang.toml")).unwrap();
        backups::restore(&file, None, target.path(), &url).await.unwrap();
        // And what was put back isn't written over.
        let said = backups::restore(&file, None, target.path(), &url).await.unwrap_err().to_string();
        assert!(said.contains("isn't empty"), "{said}");
    }
}

on_both! {
    async fn the_other_database_and_a_used_one_are_refused(instance: Instance) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("copy");
        make(&instance, &file, &Sealing::Unencrypted).await.unwrap();
        let target = TempDir::new().unwrap();
        let other = match instance.app.db.backend() {
            DbBackend::Postgres => format!("sqlite://{}", target.path().join("omgang.db").display()),
            _ => "postgres://nobody@localhost/nothing".to_owned(),
        };
        let said = backups::restore(&file, None, target.path(), &other).await.unwrap_err().to_string();
        assert!(said.contains("this backup is of"), "{said}");
        if instance.app.db.backend() == DbBackend::Postgres {
            let said = backups::restore(&file, None, target.path(), &instance.app.config.database).await.unwrap_err();
            assert!(matches!(said, Refused::DatabaseNotEmpty), "{said}");
        }
    }
}

on_both! {
    async fn the_command_asks_for_a_key_or_for_so_many_words(instance: Instance) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("copy").display().to_string();
        let said = complaint(&on(&instance, &["backup", &file]).await);
        assert!(said.contains("omgang backup-key") && said.contains("--unencrypted"), "{said}");
        assert_eq!(names(folder.path()), Vec::<String>::new());
        std::fs::write(folder.path().join("copy"), "iets").unwrap();
        let said = complaint(&on(&instance, &["backup", &file, "--unencrypted"]).await);
        assert!(said.contains("is there already"), "{said}");
        assert_eq!(std::fs::read_to_string(folder.path().join("copy")).unwrap(), "iets");
    }
}

#[tokio::test]
async fn without_postgres_own_programs_the_command_says_what_to_do() {
    let instance = Instance::postgres().await;
    let folder = TempDir::new().unwrap();
    let data = instance.app.config.data.display().to_string();
    let output = tokio::process::Command::new(env!("CARGO_BIN_EXE_omgang"))
        .args(["backup", "--unencrypted", "--data", &data, "--database", &instance.app.config.database])
        .arg(folder.path().join("copy"))
        .env("PATH", folder.path())
        .output()
        .await
        .unwrap();
    let said = complaint(&output);
    assert!(said.contains("pg_dump isn't on the PATH") && said.contains("instance.key"), "{said}");
}

#[tokio::test]
async fn a_backup_of_a_later_version_is_refused() {
    let instance = Instance::sqlite().await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("copy");
    for (from, to) in [("\"format\": 1", "\"format\": 2"), ("\"migration\": \"m2", "\"migration\": \"m9")] {
        make(&instance, &file, &Sealing::Unencrypted).await.unwrap();
        change_manifest(&file, from, to);
        let said = refused(&instance, &file, None).await;
        assert!(said.contains("was made by a later version of Omgang (0.1.0)"), "{said}");
        std::fs::remove_file(&file).unwrap();
    }
}

/// Writes a backup anew, with another manifest.
fn change_manifest(file: &Path, from: &str, to: &str) {
    let mut old = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        if name == "manifest.json" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from), "{text}");
            bytes = text.replace(from, to).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut new, &bytes).unwrap();
    }
    let bytes = new.finish().unwrap().into_inner();
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn a_damaged_database_is_told_and_not_backed_up() {
    let instance = Instance::sqlite().await;
    instance.organisation("maaskant").await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("copy");
    instance.app.db.forget_erased().await.unwrap();
    let ask =
        Statement::from_string(DbBackend::Sqlite, "SELECT rootpage FROM sqlite_master WHERE name = 'organisation'");
    let page: i64 = instance.app.db.read().query_one_raw(ask).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    instance.app.db.clone().close().await.unwrap();
    let database = std::fs::File::options().write(true).open(instance.app.config.data.join("omgang.db")).unwrap();
    database.write_all_at(&[0xff; 4096], u64::try_from(page - 1).unwrap() * 4096).unwrap();
    let said = complaint(&on(&instance, &["backup", &file.display().to_string(), "--unencrypted"]).await);
    assert!(said.contains("the database itself is damaged"), "{said}");
    let checked = on(&instance, &["check"]).await;
    assert!(String::from_utf8_lossy(&checked.stdout).contains("WRONG database"), "{checked:?}");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[tokio::test]
async fn two_backups_of_one_folder_are_made_one_after_the_other() {
    let instance = Instance::sqlite().await;
    let folder = TempDir::new().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let place = backups::place::Preparing::claim(&instance.app.config.data).unwrap();
    assert!(matches!(make(&instance, &one, &Sealing::Unencrypted).await, Err(Refused::Busy)));
    drop(place);
    make(&instance, &two, &Sealing::Unencrypted).await.unwrap();
    read_whole(&two, None).unwrap();
    let output =
        omgang(&["restore", "/nowhere/at/all", "--data", &folder.path().join("new").display().to_string()]).await;
    assert!(complaint(&output).contains("/nowhere/at/all"));
}
