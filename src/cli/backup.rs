//! `omgang backup` and `omgang backup-key`: everything in one file, while the instance is used; and the key that opens it.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use entity::security_event::SecurityKind;

use crate::app::App;
use crate::backups::{self, Instance, size};
use crate::config::Sealing;
use crate::crypto::envelope::Identities;
use crate::security_log::{self, Happened};

#[derive(Args)]
pub struct Options {
    /// The file to write; nothing may be there yet
    file: PathBuf,
    /// Write it so that whoever has the file can read everything in it
    #[arg(long)]
    unencrypted: bool,
}

/// Makes a backup, reads it back, and tells what is in it.
pub async fn run(app: App, options: &Options) -> anyhow::Result<()> {
    let sealing = match &app.config.backups.sealing {
        _ if options.unencrypted => Sealing::Unencrypted,
        Some(sealing) => sealing.clone(),
        None => bail!(
            "a backup holds everything that is written here, and the key file, so it is encrypted: make a key pair with \
             `omgang backup-key FILE`, keep that file elsewhere, and set `backup_recipient` to the public key that it prints. \
             For a file that anybody can read, say --unencrypted"
        ),
    };
    let instance = Instance { db: &app.db, config: &app.config, now: app.clock.now() };
    let made = backups::make(instance, &options.file, &sealing).await?;
    let mut tx = app.db.write().await?;
    let happened = Happened { kind: SecurityKind::BackedUp, organisation: None, by: None, to: None };
    security_log::note(&mut tx, happened, app.clock.now()).await?;
    tx.commit().await?;
    println!("{}: {}, read back and whole", made.last.place, size::said(made.last.bytes));
    for part in &made.manifest.parts {
        println!("  {} {} sha256 {}", part.name, size::said(part.bytes), part.sha256);
    }
    match sealing {
        Sealing::To(_) => println!("encrypted: whoever restores it needs the key file"),
        Sealing::Unencrypted => println!("NOT encrypted: whoever has this file can read everything but the journals"),
    }
    Ok(())
}

/// Makes a key pair: the secret half into a new file, the public half on the terminal.
pub fn make_key(file: &Path) -> anyhow::Result<()> {
    let keys = Identities::generate();
    let mut options = std::fs::OpenOptions::new();
    let mut written = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| format!("cannot make the key file {}", file.display()))?;
    written.write_all(keys.to_text().as_bytes())?;
    written.sync_all()?;
    println!("backup_recipient = \"{}\"", keys.recipients());
    println!(
        "put that line in omgang.toml. {} opens the backups: keep it where the server isn't, and twice; without it no \
         backup can be read",
        file.display()
    );
    Ok(())
}
