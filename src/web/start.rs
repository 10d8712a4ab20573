//! The first page: of the instance, and of an organisation.

use axum::http::{HeaderValue, header};
use entity::ids::TeamId;
use entity::team;
use entity::team_member::{self, TeamRole};
use serde::{Deserialize, Serialize};

use super::extract::redirect;
use super::routing::{Routes, get, post};
use super::teams::team_url;
use super::teams::view::{NoticeLine, TeamRow, role_words};
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{
    Form, Here, Result, Visitor, agreement, closing, cookies, dates, deliberations, demo, follow_ups, journal,
    meetings, records, retention, shared_copies,
};
use crate::people::{Actor, accounts};
use crate::teams::{self, members, notices};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/", get(front))
        .route("/language", post(choose_language))
        .route("/o/{organisation}", get(index))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<StartPage>()]
}

/// Something that comes up or waits for this person. Each noun that has such things lists them in its `coming`.
#[derive(Serialize)]
pub struct Coming {
    pub label: String,
    pub title: String,
    pub href: String,
    pub notes: Vec<String>,
}

/// An organisation's first page.
#[derive(Serialize)]
pub struct StartPage {
    name: String,
    /// When the password was reset by a link, until the person has read it.
    recovered: String,
    /// The day on which the organisation ends; empty as long as nobody announced it.
    closing: String,
    /// Where administrators take that back.
    closing_url: Option<String>,
    /// The one large way to begin.
    begin: Option<String>,
    coming: Vec<Coming>,
    teams: Vec<TeamRow>,
    notices: Vec<NoticeLine>,
    /// What somebody in no team should know; nothing for the others.
    lead: &'static str,
    /// Where the person's own cases and records are; absent for who is in no team.
    own_cases: Option<String>,
    own_records: Option<String>,
    own_promises: Option<String>,
    own_proof: Option<String>,
}

impl View for StartPage {
    const TEMPLATE: &'static str = "start/index.html";

    fn samples() -> Vec<Self> {
        let page = |begin: Option<&str>, lead| Self {
            name: "Noor".into(),
            recovered: String::new(),
            closing: String::new(),
            closing_url: None,
            begin: begin.map(str::to_owned),
            coming: vec![],
            teams: vec![],
            notices: vec![],
            lead,
            own_cases: None,
            own_records: None,
            own_promises: None,
            own_proof: None,
        };
        let coming = Coming {
            label: "Team Noord".into(),
            title: "Afspraken".into(),
            href: "#".into(),
            notes: vec!["Nieuw".into()],
        };
        let full = Self {
            recovered: "4 maart 2026, 13:00".into(),
            closing: "18 maart 2026".into(),
            closing_url: Some("#".into()),
            coming: vec![coming],
            teams: vec![TeamRow { href: "#".into(), name: "Team Noord".into(), notes: vec!["lid".into()] }],
            notices: vec![NoticeLine { text: "Tess kwam erbij.".into(), day: "4 maart 2026".into() }],
            own_cases: Some("#".into()),
            own_records: Some("#".into()),
            own_promises: Some("#".into()),
            own_proof: Some("#".into()),
            ..page(Some("#"), "")
        };
        vec![full, page(Some("#"), "start-administrator"), page(None, "start-alone"), page(None, "start-manager")]
    }
}

async fn front(visitor: Visitor) -> Result {
    if visitor.account().is_err() {
        if visitor.login.is_some() {
            // A login for one conversation has no other place.
            return Ok(redirect("/join"));
        }
        return if visitor.app.config.demo { demo::index(visitor).await } else { Ok(redirect("/login")) };
    }
    let home = match &visitor.login {
        Some((login, account)) => Actor::at_home(visitor.app.db.read(), login, account).await?,
        None => None,
    };
    Ok(redirect(&home.map_or_else(|| "/account".to_owned(), |home| format!("/o/{}", home.slug))))
}

