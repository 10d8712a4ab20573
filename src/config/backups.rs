//! The settings of backups that are made by themselves.

use std::path::PathBuf;

use anyhow::{Context, bail};

use super::given::{File, Flags};
use super::{Found, path_text};
use crate::crypto::envelope::Recipients;

/// Longest time between two backups, in hours: a year.
const LONGEST_HOURS: i64 = 366 * 24;
/// The word that says that a backup needs no key.
const UNENCRYPTED: &str = "unencrypted";

/// Where, how often and for whom backups are made.
#[derive(Clone, Debug)]
pub struct Backups {
    /// Where they go by themselves; `None`: only when somebody asks for one.
    pub folder: Option<PathBuf>,
    pub every_hours: i64,
    /// How many of them are kept.
    pub keep: usize,
    /// `None`: nobody chose.
    pub sealing: Option<Sealing>,
}

/// Who can open a backup.
#[derive(Clone, Debug)]
pub enum Sealing {
    /// Whoever holds one of the keys.
    To(Recipients),
    /// Whoever has the file; somebody said so in so many words.
    Unencrypted,
}

impl Default for Backups {
    /// As nobody set anything.
    fn default() -> Self {
        Self { folder: None, every_hours: 24, keep: 14, sealing: None }
    }
}

impl Backups {
    pub(super) fn resolve(found: &mut Found<'_>, flags: &Flags, file: &File) -> anyhow::Result<Self> {
        let folder =
            found.pick("backup_dir", path_text(flags.backup_dir.as_ref()), file.backup_dir.clone(), String::new);
        let every =
            found.pick("backup_every", flags.backup_every.clone(), file.backup_every.clone(), || "24".to_owned());
        let keep = found.pick("backup_keep", flags.backup_keep.clone(), file.backup_keep.clone(), || "14".to_owned());
        let recipient =
            found.pick("backup_recipient", flags.backup_recipient.clone(), file.backup_recipient.clone(), String::new);
        let every_hours = every.parse().ok().filter(|hours| (1..=LONGEST_HOURS).contains(hours));
        let keep_number = keep.parse().ok().filter(|number| (1..=10_000).contains(number));
        let backups = Self {
            folder: (!folder.is_empty()).then(|| PathBuf::from(folder)),
            every_hours: every_hours
                .with_context(|| format!("setting `backup_every` is `{every}`: write a number of hours, such as 24"))?,
            keep: keep_number.with_context(|| {
                format!("setting `backup_keep` is `{keep}`: write how many backups to keep, such as 14")
            })?,
            sealing: sealing(&recipient)?,
        };
        if backups.folder.is_some() && backups.sealing.is_none() {
            bail!(
                "setting `backup_dir` needs `backup_recipient`: the public key that backups are encrypted to (make a pair with \
                 `omgang backup-key FILE`), or the word unencrypted"
            );
        }
        Ok(backups)
    }
}

fn sealing(text: &str) -> anyhow::Result<Option<Sealing>> {
    match text.trim() {
        "" => Ok(None),
        UNENCRYPTED => Ok(Some(Sealing::Unencrypted)),
        keys => match Recipients::parse(keys) {
            Some(recipients) => Ok(Some(Sealing::To(recipients))),
            None => bail!(
                "setting `backup_recipient` is `{keys}`: write a public key, age1…, more of them with spaces between, or \
                 the word unencrypted"
            ),
        },
    }
}
