//! Fifty sentences are written into journals, read, searched and changed in the real program, at its most talkative; then every byte of
//! everything it left behind, and of a copy of its folder made meanwhile, is searched for them. A sentence in a case, which isn't sealed, shows that the search would find it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use entity::ids::{BranchId, EntryId, TeamId};
use entity::team_member::TeamRole;
use omgang::journal::keys;
use omgang::journal::slots::{Secret, recovery_code};
use reqwest::{Client, StatusCode, header, redirect};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::PASSPHRASE;
use crate::crash::{PATIENCE, Program, login_cookie};
use crate::on_both;
use crate::support::Instance;

/// A word that is in no dictionary and in every canary. Of letters alone: a run of digits may be a number that bringing takes out.
fn mark(kind: &str) -> String {
    let id = EntryId::random().to_string().replace('-', "");
    let letters =
        id[..16].bytes().map(|sign| if sign.is_ascii_digit() { (sign - b'0' + b'g') as char } else { sign as char });
    kind.chars().chain(letters).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Copies a folder while the program runs, as a backup does: database, log that isn't written back yet, index, keys.
fn back_up(folder: &Path) -> tempfile::TempDir {
    let backup = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    files(folder, &mut all);
    for file in all {
        let to = backup.path().join(file.strip_prefix(folder).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        match std::fs::copy(&file, to) {
            // The index lets files go when it merges them.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            copied => assert!(copied.is_ok(), "{copied:?}"),
        }
    }
    backup
}

/// Lists the files below folders that hold one of the marks, as it is or in capitals, each with its mark. Each file is read once: there
/// may be a gigabyte of them.
fn holding(folders: &[PathBuf], marks: &[&str]) -> Vec<(String, PathBuf)> {
    let mut all = Vec::new();
    for folder in folders {
        files(folder, &mut all);
    }
    let holds = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap_or_default();
        // What is no text becomes signs that no mark has. The standard library's search is quick in a test's build too.
        let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
        let held: Vec<_> = marks.iter().filter(|mark| text.contains(**mark)).map(|mark| (*mark).to_owned()).collect();
        held.into_iter().map(move |mark| (mark, path.clone()))
    };
    all.into_iter().flat_map(holds).collect()
}

/// Where PostgreSQL keeps this database, its journal and what all databases share; nothing on SQLite, whose file lies in the data
/// folder. The databases of other tests are left out: they are hundreds.
async fn database_folders(instance: &Instance) -> Vec<PathBuf> {
    if instance.app.db.backend() == DbBackend::Sqlite {
        return Vec::new();
    }
    let sql = "SELECT current_setting('data_directory'), oid::text FROM pg_database WHERE datname = current_database()";
    let ask = Statement::from_string(DbBackend::Postgres, sql);
    let row = instance.app.db.read().query_one_raw(ask).await.unwrap().unwrap();
    instance.app.db.read().execute_unprepared("CHECKPOINT").await.unwrap();
    let data = PathBuf::from(row.try_get_by_index::<String>(0).unwrap());
    let own = data.join("base").join(row.try_get_by_index::<String>(1).unwrap());
    let folders = std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|path| path.is_dir() && !path.ends_with("base")).chain([own]).collect()
}

struct Visit<'a> {
    client: &'a Client,
    url: &'a str,
    cookie: String,
}

