//! A full disk: a sentence, reading goes on, and when there is room again everything works without a restart.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use entity::team_member::TeamRole;
use omgang::config::Sealing;
use omgang::teams::memberships::OrganisationRoles;
use reqwest::{Client, header, redirect};
use sea_orm::{ConnectionTrait, DbBackend};
use tempfile::TempDir;

use crate::backups::{complaint, make, names, omgang, on};
use crate::crash::{PATIENCE, Program, login_cookie, search_until};
use crate::library::share_and_tell;
use crate::support::Instance;

/// A small disk of its own, in memory.
struct SmallDisk {
    at: TempDir,
}

impl SmallDisk {
    /// Makes one of so many megabytes; `None` where this process may not.
    fn of(megabytes: u32) -> Option<Self> {
        let at = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"]).arg(at.path());
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        mounted.then_some(Self { at })
    }

    fn folder(&self) -> TempDir {
        TempDir::new_in(self.at.path()).unwrap()
    }

    /// Fills it to the last byte; returns the file to take away again.
    fn fill(&self) -> PathBuf {
        let path = self.at.path().join("filler");
        let mut file = File::create(&path).unwrap();
        let mut length = 1 << 20;
        while length > 0 {
            if file.write(&vec![7; length]).is_err() {
                length /= 2;
            }
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Also while something of it is open still.
        let _status = Command::new("umount").arg("--lazy").arg(self.at.path()).status();
    }
}

struct Visit {
    client: Client,
    url: String,
    cookie: String,
}

impl Visit {
    async fn post(&self, numbers: &str) -> (StatusCode, String) {
        let form =
            self.client.post(format!("{}/o/maaskant/urgent-numbers", self.url)).header(header::COOKIE, &self.cookie);
        let answer = form.form(&[("numbers", numbers)]).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let page = self.client.get(format!("{}{path}", self.url)).header(header::COOKIE, &self.cookie);
        let answer = page.send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }
}

/// Fills the disk below a program that runs, and makes room again.
async fn goes_by(disk: &SmallDisk, instance: Instance) {
    let on_disk = instance.app.db.backend() == DbBackend::Sqlite;
    let home = instance.organisation("maaskant").await;
    let team = instance.team(home.id, "Noord").await;
    let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
    let administrator = OrganisationRoles { administrator: true, manager: false };
    let fenna = instance.person(home.id, "Fenna", administrator).await;
    share_and_tell(&instance, &home, team, "vlonder", "Over de brug achter het huis.").await;
    let program = Program::start_with(&instance, &[], Stdio::inherit()).await;
    let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
    let member = login_cookie(&instance, noor.id).await;
    let search = |title: &str| format!("{}/o/maaskant/library?q={title}", program.url);
    search_until(&client, &search("vlonder"), &member, ">vlonder</a>").await;
    let visit =
        Visit { client: client.clone(), url: program.url.clone(), cookie: login_cookie(&instance, fenna.id).await };
    assert_eq!(visit.post("[1]").await.0, StatusCode::SEE_OTHER);

    let filler = disk.fill();
    // What the journal of the database has room for still fits; then it is over.
    let long = "nul zes ".repeat(200);
    if on_disk {
        let mut answers = Vec::new();
        for _ in 0..400 {
            answers.push(visit.post(&long).await);
            if answers.last().unwrap().0 != StatusCode::SEE_OTHER {
                break;
            }
        }
        let (status, text) = answers.pop().unwrap();
        assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE, "{text}");
        assert!(text.contains("De schijf van de server is vol"), "{text}");
        // A draft that saves itself hears it too, and nothing pretends that it was kept.
        let again = visit.post("[2]").await;
        assert_eq!(again.0, StatusCode::INSUFFICIENT_STORAGE);
    }
    for path in ["/o/maaskant", "/o/maaskant/handbook/when-it-cannot-wait", "/o/maaskant/people", "/health/ready"] {
        assert_eq!(visit.get(path).await.0, StatusCode::OK, "{path} is read");
    }
    search_until(&client, &search("vlonder"), &member, ">vlonder</a>").await;
    let folder = TempDir::new().unwrap();
    let refused = complaint(
        &on(&instance, &["backup", &folder.path().join("copy").display().to_string(), "--unencrypted"]).await,
    );
    assert!(refused.contains("the disk is full") || refused.contains("isn't allowed"), "{refused}");
    assert_eq!(names(folder.path()), Vec::<String>::new());

