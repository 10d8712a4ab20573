//! Teams: the list, a new one, and a team's own page.

pub mod view;

use std::collections::HashMap;

use entity::ids::TeamId;
use serde::Deserialize;

use super::extract::redirect;
use super::form::{self, Errors};
use super::routing::{Routes, get};
use super::views::{Entry, entry};
use super::{Error, Form, Here, Params, Result};
use crate::teams::members::{self, TeamRef};
use crate::teams::standing::{self, Standing};
use crate::teams::{self, notices};
use view::{NewTeamPage, NoticeLine, Person, TeamPage, TeamRow, TeamsPage, Way, role_words};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/teams", get(index).post(create))
        .route("/o/{organisation}/teams/new", get(new))
        .route("/o/{organisation}/teams/{team}", get(show))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<TeamsPage>(), entry::<NewTeamPage>(), entry::<TeamPage>()]
}

/// Finds the team of an address, as the reader stands to it; not found for whom there is nothing.
pub async fn find_standing(here: &Here, team: TeamId) -> Result<Standing> {
    standing::find(here.app.db.read(), &here.actor, team).await?.ok_or(Error::NotFound)
}

/// Returns an address below a team's page, such as `/o/maaskant/teams/…/agreement`.
pub fn team_url(here: &Here, team: TeamId, rest: &str) -> String {
    here.url(&format!("/teams/{team}{rest}"))
}

async fn index(here: Here) -> Result {
    let db = here.app.db.read();
    let places = members::of_account(db, here.actor.organisation, here.actor.account).await?;
    let places: HashMap<TeamId, _> = places.into_iter().map(|place| (place.team_id, place)).collect();
    let all = teams::list(db, here.actor.organisation).await?;
    let mut page = TeamsPage { own: Vec::new(), other: Vec::new(), new: None };
    for team in all {
        let mut row = TeamRow { href: team_url(&here, team.id, ""), name: team.name, notes: Vec::new() };
        match places.get(&team.id) {
            Some(place) => {
                row.notes.push(role_words(here.language, place));
                page.own.push(row);
            }
            None if here.actor.administrator || here.actor.manager => page.other.push(row),
            None => {}
        }
    }
    page.new = here.actor.administrator.then(|| here.url("/teams/new"));
    here.page(&here.language.t("teams-title"), &page)
}

async fn new(here: Here) -> Result {
    require_administrator(&here)?;
    let page = NewTeamPage { name: String::new(), back: here.url("/teams"), errors: Errors::default() };
    here.page(&here.language.t("team-new-title"), &page)
}

#[derive(Deserialize)]
struct TeamForm {
    #[serde(default)]
    name: String,
}

async fn create(here: Here, Form(form): Form<TeamForm>) -> Result {
    require_administrator(&here)?;
    let mut errors = Errors::default();
    let name = form::required(&form.name, 120, "name", &mut errors);
    if !errors.is_empty() {
        let page = NewTeamPage { name: form.name, back: here.url("/teams"), errors };
        return here.rejected(&here.language.t("team-new-title"), &page);
    }
    let mut tx = here.app.db.write().await?;
    let team = teams::create(&mut tx, here.actor.organisation, name, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect(&team_url(&here, team.id, "/members")))
}

async fn show(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    let db = here.app.db.read();
    let standing = find_standing(&here, team).await?;
    if !standing.sees_members() {
        return Ok(redirect(&team_url(&here, team, "/agreement")));
    }
    let key = TeamRef { organisation: here.actor.organisation, team };
    let people = members::list(db, key).await?;
    let told = match standing.reads() {
        true => notices::recent(db, key.organisation, &[team], here.app.clock.now()).await?,
        false => Vec::new(),
    };
    let edits = standing.places_people() || standing.facilitates();
    let page = TeamPage {
        name: standing.team.name.clone(),
        members: people.iter().map(|(m, a)| Person::of(here.language, m, &a.name, here.actor.account)).collect(),
        ways: if standing.is_in() { ways(&here, &standing) } else { Vec::new() },
        notices: told.iter().map(|told| NoticeLine::of(here.language, told)).collect(),
        outside: !standing.is_in(),
        leave: standing.is_in().then(|| team_url(&here, team, "/leave")),
        edit: edits.then(|| team_url(&here, team, "/members")),
        back: here.url("/teams"),
    };
    here.page(&standing.team.name, &page)
}

/// Lists where the team's page leads. Each noun that a team has adds its line here.
fn ways(here: &Here, standing: &Standing) -> Vec<Way> {
    let way = |rest: &str, key: &str| Way {
        href: team_url(here, standing.team.id, rest),
        title: here.language.t(key),
        note: here.language.t(&format!("{key}-note")),
    };
    let mut ways = Vec::new();
    if standing.reads() {
        ways.push(way("/meetings", "team-way-meetings"));
        ways.push(way("/cases/new", "team-way-case"));
        ways.push(way("/framework", "team-way-framework"));
        ways.push(way("/methods", "team-way-methods"));
    }
    ways.push(way("/agreement", "team-way-agreement"));
    if standing.facilitates() {
        let (title, note) = (here.language.t("known-words-link"), here.language.t("known-words-link-note"));
        ways.push(Way { href: here.url("/known-words"), title, note });
    }
    ways
}

fn require_administrator(here: &Here) -> Result<()> {
    if here.actor.administrator { Ok(()) } else { Err(Error::NotFound) }
}
