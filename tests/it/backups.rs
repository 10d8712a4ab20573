//! Backups: a drill that puts everything back, what is refused and how, and kills in the middle.

mod drill;
mod kills;
mod page;
mod refusals;

use std::path::{Path, PathBuf};
use std::process::Output;

use entity::ids::EntryId;
use omgang::backups::{self, Archive, Refused};
use omgang::config::Sealing;
use omgang::crypto::envelope::{Identities, Recipients};
use tempfile::TempDir;
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

use crate::support::Instance;

/// Runs the program with a command.
pub async fn omgang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_omgang")).args(arguments).output().await.unwrap()
}

/// Runs a command on an instance's folder and database.
pub async fn on(instance: &Instance, arguments: &[&str]) -> Output {
    let data = instance.app.config.data.display().to_string();
    let more = ["--data", &data, "--database", &instance.app.config.database];
    omgang(&[arguments, &more].concat()).await
}

/// What a command said on standard error.
pub fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "it was expected to fail: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a command said on standard output.
pub fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A key pair: the secret half's file, and the public half.
pub struct Keys {
    folder: TempDir,
    pub public: String,
}

impl Keys {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let keys = Identities::generate();
        std::fs::write(folder.path().join("key"), keys.to_text().as_bytes()).unwrap();
        Self { folder, public: keys.recipients() }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    pub fn sealing(&self) -> Sealing {
        Sealing::To(Recipients::parse(&self.public).unwrap())
    }
}

/// Makes a backup of an instance within this process.
pub async fn make(instance: &Instance, to: &Path, sealing: &Sealing) -> Result<backups::Made, Refused> {
    let of = backups::Instance { db: &instance.app.db, config: &instance.app.config, now: instance.app.clock.now() };
    backups::make(of, to, sealing).await
}

/// Reads a backup from its first byte to its last.
pub fn read_whole(file: &Path, keys: Option<&Path>) -> Result<(), Refused> {
    let keys = keys.map(|file| Identities::read(file).unwrap());
    Archive::open(file, keys.as_ref())?.check(&CancellationToken::new())
}

/// A word that stands nowhere else.
pub fn mark() -> String {
    format!("merk{}", EntryId::random().to_string().replace('-', ""))
}

/// Lists what is in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