async fn index(here: Here) -> Result {
    let db = here.app.db.read();
    let now = here.app.clock.now();
    let places = members::of_account(db, here.actor.organisation, here.actor.account).await?;
    let reading: Vec<TeamId> = places.iter().filter(|p| p.role != TeamRole::Guest).map(|p| p.team_id).collect();
    let told = notices::recent(db, here.actor.organisation, &reading, now).await?;
    let teams = teams::list(db, here.actor.organisation).await?;
    let row = |team: team::Model| {
        let place = places.iter().find(|place| place.team_id == team.id)?;
        let href = team_url(&here, team.id, "");
        Some(TeamRow { href, name: team.name, notes: vec![role_words(here.language, place)] })
    };
    let begins = begin(&here, &places, teams.is_empty());
    let recovered = here.visitor.account()?.recovered_at;
    let view = StartPage {
        name: here.actor.name.split_whitespace().next().unwrap_or_default().to_owned(),
        recovered: recovered.map(|at| dates::moment(at, here.language)).unwrap_or_default(),
        closing: closing::end_of(&here).await?,
        closing_url: here.actor.administrator.then(|| here.url("/closing")),
        coming: coming(&here).await?,
        teams: teams.into_iter().filter_map(row).collect(),
        notices: told.iter().map(|told| NoticeLine::of(here.language, told)).collect(),
        lead: if begins.is_some() { "" } else { lead(&here, &places) },
        begin: begins,
        own_cases: (!reading.is_empty()).then(|| here.url("/cases")),
        own_records: (!reading.is_empty()).then(|| here.url("/records")),
        own_promises: (!reading.is_empty()).then(|| here.url("/promises")),
        own_proof: (!reading.is_empty()).then(|| here.url("/proof")),
    };
    here.page(&here.language.t("start-title"), &view)
}

/// Lists what comes up, the nearest first: one line for each noun that has something to show.
async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let mut lines = Vec::new();
    lines.extend(deliberations::coming(here).await?);
    lines.extend(shared_copies::coming(here).await?);
    lines.extend(records::coming(here).await?);
    lines.extend(meetings::coming(here).await?);
    lines.extend(follow_ups::coming(here).await?);
    lines.extend(agreement::coming(here).await?);
    lines.extend(retention::coming(here).await?);
    lines.extend(journal::coming(here).await?);
    Ok(lines)
}

/// Returns what somebody in no team should know of their place.
fn lead(here: &Here, places: &[team_member::Model]) -> &'static str {
    match () {
        () if !places.is_empty() => "",
        () if here.actor.administrator => "start-administrator",
        () if here.actor.manager => "start-manager",
        () => "start-alone",
    }
}

/// Returns where a conversation begins, for who may begin one: facilitators and members, and an administrator as long as
/// there is no team at all.
fn begin(here: &Here, places: &[team_member::Model], is_first_team: bool) -> Option<String> {
    let in_team = places.iter().any(|place| matches!(place.role, TeamRole::Member | TeamRole::Facilitator));
    (in_team || (is_first_team && here.actor.administrator)).then(|| here.url("/conversations/new"))
}

#[derive(Deserialize)]
struct LanguageForm {
    language: String,
    #[serde(default)]
    back: String,
}

async fn choose_language(visitor: Visitor, Form(form): Form<LanguageForm>) -> Result {
    let app = &visitor.app;
    let code = Language::parse(&form.language).code();
    if let Ok(account) = visitor.account() {
        let mut tx = app.db.write().await?;
        accounts::choose_language(&mut tx, account.id, code).await?;
        tx.commit().await?;
    }
    let mut response = redirect(local_path(&form.back));
    let cookie = cookies::make(&app.config, cookies::LANGUAGE, code, 365).to_string();
    let value = HeaderValue::from_str(&cookie).expect("a language code makes a valid cookie");
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

/// Returns `path` when it stays on this site, `/` otherwise.
pub fn local_path(path: &str) -> &str {
    // Browsers leave tabs and line ends out of an address: "/\t/elsewhere" would lead there.
    let is_plain = !path.contains(|c: char| c == '\\' || c.is_control());
    if path.starts_with('/') && !path.starts_with("//") && is_plain { path } else { "/" }
}