    std::fs::remove_file(filler).unwrap();
    assert_eq!(visit.post("[3]").await.0, StatusCode::SEE_OTHER, "without a restart");
    let (status, page) = visit.get("/o/maaskant/handbook/when-it-cannot-wait").await;
    assert!(page.contains("[3]"), "{status} {page}");
    share_and_tell(&instance, &home, team, "steiger", "Over de brug achter het huis.").await;
    search_until(&client, &search("steiger"), &member, ">steiger</a>").await;
    program.kill().await;
    instance.assert_intact().await;
}

#[tokio::test]
async fn a_full_disk_goes_by_on_sqlite() {
    let Some(disk) = SmallDisk::of(24) else { return };
    goes_by(&disk, Instance::sqlite_in(disk.folder()).await).await;
}

#[tokio::test]
async fn a_full_disk_goes_by_on_postgres() {
    let Some(disk) = SmallDisk::of(24) else { return };
    goes_by(&disk, Instance::postgres_in(disk.folder()).await).await;
}

#[tokio::test]
async fn a_full_disk_is_told_by_backup_and_restore() {
    let Some(disk) = SmallDisk::of(1) else { return };
    let instance = Instance::sqlite().await;
    crate::demo::fill(&instance).await;
    let full = disk.at.path().join("copy.zip");
    let filler = disk.fill();
    let refused = make(&instance, &full, &Sealing::Unencrypted).await.unwrap_err().to_string();
    assert!(refused.contains("the disk is full where") && refused.contains("copy.zip"), "{refused}");
    assert_eq!(names(disk.at.path()), ["filler"], "nothing of it is left");
    std::fs::remove_file(filler).unwrap();
    // Put back where it doesn't fit: the folder is as empty as it was.
    let whole = TempDir::new().unwrap();
    let file = whole.path().join("copy.zip");
    make(&instance, &file, &Sealing::Unencrypted).await.unwrap();
    let target = disk.at.path().join("data");
    let output = omgang(&["restore", &file.display().to_string(), "--data", &target.display().to_string()]).await;
    assert!(complaint(&output).contains("the disk is full"), "{output:?}");
    assert_eq!(names(&target), Vec::<String>::new());
}

/// Where no disk can be made, SQLite itself can be told that there is no more room.
#[tokio::test]
async fn a_database_without_room_is_told_in_a_sentence_and_goes_on() {
    let instance = Instance::sqlite().await;
    let home = instance.organisation("maaskant").await;
    let administrator = OrganisationRoles { administrator: true, manager: false };
    let fenna = instance.person(home.id, "Fenna", administrator).await;
    let mut browser = instance.browser(fenna.id).await;
    let room = async |pages: &str| {
        let tx = instance.app.db.write().await.unwrap();
        tx.conn().execute_unprepared(&format!("PRAGMA max_page_count = {pages}")).await.unwrap();
        tx.commit().await.unwrap();
    };
    room("1").await;
    let long = "nul zes ".repeat(2_000);
    let mut last = browser.post("/o/maaskant/urgent-numbers", &[("numbers", &long[..1900])]).await;
    for number in 0..400 {
        if last.status.is_server_error() {
            break;
        }
        last = browser
            .post(
                "/o/maaskant/people",
                &[("name", "Gijs"), ("email", &format!("g{number}@demo.example")), ("role", "none")],
            )
            .await;
    }
    assert_eq!(last.status, StatusCode::INSUFFICIENT_STORAGE, "{}", last.text);
    assert!(last.text.contains("De schijf van de server is vol"), "{}", last.text);
    // Also whoever wasn't seen for so long that it would be noted.
    instance.app.clock.advance_minutes(60);
    assert_eq!(browser.get("/o/maaskant").await.status, StatusCode::OK);
    room("1000000").await;
    assert_eq!(browser.post("/o/maaskant/urgent-numbers", &[("numbers", "[1]")]).await.status, StatusCode::SEE_OTHER);
    instance.assert_intact().await;
}
