//! The settings of signing in with a provider of OpenID Connect: without an issuer there is none.

use std::path::Path;

use anyhow::{Context, bail};
use openidconnect::url::{Host, Url};
use openidconnect::{ClientId, ClientSecret, IssuerUrl};

use super::given::{File, Flags};
use super::{Found, path_text};

/// Longest name of a provider that still fits on a button.
const NAME_MAX: usize = 40;

/// Who may say who somebody is.
#[derive(Clone, Debug)]
pub struct OpenId {
    pub issuer: IssuerUrl,
    pub client: ClientId,
    pub secret: ClientSecret,
    /// What people call it.
    pub name: String,
    /// Slugs of the organisations that it counts in; empty: all.
    pub organisations: Vec<String>,
    /// What the provider says when it asked for a second factor itself.
    pub second_factor: Vec<Vouching>,
}

/// A claim in which a provider tells how somebody signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vouching {
    /// The class of the whole (`acr`).
    Class(String),
    /// One of the methods (`amr`, RFC 8176).
    Method(String),
}

impl OpenId {
    pub(super) fn resolve(found: &mut Found<'_>, flags: &Flags, file: &File) -> anyhow::Result<Option<Self>> {
        let flags = &flags.openid;
        let mut pick = |name, flag: &Option<String>, file: &Option<String>| {
            found.pick(name, flag.clone(), file.clone(), String::new).trim().to_owned()
        };
        let issuer = pick("openid_issuer", &flags.openid_issuer, &file.openid_issuer);
        let others = [
            ("openid_client", pick("openid_client", &flags.openid_client, &file.openid_client)),
            (
                "openid_secret_file",
                pick("openid_secret_file", &path_text(flags.openid_secret_file.as_ref()), &file.openid_secret_file),
            ),
            ("openid_name", pick("openid_name", &flags.openid_name, &file.openid_name)),
            (
                "openid_organisations",
                pick("openid_organisations", &flags.openid_organisations, &file.openid_organisations),
            ),
            (
                "openid_second_factor",
                pick("openid_second_factor", &flags.openid_second_factor, &file.openid_second_factor),
            ),
        ];
        if issuer.is_empty() {
            if let Some((name, _)) = others.iter().find(|(_, value)| !value.is_empty()) {
                bail!(
                    "setting `{name}` needs `openid_issuer`: the address of the provider, such as https://login.example"
                );
            }
            return Ok(None);
        }
        let [(_, client), (_, secret), (_, name), (_, organisations), (_, second_factor)] = others;
        Ok(Some(Self {
            issuer: parse_issuer(&issuer)?,
            client: parse_client(client)?,
            secret: read_secret(&secret)?,
            name: parse_name(name)?,
            organisations: parse_slugs(&organisations)?,
            second_factor: parse_vouchings(&second_factor)?,
        }))
    }

    /// Tells whether what the provider says counts in the organisation with this slug.
    pub fn covers(&self, slug: &str) -> bool {
        self.organisations.is_empty() || self.organisations.iter().any(|one| one == slug)
    }
}

/// Tells whether an address is on HTTPS, or on this very machine.
pub fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || url.scheme() == "http" && is_loopback(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn parse_issuer(text: &str) -> anyhow::Result<IssuerUrl> {
    let url = Url::parse(text).ok().filter(|url| url.query().is_none() && url.fragment().is_none());
    let Some(url) = url.filter(is_private) else {
        bail!(
            "setting `openid_issuer` is `{text}`: write the https:// address that the provider gives as its issuer, letter for \
             letter; http:// is for this machine only"
        );
    };
    if !url.username().is_empty() || url.password().is_some() {
        bail!(
            "setting `openid_issuer`: a name or password doesn't belong in it; `openid_client` and `openid_secret_file` are for that"
        );
    }
    Ok(IssuerUrl::new(text.to_owned())?)
}

fn parse_client(text: String) -> anyhow::Result<ClientId> {
    if text.is_empty() {
        bail!("setting `openid_client` is missing: write the client id under which the provider knows this instance");
    }
    Ok(ClientId::new(text))
}

fn read_secret(path: &str) -> anyhow::Result<ClientSecret> {
    if path.is_empty() {
        bail!(
            "setting `openid_secret_file` is missing: write the path of a file with the client secret that the provider gave"
        );
    }
    let text = std::fs::read_to_string(Path::new(path))
        .with_context(|| format!("setting `openid_secret_file`: cannot read the file {path}"))?;
    match text.trim() {
        "" => bail!("setting `openid_secret_file`: the file {path} is empty; put the client secret in it"),
        secret => Ok(ClientSecret::new(secret.to_owned())),
    }
}

fn parse_name(text: String) -> anyhow::Result<String> {
    if text.is_empty() || text.chars().count() > NAME_MAX || text.chars().any(char::is_control) {
        bail!(
            "setting `openid_name` is `{text}`: write what people call the provider, in {NAME_MAX} signs at the most; it stands on \
             the button, such as `Maaskant` on `Log in met Maaskant`"
        );
    }
    Ok(text)
}

fn parse_slugs(text: &str) -> anyhow::Result<Vec<String>> {
    let is_slug = |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match text.split_whitespace().find(|word| !is_slug(word)) {
        Some(wrong) => bail!(
            "setting `openid_organisations` has `{wrong}`: write organisations as they stand in addresses behind /o/, with spaces \
             between"
        ),
        None => Ok(text.split_whitespace().map(str::to_owned).collect()),
    }
}

fn parse_vouchings(text: &str) -> anyhow::Result<Vec<Vouching>> {
    let parse = |word: &str| match word.split_once(':') {
        Some(("acr", value)) if !value.is_empty() => Ok(Vouching::Class(value.to_owned())),
        Some(("amr", value)) if !value.is_empty() => Ok(Vouching::Method(value.to_owned())),
        _ => bail!(
            "setting `openid_second_factor` has `{word}`: write acr: or amr: and the value with which the provider says that it asked \
             for a second factor, such as amr:mfa, with spaces between"
        ),
    };
    text.split_whitespace().map(parse).collect()
}
