//! The drill: a backup is made while people write, and put back elsewhere. Everything that was acknowledged before is there.

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use entity::ids::AccountId;
use entity::team_member::TeamRole;
use omgang::crypto::envelope::Identities;
use reqwest::{Client, header, redirect};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::{Keys, mark, names, omgang, on, read_whole, said};
use crate::crash::{PATIENCE, Program, Writer, login_cookie, search_until};
use crate::journal::{Owner, PASSPHRASE};
use crate::library::share_and_tell;
use crate::on_both;
use crate::support::Instance;

/// People who write while the backup is made.
const WRITERS: usize = 4;

/// The instance that was put back, as its people come to it.
struct Seen<'a> {
    client: Client,
    url: String,
    again: &'a Instance,
}

impl Seen<'_> {
    async fn nobody_is_signed_in(&self, old_login: &str) {
        let page = self.client.get(format!("{}/o/maaskant", self.url)).header(header::COOKIE, old_login);
        let page = page.send().await.unwrap();
        assert!(page.headers()[header::LOCATION].to_str().unwrap().starts_with("/login"));
    }

    /// Who signs in finds what was shared, by an index that was built anew.
    async fn it_is_found(&self, account: AccountId, word: &str) {
        let cookie = login_cookie(self.again, account).await;
        let address = format!("{}/o/maaskant/library?q={word}", self.url);
        search_until(&self.client, &address, &cookie, &format!(">{word}</a>")).await;
    }

    async fn the_journal_opens(&self, account: AccountId, secret: &str) {
        let cookie = login_cookie(self.again, account).await;
        let open = self.client.post(format!("{}/journal/open", self.url)).header(header::COOKIE, &cookie);
        let open = open.form(&[("passphrase", PASSPHRASE)]).send().await.unwrap();
        let key = open.headers().get_all(header::SET_COOKIE).iter().find_map(|value| {
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            pair.starts_with("journal=").then(|| pair.to_owned())
        });
        let cookie = format!("{cookie}; {}", key.expect("the passphrase opens it"));
        let journal = self.client.get(format!("{}/journal", self.url)).header(header::COOKIE, &cookie);
        assert!(journal.send().await.unwrap().text().await.unwrap().contains(secret));
    }
}

/// Puts a sealed backup back elsewhere, by the command.
async fn put_back(instance: &Instance, file: &Path, keys: &Keys) -> Instance {
    let elsewhere = TempDir::new().unwrap();
    let url = instance.empty_database(elsewhere.path()).await;
    let (file, key) = (file.display().to_string(), keys.file().display().to_string());
    let data = elsewhere.path().display().to_string();
    let restored = omgang(&["restore", &file, "--identity", &key, "--data", &data, "--database", &url]).await;
    assert!(said(&restored).contains("every part is whole"));
    let known = ["instance.key", "omgang.db", "settings.txt", "thesaurus"];
    let names = names(elsewhere.path());
    assert!(names.iter().all(|name| known.contains(&name.as_str())), "{names:?}");
    Instance::of(elsewhere, &url).await
}

on_both! {
    async fn everything_acknowledged_is_there_and_a_journal_opens(instance: Instance) {
        let (secret, word) = (mark(), mark());
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.write(&format!("Vandaag dacht ik aan {secret}.")).await;
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let gijs = instance.member(home.id, team, "Gijs", TeamRole::Member).await;
        share_and_tell(&instance, &home, team, &word, "Over de brug achter het huis.").await;
        std::fs::create_dir(instance.app.config.data.join("thesaurus")).unwrap();
        std::fs::write(instance.app.config.data.join("thesaurus/maaskant.txt"), "linde = wijkhuis\n").unwrap();
        let mut writers = Vec::new();
        for index in 0..WRITERS {
            writers.push(Arc::new(Writer::new(&instance, index).await));
        }
        let old_login = login_cookie(&instance, gijs.id).await;

        // While everybody writes, a backup is made.
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        let program = Program::start(&instance).await;
        let (acknowledged, mut seen) = mpsc::channel(1);
        let mut work = JoinSet::new();
        for writer in &writers {
            work.spawn(Arc::clone(writer).write(client.clone(), program.url.clone(), acknowledged.clone()));
        }
        for _ in 0..20 {
            timeout(PATIENCE, seen.recv()).await.expect("the program acknowledges in time").unwrap();
        }
        let drain = tokio::spawn(async move { while seen.recv().await.is_some() {} });
        let before: Vec<u32> = writers.iter().map(|writer| writer.acknowledged()).collect();
        let (keys, folder) = (Keys::new(), TempDir::new().unwrap());
        let file = folder.path().join("copy.zip.age");
        let made = on(&instance, &["backup", &file.display().to_string(), "--backup-recipient", &keys.public]).await;
        assert!(said(&made).contains("read back and whole"), "{made:?}");
        let after: Vec<u32> = writers.iter().map(|writer| writer.sent()).collect();
        assert!(before.iter().sum::<u32>() < after.iter().sum(), "people wrote meanwhile");
        program.kill().await;
        timeout(PATIENCE, work.join_all()).await.expect("every writer notices the end");
        drop(acknowledged);
        drain.await.unwrap();

        // Nothing in the file can be read without the key.
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()));
        read_whole(&file, Some(&keys.file())).unwrap();

        let again = put_back(&instance, &file, &keys).await;
        assert_eq!(std::fs::read_to_string(again.app.config.data.join("thesaurus/maaskant.txt")).unwrap(), "linde = wijkhuis\n");

        let program = Program::start_with(&again, &[], Stdio::inherit()).await;
        for (writer, (before, after)) in writers.iter().zip(before.iter().zip(&after)) {
            let found = writer.at(&again).await.found(&client, &program.url).await;
            assert!((*before..=*after).contains(&found), "acknowledged {before}, sent {after}, found {found}");
        }
        let seen = Seen { client, url: program.url.clone(), again: &again };
        seen.nobody_is_signed_in(&old_login).await;
        seen.it_is_found(gijs.id, &word).await;
        seen.the_journal_opens(noor.account.id, &secret).await;
        program.kill().await;
        again.assert_intact().await;
    }
}

on_both! {
    async fn a_backup_can_be_opened_with_other_programs_and_holds_no_secret_setting(instance: Instance) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("copy.zip");
        let made = on(&instance, &["backup", &file.display().to_string(), "--unencrypted", "--smtp", "smtps://o:geheim@mail.example:465", "--mail-from", "o@mail.example"]).await;
        assert!(said(&made).contains("NOT encrypted"));
        read_whole(&file, None).unwrap();
        let mut zip = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
        let settings = std::io::read_to_string(zip.by_name("settings.txt").unwrap()).unwrap();
        assert!(settings.contains("smtp = smtps://o:***@mail.example:465") && !settings.contains("geheim"), "{settings}");
        let manifest = std::io::read_to_string(zip.by_name("manifest.json").unwrap()).unwrap();
        assert!(manifest.contains("\"migration\"") && manifest.contains("instance.key"), "{manifest}");
        assert_eq!(names(folder.path()), ["copy.zip"], "nothing else is left");
        assert!(!instance.app.config.data.join("backing-up").exists());
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&file).unwrap()) & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_key_pair_is_made_once() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("key").display().to_string();
    let told = said(&omgang(&["backup-key", &file]).await);
    let public = Identities::read(folder.path().join("key").as_path()).unwrap().recipients();
    assert!(told.contains(&format!("backup_recipient = \"{public}\"")), "{told}");
    assert!(!omgang(&["backup-key", &file]).await.status.success(), "a key file is never written over");
}
