//! Settings: defaults < file < environment < flags. A wrong one stops the start, with its name and what to do.

mod backups;
mod database;
mod given;
pub mod openid;
mod proxies;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

pub use backups::{Backups, Sealing};
use given::File;
pub use given::Flags;
pub use openid::OpenId;
pub use proxies::Proxies;

use crate::mail::Carrier;

/// Where a setting came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Default,
    File,
    Environment,
    Flag,
}

impl Source {
    fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File => "file",
            Self::Environment => "environment",
            Self::Flag => "flag",
        }
    }
}

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Valid settings.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub listen: SocketAddr,
    pub database: String,
    pub public_url: String,
    pub behind_proxy: Proxies,
    pub demo: bool,
    /// The mail server's address; empty when no mail goes out.
    pub smtp: String,
    pub mail_from: String,
    pub backups: Backups,
    /// Where measurements are served, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    pub log_format: LogFormat,
    /// Who else may say who somebody is, if anybody.
    pub openid: Option<OpenId>,
    sources: Vec<(&'static str, String, Source)>,
}

impl Config {
    /// Puts the settings together; `environment` looks a variable up.
    pub fn resolve(flags: &Flags, environment: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let mut found = Found { environment, sources: Vec::new() };
        let data = found.pick("data", path_text(flags.data.as_ref()), None, || "data".to_owned());
        let data = PathBuf::from(data);
        let file = read_file(flags.config.clone().or_else(|| environment("OMGANG_CONFIG").map(PathBuf::from)), &data)?;
        let listen = found.pick("listen", flags.listen.clone(), file.listen.clone(), || "127.0.0.1:3000".to_owned());
        let listen = address("listen", &listen)?;
        let database = found.pick("database", flags.database.clone(), file.database.clone(), || {
            format!("sqlite://{}", data.join("omgang.db").display())
        });
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database.starts_with(scheme)) {
            bail!("setting `database` must start with sqlite: or postgres:");
        }
        database::check_way_there(&database)?;
        let public_url =
            found.pick("public_url", flags.public_url.clone(), file.public_url.clone(), || format!("http://{listen}"));
        let public_url = public_url.trim_end_matches('/').to_owned();
        check_public_url(&public_url, listen)?;
        let behind_proxy =
            found.pick("behind_proxy", flags.behind_proxy.clone(), file.behind_proxy.clone(), || "no".to_owned());
        let behind_proxy = Proxies::parse(&behind_proxy)?;
        let smtp = found.pick("smtp", flags.smtp.clone(), file.smtp.clone(), String::new);
        let mail_from = found.pick("mail_from", flags.mail_from.clone(), file.mail_from.clone(), String::new);
        let backups = Backups::resolve(&mut found, flags, &file)?;
        let (metrics_listen, log_format) = watching(&mut found, flags, &file)?;
        let openid = OpenId::resolve(&mut found, flags, &file)?;
        let config = Self {
            data,
            listen,
            database,
            public_url,
            behind_proxy,
            demo: false,
            smtp,
            mail_from,
            backups,
            metrics_listen,
            log_format,
            openid,
            sources: found.sources,
        };
        config.carrier()?;
        Ok(config)
    }

    /// Puts the settings of the demo together: a folder of its own, and a port as a short way to say where to listen.
    pub fn resolve_demo(
        flags: &Flags,
        port: Option<u16>,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> anyhow::Result<Self> {
        let mut flags = flags.clone();
        if environment("OMGANG_DATA").is_none() {
            flags.data.get_or_insert_with(|| PathBuf::from("demo-data"));
        }
        if let Some(port) = port {
            flags.listen = Some(format!("127.0.0.1:{port}"));
        }
        Ok(Self { demo: true, ..Self::resolve(&flags, environment)? })
    }

    /// Notes the address that was really opened, which differs when port 0 left the choice to the system.
    pub fn note_listening(&mut self, address: SocketAddr) {
        if self.public_url == format!("http://{}", self.listen) {
            self.public_url = format!("http://{address}");
        }
        self.listen = address;
    }

    /// Makes what carries mail: by SMTP when it is set, into the demo's folder, or not at all.
    pub fn carrier(&self) -> anyhow::Result<Carrier> {
        match (self.smtp.as_str(), self.demo) {
            ("", true) => Ok(Carrier::folder(self.data.join("mails"))),
            ("", false) => Ok(Carrier::none()),
            (url, _) => Carrier::smtp(url, &self.mail_from),
        }
    }

    /// Tells whether people reach this instance from this machine alone.
    pub fn is_on_loopback(&self) -> bool {
        self.public_url.starts_with("http://")
    }

    /// Tells whether cookies travel over HTTPS only.
    pub fn secure_cookies(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Returns a line a setting: its name, value (secrets masked) and source.
    pub fn describe(&self) -> Vec<String> {
        let line = |(name, value, source): &(&str, String, Source)| {
            let shown = if matches!(*name, "database" | "smtp") { mask_password(value) } else { value.clone() };
            format!("{name} = {shown}  ({})", source.as_str())
        };
        self.sources.iter().map(line).collect()
    }
}

struct Found<'a> {
    environment: &'a dyn Fn(&str) -> Option<String>,
    sources: Vec<(&'static str, String, Source)>,
}

impl Found<'_> {
    fn pick(
        &mut self,
        name: &'static str,
        flag: Option<String>,
        file: Option<String>,
        default: impl FnOnce() -> String,
    ) -> String {
        let variable = format!("OMGANG_{}", name.to_uppercase());
        let (value, source) = match (flag, (self.environment)(&variable), file) {
            (Some(value), _, _) => (value, Source::Flag),
            (None, Some(value), _) => (value, Source::Environment),
            (None, None, Some(value)) => (value, Source::File),
            (None, None, None) => (default(), Source::Default),
        };
        self.sources.push((name, value.clone(), source));
        value
    }
}

