//! The settings as they are given: as flags, and in the file.

use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;

/// The settings as flags; each may also stand in the environment or in the file.
#[derive(Args, Clone, Debug, Default)]
pub struct Flags {
    /// Folder for the database, the search index and the keys (OMGANG_DATA)
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) data: Option<PathBuf>,
    /// Address to serve on, such as 127.0.0.1:3000 (OMGANG_LISTEN)
    #[arg(long, value_name = "ADDR", global = true)]
    pub(super) listen: Option<String>,
    /// sqlite: or postgres: URL; by default SQLite in the data folder (OMGANG_DATABASE)
    #[arg(long, value_name = "URL", global = true)]
    pub(super) database: Option<String>,
    /// Address that people type, such as `https://omgang.example` (OMGANG_PUBLIC_URL)
    #[arg(long, value_name = "URL", global = true)]
    pub(super) public_url: Option<String>,
    /// Whose X-Forwarded-For counts: no, yes (a proxy on this machine), or the proxies' addresses and networks (OMGANG_BEHIND_PROXY)
    #[arg(long, value_name = "PROXIES", global = true)]
    pub(super) behind_proxy: Option<String>,
    /// Mail server, such as `smtps://user:password@mail.example:465`; without it no mail goes out (OMGANG_SMTP)
    #[arg(long, value_name = "URL", global = true)]
    pub(super) smtp: Option<String>,
    /// Whom mail comes from, such as `Omgang <omgang@example.nl>` (OMGANG_MAIL_FROM)
    #[arg(long, value_name = "SENDER", global = true)]
    pub(super) mail_from: Option<String>,
    /// Where this instance backs itself up (OMGANG_BACKUP_DIR)
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) backup_dir: Option<PathBuf>,
    /// Hours from one such backup to the next (OMGANG_BACKUP_EVERY)
    #[arg(long, value_name = "HOURS", global = true)]
    pub(super) backup_every: Option<String>,
    /// How many of them are kept (OMGANG_BACKUP_KEEP)
    #[arg(long, value_name = "NUMBER", global = true)]
    pub(super) backup_keep: Option<String>,
    /// Public key that backups are encrypted to, `age1…`, or the word unencrypted (OMGANG_BACKUP_RECIPIENT)
    #[arg(long, value_name = "KEY", global = true)]
    pub(super) backup_recipient: Option<String>,
    /// Address on which measurements for Prometheus are served, such as 127.0.0.1:9464; without it, nowhere (OMGANG_METRICS_LISTEN)
    #[arg(long, value_name = "ADDR", global = true)]
    pub(super) metrics_listen: Option<String>,
    /// How the log is written: text or json (OMGANG_LOG_FORMAT)
    #[arg(long, value_name = "FORMAT", global = true)]
    pub(super) log_format: Option<String>,
    #[command(flatten)]
    pub(super) openid: OpenIdFlags,
    /// Settings file; by default omgang.toml in the data folder, when it is there (OMGANG_CONFIG)
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
}

/// The settings of signing in with a provider of OpenID Connect, as flags.
#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::struct_field_names, reason = "a flag is named after its field")]
pub struct OpenIdFlags {
    /// Provider of OpenID Connect with which people sign in, such as `https://login.example`; without it, none (OMGANG_OPENID_ISSUER)
    #[arg(long, value_name = "URL", global = true)]
    pub(super) openid_issuer: Option<String>,
    /// The id under which it knows this instance (OMGANG_OPENID_CLIENT)
    #[arg(long, value_name = "ID", global = true)]
    pub(super) openid_client: Option<String>,
    /// File with the secret that belongs to it (OMGANG_OPENID_SECRET_FILE)
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) openid_secret_file: Option<PathBuf>,
    /// What people call it; stands on the button (OMGANG_OPENID_NAME)
    #[arg(long, value_name = "NAME", global = true)]
    pub(super) openid_name: Option<String>,
    /// Organisations in which it counts, as they stand in addresses; by default all (OMGANG_OPENID_ORGANISATIONS)
    #[arg(long, value_name = "SLUGS", global = true)]
    pub(super) openid_organisations: Option<String>,
    /// How it says that it asked for a second factor, such as `amr:mfa`; by default it can't (OMGANG_OPENID_SECOND_FACTOR)
    #[arg(long, value_name = "CLAIMS", global = true)]
    pub(super) openid_second_factor: Option<String>,
}

/// The settings as the file has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) listen: Option<String>,
    pub(super) database: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) behind_proxy: Option<String>,
    pub(super) smtp: Option<String>,
    pub(super) mail_from: Option<String>,
    pub(super) backup_dir: Option<String>,
    pub(super) backup_every: Option<String>,
    pub(super) backup_keep: Option<String>,
    pub(super) backup_recipient: Option<String>,
    pub(super) metrics_listen: Option<String>,
    pub(super) log_format: Option<String>,
    pub(super) openid_issuer: Option<String>,
    pub(super) openid_client: Option<String>,
    pub(super) openid_secret_file: Option<String>,
    pub(super) openid_name: Option<String>,
    pub(super) openid_organisations: Option<String>,
    pub(super) openid_second_factor: Option<String>,
}