impl Visit<'_> {
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> reqwest::Response {
        let request = self.client.post(format!("{}{path}", self.url)).header(header::COOKIE, &self.cookie);
        request.form(fields).send().await.unwrap()
    }

    async fn get(&self, path: &str) -> String {
        let request = self.client.get(format!("{}{path}", self.url)).header(header::COOKIE, &self.cookie);
        request.send().await.unwrap().text().await.unwrap()
    }

    /// Gives an entry hours, and brings it to the team: its words stand in the page that takes names out, and nowhere else.
    async fn count_and_bring(&self, entry: &str, secret: &str, team: TeamId) {
        let hours = [
            (format!("minutes.{entry}"), "20"),
            (format!("dimension.{entry}"), "personal"),
            (format!("about.{entry}"), secret),
        ];
        let hours: Vec<(&str, &str)> = hours.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert!(self.post("/journal/hours", &hours).await.text().await.unwrap().contains(secret));
        let bring = format!("/journal/entries/{entry}/bring");
        assert!(self.get(&bring).await.contains(secret));
        let brought = [("team", format!("maaskant/{team}")), ("story", "De cliënt belde.".to_owned())];
        let brought: Vec<(&str, &str)> = brought.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(self.post(&bring, &brought).await.status(), StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn no_byte_of_the_data_holds_a_word_of_a_journal(instance: Instance) {
        let (secret, plain) = (mark("kanarie"), mark("mus"));
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let code = recovery_code();
        let secrets = (Secret::passphrase(PASSPHRASE), Secret::recovery(&code));
        let new = keys::prepare(&instance.app.passwords, noor.id, &secrets.0, &secrets.1).await.unwrap();
        let mut tx = instance.app.db.write().await.unwrap();
        keys::begin(&mut tx, &instance.app.key, &new).await.unwrap();
        tx.commit().await.unwrap();

        let program = Program::start_talkative(&instance).await;
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        let mut visit = Visit { client: &client, url: &program.url, cookie: login_cookie(&instance, noor.id).await };
        let virtue = serde_json::json!({ "virtue": secret, "name": secret, "too_little": secret, "too_much": secret }).to_string();
        let mut entry = String::new();
        for number in 0..50 {
            let branch = BranchId::random().to_string();
            entry = EntryId::random().to_string();
            let text = format!("Zin {number} over {secret} en wat er gebeurde.");
            let was = format!("was.{secret}");
            let fields = [("entry", entry.as_str()), ("branch", &branch), ("revision", "1"), ("text", &text), ("answer.presence/there", &text), ("asked.own/1", &text), ("answer.own/1", &text), ("virtue", &virtue), (&was, "50"), ("feeling", "tired"), ("tension", "act_wait")];
            assert_eq!(visit.post("/journal/entries", &fields).await.status(), StatusCode::SEE_OTHER);
        }
        let opening = visit.post("/journal/open", &[("passphrase", PASSPHRASE)]).await;
        let cookie = opening.headers().get_all(header::SET_COOKIE).iter().find_map(|value| {
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            pair.starts_with("journal=").then(|| pair.to_owned())
        });
        visit.cookie = format!("{}; {}", visit.cookie, cookie.expect("opening gives a key"));
        visit.post("/journal/settings/questions", &[("questions", &format!("Zat {secret} erbij?"))]).await;
        let found = visit.post("/journal/search", &[("q", &secret)]).await.text().await.unwrap();
        assert!(found.contains(&secret), "the journal itself is read");
        assert!(visit.post("/journal/earlier", &[("words", &format!("Zin over {secret}"))]).await.status().is_success());
        for path in ["/journal", "/journal/export/markdown", "/journal/export/json", "/journal/new?set=own"] {
            assert!(visit.get(path).await.contains(&secret), "{path}");
        }
        visit.count_and_bring(&entry, &secret, team).await;
        assert!(visit.get("/journal/virtues").await.contains(&secret));
        // What isn't sealed: a case.
        let id = EntryId::random().to_string();
        let case = visit.post(&format!("/o/maaskant/teams/{team}/cases"), &[("id", &id), ("story", &format!("Over {plain}."))]).await;
        assert_eq!(case.status(), StatusCode::SEE_OTHER);
        let backup = back_up(&instance.app.config.data);
        program.kill().await;

        let data = instance.app.config.data.clone();
        let database = database_folders(&instance).await;
        let folders: Vec<PathBuf> = [data.clone(), backup.path().to_owned()].into_iter().chain(database).collect();
        let code = code.to_lowercase();
        let bare = code.replace(' ', "");
        let sealed = [secret.as_str(), PASSPHRASE, &code, &bare, "\"feelings\":[", "act_wait\"]"];
        let found = holding(&folders, &[&[plain.as_str()], &sealed[..]].concat());
        let in_the_open: Vec<_> = found.iter().filter(|(mark, _)| *mark == plain).collect();
        assert!(!in_the_open.is_empty(), "the search finds what isn't sealed");
        if instance.app.db.backend() == DbBackend::Sqlite {
            assert!(in_the_open.iter().any(|(_, path)| path.starts_with(backup.path())), "it is in the backup too");
        }
        assert!(data.join("log").metadata().unwrap().len() > 1000, "the program was talkative");
        assert_eq!(found.len(), in_the_open.len(), "what is sealed is nowhere: {found:?}");
    }
}
