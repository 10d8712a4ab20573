//! `omgang restore`: a backup into an empty folder, all of it or nothing.

use std::path::PathBuf;

use clap::Args;

use crate::backups::{self, Refused};
use crate::clock;
use crate::config::Config;
use crate::crypto::envelope::Identities;

#[derive(Args)]
pub struct Options {
    /// The backup
    file: PathBuf,
    /// The key file that opens it
    #[arg(long, value_name = "KEYFILE")]
    identity: Option<PathBuf>,
}

/// Puts the backup back, and tells what to do next.
pub async fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let keys = options.identity.as_deref().map(Identities::read).transpose()?;
    let restored = backups::restore(&options.file, keys, &config.data, &config.database).await;
    let restored = restored.inspect_err(|refused| {
        if matches!(refused, Refused::Database(_)) {
            tracing::warn!("the database refused: nothing was put in place");
        }
    })?;
    let manifest = &restored.manifest;
    println!(
        "{} holds the backup of {}, made by version {}: every part is whole",
        config.data.display(),
        clock::written(manifest.made_at),
        manifest.omgang
    );
    println!("settings are not put back (settings.txt shows what they were); everybody signs in again");
    if restored.needs_migration {
        println!("next: omgang migrate, then omgang serve");
    } else {
        println!("next: omgang serve, which builds the search index anew");
    }
    Ok(())
}
