//! What the account's page shows.

use serde::Serialize;

use super::openid::OpenIdPart;
use crate::web::Errors;
use crate::web::views::View;
use crate::web::words::Language;

/// A signed-in device.
#[derive(Serialize)]
pub struct LoginLine {
    pub device: String,
    pub seen: String,
    /// The device on which this page is read.
    pub current: bool,
    /// The login opens one conversation only.
    pub visit: bool,
    pub end: String,
}

/// An organisation that the person belongs to.
#[derive(Serialize)]
pub struct OrganisationLine {
    pub href: String,
    pub name: String,
}

/// Which mails the person wants, and whether their calendar has an address.
#[derive(Clone, Serialize)]
pub struct MailPart {
    /// Whether any mail goes out here.
    pub on: bool,
    pub invitations: bool,
    pub reminders: bool,
    pub promises: bool,
    /// The day on which the calendar's address was made; empty when there is none.
    pub feed_since: String,
}

/// The account's page.
#[derive(Serialize)]
pub struct AccountPage {
    pub name: String,
    pub email: String,
    pub language: &'static str,
    pub recovered: String,
    pub logins: Vec<LoginLine>,
    pub organisations: Vec<OrganisationLine>,
    /// Whether a second factor is asked for at the door.
    pub second: bool,
    /// Whether there is a password; without one a provider lets its owner in.
    pub has_password: bool,
    /// A provider as a way in; absent for who has nothing to do with one.
    pub openid: Option<OpenIdPart>,
    pub mail: MailPart,
    pub errors: Errors,
}

impl View for AccountPage {
    const TEMPLATE: &'static str = "account/show.html";

    fn samples() -> Vec<Self> {
        let login = |current, visit| LoginLine {
            device: "Firefox op Linux".into(),
            seen: "vandaag".into(),
            current,
            visit,
            end: "#".into(),
        };
        let page = |recovered: &str, errors| Self {
            name: "Noor".into(),
            email: "noor@demo.example".into(),
            language: "nl",
            recovered: recovered.into(),
            logins: vec![login(true, false), login(false, true)],
            organisations: vec![OrganisationLine { href: "#".into(), name: "Stichting Maaskant".into() }],
            second: !recovered.is_empty(),
            has_password: true,
            openid: None,
            mail: MailPart {
                on: true,
                invitations: true,
                reminders: false,
                promises: true,
                feed_since: "4 maart 2026".into(),
            },
            errors,
        };
        let mut errors = Errors::default();
        errors.add("name", "form-required");
        errors.add("old", "account-old-wrong");
        let off = MailPart { on: false, feed_since: String::new(), ..page("", Errors::default()).mail };
        let bare =
            Self { organisations: vec![], mail: off, logins: vec![login(true, false)], ..page("", Errors::default()) };
        let part = |since: &str, only_way| Some(OpenIdPart { name: "Maaskant".into(), since: since.into(), only_way });
        let with = |openid, has_password| Self { openid, has_password, ..page("", Errors::default()) };
        let ways = [part("", false), part("4 maart 2026", false), part("4 maart 2026", true)];
        let mut all = vec![page("4 maart 2026, 13:00", errors), bare];
        all.extend(ways.into_iter().map(|part| {
            let only_way = part.as_ref().is_some_and(|part| part.only_way);
            with(part, !only_way)
        }));
        all
    }
}

/// Says in plain words which browser on which system a login is, from what the browser calls itself.
pub fn device_words(language: Language, agent: &str) -> String {
    // Their order matters: most browsers also name the ones they descend from.
    let browsers = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let find = |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, n)| *n);
    match (find(&browsers), find(&systems)) {
        (Some(browser), Some(system)) => language.t_all("account-device", &[("browser", browser), ("system", system)]),
        (Some(known), None) | (None, Some(known)) => known.to_owned(),
        (None, None) => language.t("account-device-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_in_plain_words() {
        let named = |agent| device_words(Language::Dutch, agent);
        let phone = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 \
                     Mobile Safari/537.36";
        assert_eq!(named(phone), "Chrome op Android");
        assert_eq!(named("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox op Linux");
        assert_eq!(named("curl/8.5"), "een onbekend apparaat");
    }
}