/// Puts together how the instance is watched from outside.
fn watching(found: &mut Found<'_>, flags: &Flags, file: &File) -> anyhow::Result<(Option<SocketAddr>, LogFormat)> {
    let metrics = found.pick("metrics_listen", flags.metrics_listen.clone(), file.metrics_listen.clone(), String::new);
    let metrics = if metrics.is_empty() { None } else { Some(address("metrics_listen", &metrics)?) };
    let format = found.pick("log_format", flags.log_format.clone(), file.log_format.clone(), || "text".to_owned());
    match format.as_str() {
        "text" => Ok((metrics, LogFormat::Text)),
        "json" => Ok((metrics, LogFormat::Json)),
        other => bail!("setting `log_format` is `{other}`: write text or json"),
    }
}

fn address(setting: &str, text: &str) -> anyhow::Result<SocketAddr> {
    text.parse().with_context(|| {
        format!("setting `{setting}` is `{text}`: write an address and a port, such as 127.0.0.1:3000")
    })
}

fn path_text(path: Option<&PathBuf>) -> Option<String> {
    path.map(|path| path.display().to_string())
}

fn read_file(chosen: Option<PathBuf>, data: &Path) -> anyhow::Result<File> {
    let path = match chosen {
        Some(path) => path,
        None if data.join("omgang.toml").exists() => data.join("omgang.toml"),
        None => return Ok(File::default()),
    };
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("setting `config`: cannot read the file {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("the settings file {} has a mistake", path.display()))
}

fn check_public_url(url: &str, listen: SocketAddr) -> anyhow::Result<()> {
    let Some((scheme, rest)) = url.split_once("://") else {
        bail!("setting `public_url` is `{url}`: write it with https:// in front");
    };
    let host = rest.rsplit_once(':').map_or(rest, |(host, _)| host);
    let loopback = host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || host.starts_with("127.");
    match scheme {
        "https" => Ok(()),
        "http" if loopback && listen.ip().is_loopback() => Ok(()),
        "http" => bail!(
            "setting `public_url`: outside this machine HTTPS is required. Put a reverse proxy with a certificate in front \
             and set public_url to its https:// address; docs/OPERATIONS.md has a recipe"
        ),
        _ => bail!("setting `public_url` is `{url}`: it must start with https://"),
    }
}

fn mask_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}:***@{host}", user.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests;
