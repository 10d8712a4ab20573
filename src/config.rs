//! Settings: defaults < file < environment < flags. A wrong one stops the start, with its name and what to do.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::Deserialize;

use crate::mail::Carrier;

/// The settings as flags; each may also stand in the environment or in the file.
#[derive(Args, Clone, Debug, Default)]
pub struct Flags {
    /// Folder for the database, the search index and the keys (OMGANG_DATA)
    #[arg(long, value_name = "DIR", global = true)]
    data: Option<PathBuf>,
    /// Address to serve on, such as 127.0.0.1:3000 (OMGANG_LISTEN)
    #[arg(long, value_name = "ADDR", global = true)]
    listen: Option<String>,
    /// sqlite: or postgres: URL; by default SQLite in the data folder (OMGANG_DATABASE)
    #[arg(long, value_name = "URL", global = true)]
    database: Option<String>,
    /// Address that people type, such as `https://omgang.example` (OMGANG_PUBLIC_URL)
    #[arg(long, value_name = "URL", global = true)]
    public_url: Option<String>,
    /// Whether a reverse proxy in front sets X-Forwarded-For: yes or no (OMGANG_BEHIND_PROXY)
    #[arg(long, value_name = "YES|NO", global = true)]
    behind_proxy: Option<String>,
    /// Mail server, such as `smtps://user:password@mail.example:465`; without it no mail goes out (OMGANG_SMTP)
    #[arg(long, value_name = "URL", global = true)]
    smtp: Option<String>,
    /// Whom mail comes from, such as `Omgang <omgang@example.nl>` (OMGANG_MAIL_FROM)
    #[arg(long, value_name = "SENDER", global = true)]
    mail_from: Option<String>,
    /// Settings file; by default omgang.toml in the data folder, when it is there (OMGANG_CONFIG)
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<String>,
    database: Option<String>,
    public_url: Option<String>,
    behind_proxy: Option<String>,
    smtp: Option<String>,
    mail_from: Option<String>,
}

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

/// Valid settings.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub listen: SocketAddr,
    pub database: String,
    pub public_url: String,
    pub behind_proxy: bool,
    pub demo: bool,
    /// The mail server's address; empty when no mail goes out.
    pub smtp: String,
    pub mail_from: String,
    sources: Vec<(&'static str, String, Source)>,
}

impl Config {
    /// Puts the settings together; `environment` looks a variable up.
    pub fn resolve(flags: &Flags, environment: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let mut found = Found { environment, sources: Vec::new() };
        let data = found.pick("data", path_text(flags.data.as_ref()), None, || "data".to_owned());
        let data = PathBuf::from(data);
        let file = read_file(flags.config.clone().or_else(|| environment("OMGANG_CONFIG").map(PathBuf::from)), &data)?;
        let listen = found.pick("listen", flags.listen.clone(), file.listen, || "127.0.0.1:3000".to_owned());
        let listen: SocketAddr = listen.parse().with_context(|| {
            format!("setting `listen` is `{listen}`: write an address and a port, such as 127.0.0.1:3000")
        })?;
        let database = found.pick("database", flags.database.clone(), file.database, || {
            format!("sqlite://{}", data.join("omgang.db").display())
        });
        if !database.starts_with("sqlite:")
            && !database.starts_with("postgres:")
            && !database.starts_with("postgresql:")
        {
            bail!("setting `database` must start with sqlite: or postgres:");
        }
        let public_url =
            found.pick("public_url", flags.public_url.clone(), file.public_url, || format!("http://{listen}"));
        let public_url = public_url.trim_end_matches('/').to_owned();
        check_public_url(&public_url, listen)?;
        let behind_proxy =
            found.pick("behind_proxy", flags.behind_proxy.clone(), file.behind_proxy, || "no".to_owned());
        let behind_proxy = match behind_proxy.as_str() {
            "yes" | "true" => true,
            "no" | "false" => false,
            other => bail!("setting `behind_proxy` is `{other}`: write yes or no"),
        };
        let smtp = found.pick("smtp", flags.smtp.clone(), file.smtp, String::new);
        let mail_from = found.pick("mail_from", flags.mail_from.clone(), file.mail_from, String::new);
        let sources = found.sources;
        let config = Self { data, listen, database, public_url, behind_proxy, demo: false, smtp, mail_from, sources };
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
mod tests {
    use super::*;

    fn resolve(flags: &Flags, environment: &[(&str, &str)]) -> anyhow::Result<Config> {
        let environment: Vec<(String, String)> =
            environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Config::resolve(flags, &|name| environment.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone()))
    }

    #[test]
    fn flags_beat_the_environment_and_sources_are_told() {
        let flags = Flags { listen: Some("127.0.0.1:4000".into()), ..Flags::default() };
        let config = resolve(&flags, &[("OMGANG_LISTEN", "127.0.0.1:5000"), ("OMGANG_DATA", "elsewhere")]).unwrap();
        assert_eq!(config.listen.port(), 4000);
        let lines = config.describe();
        assert!(lines.contains(&"listen = 127.0.0.1:4000  (flag)".to_owned()), "{lines:?}");
        assert!(lines.contains(&"data = elsewhere  (environment)".to_owned()), "{lines:?}");
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let wrong = [
            ("OMGANG_LISTEN", "here"),
            ("OMGANG_BEHIND_PROXY", "perhaps"),
            ("OMGANG_PUBLIC_URL", "http://omgang.example"),
            ("OMGANG_SMTP", "smtp://omgang:geheim@mail.example:25"),
        ];
        for (variable, value) in wrong {
            let name = variable.trim_start_matches("OMGANG_").to_lowercase();
            let error = resolve(&Flags::default(), &[(variable, value)]).unwrap_err().to_string();
            assert!(error.contains(&name), "{error}");
        }
    }

    #[test]
    fn the_demo_has_a_folder_of_its_own_and_tells_its_port() {
        let mut config = Config::resolve_demo(&Flags::default(), Some(0), &|_| None).unwrap();
        assert_eq!((config.data.as_path(), config.demo), (Path::new("demo-data"), true));
        config.note_listening(SocketAddr::from(([127, 0, 0, 1], 4321)));
        assert_eq!(config.public_url, "http://127.0.0.1:4321");
    }

    #[test]
    fn a_database_password_is_masked() {
        let config = resolve(&Flags::default(), &[("OMGANG_DATABASE", "postgres://omgang:geheim@db/omgang")]).unwrap();
        assert!(config.describe().iter().all(|line| !line.contains("geheim")));
        let mail = [("OMGANG_SMTP", "smtps://omgang:geheim@mail.example:465"), ("OMGANG_MAIL_FROM", "o@mail.example")];
        let config = resolve(&Flags::default(), &mail).unwrap();
        assert!(config.describe().iter().all(|line| !line.contains("geheim")) && config.carrier().unwrap().is_on());
    }
}
