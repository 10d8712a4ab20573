//! The demo's start page: a card a person, and one tap signs in. These routes exist in `omgang demo` only.
//!
//! Each person has a host name of their own (`judith.localhost`), so that one browser can be several people: cookies belong to
//! one host. The forms therefore go from one origin to another, which the forgery layer allows for the demo's own origins.

use axum::http::{HeaderMap, HeaderValue, header};
use serde::{Deserialize, Serialize};

use super::routing::{Routes, get, post};
use super::views::{Entry, View, entry};
use super::{Error, Form, Result, Visitor, login};
use crate::config::Config;
use crate::demo;
use crate::people::accounts::{self, Email};
use crate::people::logins::{self, Shown};

/// Routes of the demo; none in earnest.
pub fn routes(config: &Config) -> Routes {
    if !config.demo {
        return Routes::new();
    }
    Routes::new().route("/demo", get(index)).route("/demo/login", post(create)).route("/demo/mails", get(mails))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<DemoPage>(), entry::<MailsPage>()]
}

/// Lists the origins between which the demo's forms may go; none in earnest, or behind a proxy with one name.
pub fn origins(config: &Config) -> Vec<String> {
    if !config.demo || !config.is_on_loopback() {
        return Vec::new();
    }
    let people = demo::embedded().people().iter().map(|person| origin_of(config, &person.key));
    people.chain([config.public_url.clone(), format!("http://localhost:{}", config.listen.port())]).collect()
}

/// Returns what the content policy says of these origins, to stand behind its `form-action`.
pub fn form_targets(config: &Config) -> String {
    match origins(config).is_empty() {
        true => String::new(),
        false => format!(" http://*.localhost:{} {}", config.listen.port(), config.public_url),
    }
}

/// The people to choose from.
#[derive(Serialize)]
pub struct DemoPage {
    people: Vec<Card>,
}

#[derive(Serialize)]
struct Card {
    key: String,
    name: String,
    first_name: String,
    about: String,
    action: String,
    email: String,
    password: String,
}

impl View for DemoPage {
    const TEMPLATE: &'static str = "demo/index.html";

    fn samples() -> Vec<Self> {
        let card = Card {
            key: "noor".into(),
            name: "Noor de Wit".into(),
            first_name: "Noor".into(),
            about: "Leidt de gesprekken van Team Oost.".into(),
            action: "http://noor.localhost:3000/demo/login".into(),
            email: "noor@demo.example".into(),
            password: "noor-schuift-aan".into(),
        };
        vec![Self { people: vec![card] }]
    }
}

/// Shows the cards, also to somebody who is signed in and wants to be somebody else.
pub async fn index(visitor: Visitor) -> Result {
    let config = &visitor.app.config;
    let people = demo::embedded().people().iter().map(|person| Card {
        key: person.key.clone(),
        name: person.name.clone(),
        first_name: person.name.split(' ').next().unwrap_or_default().to_owned(),
        about: person.about.get(visitor.language.code()).to_owned(),
        action: if config.is_on_loopback() {
            format!("{}/demo/login", origin_of(config, &person.key))
        } else {
            "/demo/login".to_owned()
        },
        email: person.email.clone(),
        password: demo::password(person),
    });
    let view = DemoPage { people: people.collect() };
    let mut response = visitor.page(&visitor.language.t("demo-title"), &view)?;
    // With `same-origin` the browser would tell the other host nothing of where the form comes from.
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    Ok(response)
}

/// What would have been mailed.
#[derive(Serialize)]
pub struct MailsPage {
    mails: Vec<Laid>,
}

#[derive(Serialize)]
struct Laid {
    to: String,
    subject: String,
    text: String,
    /// The calendar file; empty when there is none.
    calendar: String,
}

impl View for MailsPage {
    const TEMPLATE: &'static str = "demo/mails.html";

    fn samples() -> Vec<Self> {
        let mail = |calendar: &str| Laid {
            to: "Noor de Wit".into(),
            subject: "Bijeenkomst van Team Oost op 7 april".into(),
            text: "Dag Noor,".into(),
            calendar: calendar.into(),
        };
        vec![Self { mails: vec![mail("BEGIN:VCALENDAR"), mail("")] }, Self { mails: vec![] }]
    }
}

async fn mails(visitor: Visitor) -> Result {
    let laid = visitor.app.mail.in_folder().await?;
    let laid = laid.into_iter().map(|(_, mail)| Laid {
        to: mail.to.0,
        subject: mail.subject,
        text: mail.text,
        calendar: mail.calendar.map(|(_, file)| file).unwrap_or_default(),
    });
    visitor.page(&visitor.language.t("demo-mails"), &MailsPage { mails: laid.collect() })
}

#[derive(Deserialize)]
struct LoginForm {
    #[serde(default)]
    person: String,
}

async fn create(visitor: Visitor, headers: HeaderMap, Form(form): Form<LoginForm>) -> Result {
    let person = demo::embedded().people().iter().find(|person| person.key == form.person).ok_or(Error::NotFound)?;
    let email = Email::parse(&person.email).ok_or(Error::NotFound)?;
    let account = accounts::find_by_email(visitor.app.db.read(), &email).await?.ok_or(Error::NotFound)?;
    let app = &visitor.app;
    let mut tx = app.db.write().await?;
    let token = logins::start(&mut tx, account.id, Shown::Second, &login::device(&headers), app.clock.now()).await?;
    tx.commit().await?;
    Ok(login::signed_in(app, &token, "/"))
}

fn origin_of(config: &Config, person: &str) -> String {
    format!("http://{person}.localhost:{}", config.listen.port())
}
