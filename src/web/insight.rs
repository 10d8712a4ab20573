//! What comes back: one page for everybody in the organisation, its table and its report. There is no cut by team or person,
//! no free dates and no way down to a text; whoever asks for one is told why not.

pub mod build;
pub mod paper;
pub mod pictures;
pub mod view;

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use entity::ids::{SharedPartId, TeamId};
use entity::team_member::TeamRole;
use serde::Deserialize;

use super::routing::{Routes, get, post};
use super::views::{Entry, entry};
use super::words::Language;
use super::{Error, Form, Here, Params, Result};
use crate::db::aside;
use crate::insight::read::{self, Closed};
use crate::insight::{close, told};
use crate::signals;
use crate::teams;
use view::{InsightPage, RefusedPage, TeamItem, TeamPage};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/insight", get(index))
        .route("/o/{organisation}/insight/csv", get(csv))
        .route("/o/{organisation}/insight/report", get(report))
        .route("/o/{organisation}/insight/least", post(raise))
        .route("/o/{organisation}/insight/teams/{team}", get(team))
        .route("/o/{organisation}/insight/told/{part}", post(tell))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<InsightPage>(), entry::<RefusedPage>(), entry::<TeamPage>()]
}

/// What an address may ask: one of the quarters that are shown, and nothing else.
type Asked = Query<BTreeMap<String, String>>;

/// Returns the closed quarters and which is chosen; or the reason why there is no such cut, as the key of its words.
async fn chosen(here: &Here, asked: &BTreeMap<String, String>) -> Result<std::result::Result<Cut, &'static str>> {
    if let Some(key) = asked.keys().find(|key| *key != "quarter") {
        return Ok(Err(match key.as_str() {
            "from" | "to" | "until" | "date" | "month" | "week" | "year" | "since" => "insight-refused-dates",
            "team" | "teams" | "person" | "who" | "account" | "role" => "insight-refused-people",
            _ => "insight-refused-cut",
        }));
    }
    let quarters = read::closed(here.app.db.read(), &here.actor, here.app.clock.now()).await?;
    let latest = quarters.iter().rposition(|closed| closed.release.is_some());
    let at = match asked.get("quarter") {
        Some(name) => match quarters.iter().position(|closed| closed.quarter == *name) {
            Some(at) => at,
            None => return Ok(Err("insight-refused-quarter")),
        },
        None => latest.unwrap_or(quarters.len().saturating_sub(1)),
    };
    Ok(Ok(Cut { quarters, at }))
}

/// The quarters that are shown, and the one that is looked at.
pub struct Cut {
    pub quarters: Vec<Closed>,
    pub at: usize,
}

impl Cut {
    /// Returns the quarter that is looked at.
    pub fn closed(&self) -> &Closed {
        &self.quarters[self.at]
    }
}

fn refused(here: &Here, reason: &str) -> Result {
    let page = RefusedPage {
        reason: here.language.t(reason),
        back: here.url("/insight"),
        handbook: here.url("/handbook/insight"),
    };
    here.rejected(&here.language.t("insight-refused"), &page)
}

async fn index(here: Here, Query(asked): Asked) -> Result {
    let cut = match chosen(&here, &asked).await? {
        Ok(cut) => cut,
        Err(reason) => return refused(&here, reason),
    };
    let mut page = page(&here, &cut).await?;
    page.teams = own_teams(&here).await?;
    page.least_now = close::least(here.app.db.read(), here.actor.organisation).await?;
    page.overdue = super::signals::overdue(&here).await?;
    let patterns = super::signals::patterns(&here).await?;
    let may_begin = !signals::own_teams(here.app.db.read(), &here.actor).await?.is_empty();
    for candidate in &mut page.candidates {
        let of = patterns.iter().filter(|(key, _)| *key == candidate.key);
        candidate.signals = of.map(|(_, row)| row.clone()).collect();
        candidate.begin = may_begin.then(|| here.url(&format!("/signals/new?group={}", candidate.key)));
    }
    here.page(&here.language.t("insight-title"), &page)
}

/// Builds what everybody reads alike: the numbers, and what teams told.
async fn page(here: &Here, cut: &Cut) -> Result<InsightPage> {
    let told = told::all(here.app.db.read(), &here.actor).await?;
    let (questions, helped) = build::told(here.language, &told);
    Ok(InsightPage { questions, helped, ..build::page(here, cut) })
}

