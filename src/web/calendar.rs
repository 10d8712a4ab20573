//! A person's secret calendar address, and which mails they want. Both belong to the account.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::openid::require_all_open;
use super::routing::{Routes, get, post};
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{Error, Form, Params, Result, Visitor};
use crate::crypto::Token;
use crate::letters::{self, Choices};
use crate::meetings::calendar::{self, Appointment, Method};
use crate::people::accounts;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/account/mail", post(choose_mail))
        .route("/account/calendar", post(create))
        .route("/account/calendar/end", post(destroy))
        .route("/calendar/{file}", get(show))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<NewFeedPage>()]
}

/// A new address, shown once to copy.
#[derive(Serialize)]
pub struct NewFeedPage {
    link: String,
}

impl View for NewFeedPage {
    const TEMPLATE: &'static str = "calendar/new.html";

    fn samples() -> Vec<Self> {
        vec![Self { link: "https://omgang.example/calendar/….ics".into() }]
    }
}

#[derive(Deserialize)]
struct MailForm {
    #[serde(default)]
    invitations: String,
    #[serde(default)]
    reminders: String,
    #[serde(default)]
    promises: String,
}

async fn choose_mail(visitor: Visitor, Form(form): Form<MailForm>) -> Result {
    let account = visitor.account()?.id;
    let choices = Choices {
        invitations: form.invitations == "yes",
        reminders: form.reminders == "yes",
        promises: form.promises == "yes",
    };
    let mut tx = visitor.app.db.write().await?;
    letters::choose(&mut tx, account, choices).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with_notice("/account", "mail-account-saved"))
}

async fn create(visitor: Visitor) -> Result {
    let account = visitor.account()?.id;
    // The address tells of all organisations, also of one in which a provider doesn't count.
    require_all_open(&visitor, "/account").await?;
    let mut tx = visitor.app.db.write().await?;
    let token = calendar::new_feed(&mut tx, account, visitor.app.clock.now()).await?;
    tx.commit().await?;
    let link = format!("{}/calendar/{}.ics", visitor.app.config.public_url, token.reveal());
    visitor.page(&visitor.language.t("calendar-new-title"), &NewFeedPage { link })
}

async fn destroy(visitor: Visitor) -> Result {
    let account = visitor.account()?.id;
    let mut tx = visitor.app.db.write().await?;
    calendar::end_feed(&mut tx, account).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with_notice("/account", "calendar-stopped"))
}

/// Answers a calendar app. Whoever has the address reads it; there is no login. Its 256 bits aren't guessed, so nobody counts.
async fn show(visitor: Visitor, Params(name): Params<String>) -> Result {
    let app = &visitor.app;
    let token = Token::from_text(name.strip_suffix(".ics").ok_or(Error::NotFound)?);
    let db = app.db.read();
    let account = calendar::feed_owner(db, &token).await?.ok_or(Error::NotFound)?;
    let account = accounts::find(db, account).await?.ok_or(Error::NotFound)?;
    let language = Language::parse(&account.language);
    let meetings = calendar::of_account(db, account.id, app.clock.today()).await?;
    let appointments: Vec<Appointment> = meetings
        .into_iter()
        .map(|of| Appointment {
            id: of.meeting.id,
            date: of.meeting.date,
            plan: of.plan,
            title: language.t_with("mail-event-title", "team", &of.team.name),
            url: format!("{}/o/{}/meetings/{}", app.config.public_url, of.organisation.slug, of.meeting.id),
            created_at: of.meeting.created_at,
        })
        .collect();
    let name = language.t("calendar-feed-name");
    Ok(file(&calendar::file(Method::Publish, &name, &appointments, None), "omgang.ics"))
}

/// Answers with a calendar file.
pub fn file(text: &str, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text.to_owned()).into_response()
}