/// Lists the reader's own teams with what has gone into this quarter.
async fn own_teams(here: &Here) -> Result<Vec<view::OwnTeam>> {
    let own = read::own_parts(here.app.db.read(), &here.actor, here.app.clock.now()).await?;
    let own = own.into_iter().map(|(team, part)| view::OwnTeam {
        href: here.url(&format!("/insight/teams/{}", team.id)),
        name: team.name,
        conversations: part.conversations,
        items: part.items,
    });
    Ok(own.collect())
}

async fn csv(here: Here, Query(asked): Asked) -> Result {
    match chosen(&here, &asked).await? {
        Ok(cut) => {
            let file = paper::csv(here.language, &cut)?;
            Ok(attachment("text/csv; charset=utf-8", &format!("inzicht-{}.csv", cut.closed().quarter), file.into()))
        }
        Err(reason) => refused(&here, reason),
    }
}

async fn report(here: Here, Query(asked): Asked) -> Result {
    let cut = match chosen(&here, &asked).await? {
        Ok(cut) => cut,
        Err(reason) => return refused(&here, reason),
    };
    let name = format!("inzicht-{}.pdf", cut.closed().quarter);
    let page = page(&here, &cut).await?;
    let waiting = super::signals::waiting(&here).await?;
    let sheet = paper::report(here.language, &here.actor.organisation_name, &page, &waiting);
    let file = aside(move || sheet.finish()).await.map_err(anyhow::Error::new)?;
    Ok(attachment("application/pdf", &name, file.map_err(anyhow::Error::new)?))
}

fn attachment(kind: &'static str, name: &str, file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (StatusCode::OK, headers, file).into_response()
}

#[derive(Deserialize)]
struct LeastForm {
    #[serde(default)]
    people: String,
}

async fn raise(here: Here, Form(form): Form<LeastForm>) -> Result {
    if !here.actor.administrator {
        return Err(Error::NotFound);
    }
    let Ok(people) = form.people.trim().parse() else { return refused(&here, "insight-refused-least") };
    let mut tx = here.app.db.write().await?;
    if !close::raise_least(&mut tx, here.actor.organisation, people).await? {
        return refused(&here, "insight-refused-least");
    }
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/insight"), "insight-raised"))
}

async fn team(here: Here, Params((_, id)): Params<(String, TeamId)>) -> Result {
    let (db, organisation) = (here.app.db.read(), here.actor.organisation);
    let texts = told::of_team(db, &here.actor, id).await?.ok_or(Error::NotFound)?;
    let team = teams::find(db, organisation, id).await?.ok_or(Error::NotFound)?;
    let seat = here.actor.reader_of(db, id).await?;
    let part = read::own_part(db, organisation, id, here.app.clock.now()).await?;
    let item = |one: told::Told| TeamItem {
        kind: build::kind(here.language, &one),
        action: here.url(&format!("/insight/told/{}", one.part.id)),
        title: one.title,
        text: one.part.text,
        told: one.told,
    };
    let page = TeamPage {
        team: team.name,
        conversations: part.conversations,
        items: part.items,
        texts: texts.into_iter().map(item).collect(),
        may_tell: seat.is_some_and(|seat| matches!(seat.role, TeamRole::Member | TeamRole::Facilitator)),
        back: here.url("/insight"),
    };
    here.page(&here.language.t("insight-team-title"), &page)
}

#[derive(Deserialize)]
struct TellForm {
    /// `yes` or `no`.
    #[serde(default)]
    told: String,
}

async fn tell(here: Here, Params((_, part)): Params<(String, SharedPartId)>, Form(form): Form<TellForm>) -> Result {
    let told = form.told == "yes";
    let mut tx = here.app.db.write().await?;
    let team = told::put(&mut tx, &here.actor, part, told).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    let notice = if told { "insight-told" } else { "insight-untold" };
    Ok(here.redirect_with_notice(&here.url(&format!("/insight/teams/{team}")), notice))
}

/// Names a quarter: "derde kwartaal van 2026".
pub fn quarter_words(language: Language, quarter: &str) -> String {
    let (year, number) = quarter.split_once('Q').unwrap_or((quarter, ""));
    language.t_with(&format!("insight-quarter-{number}"), "year", year)
}

/// Names a quarter shortly: "K3 ’26".
pub fn quarter_short(language: Language, quarter: &str) -> String {
    let (year, number) = quarter.split_once('Q').unwrap_or((quarter, ""));
    let year = year.get(2..).unwrap_or(year);
    language.t_all("insight-quarter-short", &[("number", number), ("year", year)])
}
