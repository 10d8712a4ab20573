//! A team's agreement: read, accepted once a version, and changed by a facilitator.

use entity::ids::TeamId;
use serde::{Deserialize, Serialize};

use super::form::{self, Errors};
use super::routing::{Routes, get, post};
use super::start::Coming;
use super::teams::view::Person;
use super::teams::{find_standing, team_url};
use super::views::{Entry, View, entry};
use super::{Error, Form, Here, Params, Result, dates};
use crate::teams::agreements::{self, Current, LONGEST, Refused};
use crate::teams::members;
use crate::teams::standing::Standing;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/teams/{team}/agreement", get(show).post(update))
        .route("/o/{organisation}/teams/{team}/agreement/edit", get(edit))
        .route("/o/{organisation}/teams/{team}/agreement/accept", post(accept))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<AgreementPage>(), entry::<EditAgreementPage>()]
}

/// The agreement, and who accepted it.
#[derive(Serialize)]
pub struct AgreementPage {
    team: String,
    text: String,
    version: i32,
    since: String,
    accepted: bool,
    /// Who accepted and who still will; the team's own business, so a guest sees neither.
    names: Vec<Person>,
    waiting: Vec<Person>,
    action: String,
    edit: Option<String>,
    back: String,
}

impl View for AgreementPage {
    const TEMPLATE: &'static str = "teams/agreement.html";

    fn samples() -> Vec<Self> {
        let person = || Person { name: "Noor".into(), role: String::new(), own: true };
        let page = |accepted: bool| Self {
            team: "Team Noord".into(),
            text: agreements::default_text("nl").to_owned(),
            version: 2,
            since: if accepted { "4 maart 2026".into() } else { String::new() },
            accepted,
            names: if accepted { vec![person()] } else { vec![] },
            waiting: vec![person()],
            action: "#".into(),
            edit: accepted.then(|| "#".to_owned()),
            back: "#".into(),
        };
        vec![page(true), page(false)]
    }
}

/// The form that changes the agreement.
#[derive(Serialize)]
pub struct EditAgreementPage {
    team: String,
    text: String,
    version: i32,
    back: String,
    errors: Errors,
}

impl View for EditAgreementPage {
    const TEMPLATE: &'static str = "teams/agreement_edit.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("text", "agreement-changed-meanwhile");
        vec![Self {
            team: "Team Noord".into(),
            text: "Dit spreken we af.".into(),
            version: 1,
            back: "#".into(),
            errors,
        }]
    }
}

/// Lists the agreements that the reader hasn't accepted yet, for the start page.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let teams = agreements::awaiting(here.app.db.read(), &here.actor).await?;
    let line = |team: entity::team::Model| Coming {
        label: team.name,
        title: here.language.t("start-agreement"),
        href: team_url(here, team.id, "/agreement"),
        notes: vec![here.language.t("start-agreement-note")],
    };
    Ok(teams.into_iter().map(line).collect())
}

/// Finds the team for somebody who is in it.
async fn find_own(here: &Here, team: TeamId) -> Result<Standing> {
    let standing = find_standing(here, team).await?;
    if standing.is_in() { Ok(standing) } else { Err(Error::NotFound) }
}

async fn show(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    let db = here.app.db.read();
    let standing = find_own(&here, team).await?;
    let current = agreements::current(db, standing.key(), here.language.code()).await?;
    let accepted = agreements::accepted_by(db, standing.key()).await?;
    let has = |account| accepted.iter().any(|(id, _)| *id == account);
    let people = match standing.reads() {
        true => members::list(db, standing.key()).await?,
        false => Vec::new(),
    };
    let person = |name: &str, own| Person { name: name.to_owned(), role: String::new(), own };
    let (yes, no): (Vec<_>, Vec<_>) = people.iter().partition(|(member, _)| has(member.account_id));
    let named = |list: Vec<&(entity::team_member::Model, entity::account::Model)>| {
        list.into_iter().map(|(_, account)| person(&account.name, account.id == here.actor.account)).collect()
    };
    let page = AgreementPage {
        team: standing.team.name.clone(),
        text: current.text,
        version: current.version,
        since: current.since.map(|since| dates::day_of(since, here.language)).unwrap_or_default(),
        accepted: has(here.actor.account),
        names: named(yes),
        waiting: named(no),
        action: team_url(&here, team, "/agreement/accept"),
        edit: standing.facilitates().then(|| team_url(&here, team, "/agreement/edit")),
        back: if standing.reads() { team_url(&here, team, "") } else { here.url("") },
    };
    here.page(&here.language.t("agreement-title"), &page)
}

#[derive(Deserialize)]
struct AcceptForm {
    #[serde(default)]
    version: i32,
}

async fn accept(here: Here, Params((_, team)): Params<(String, TeamId)>, Form(form): Form<AcceptForm>) -> Result {
    let standing = find_own(&here, team).await?;
    let text = agreements::default_text(here.language.code()).to_owned();
    let read = Current { version: form.version, text, since: None };
    let mut tx = here.app.db.write().await?;
    let url = team_url(&here, team, "/agreement");
    match agreements::accept(&mut tx, standing.key(), here.actor.account, &read, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Changed) => return Ok(here.redirect_with_notice(&url, "agreement-read-again")),
        Err(Refused::Database(error)) => return Err(error.into()),
    }
    let to = if standing.reads() { url } else { here.url("") };
    Ok(here.redirect_with_notice(&to, "agreement-accepted"))
}

async fn edit(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    let standing = find_facilitated(&here, team).await?;
    let current = agreements::current(here.app.db.read(), standing.key(), here.language.code()).await?;
    let page = edit_page(&here, &standing, current.text, current.version, Errors::default());
    here.page(&here.language.t("agreement-edit-title"), &page)
}

#[derive(Deserialize)]
struct AgreementForm {
    #[serde(default)]
    text: String,
    #[serde(default)]
    version: i32,
}

async fn update(here: Here, Params((_, team)): Params<(String, TeamId)>, Form(form): Form<AgreementForm>) -> Result {
    let standing = find_facilitated(&here, team).await?;
    let url = team_url(&here, team, "/agreement");
    let title = here.language.t("agreement-edit-title");
    let current = agreements::current(here.app.db.read(), standing.key(), here.language.code()).await?;
    let mut errors = Errors::default();
    let text = form::required(&form.text, LONGEST, "text", &mut errors);
    if !errors.is_empty() {
        return here.rejected(&title, &edit_page(&here, &standing, form.text, form.version, errors));
    }
    if text == current.text {
        return Ok(here.redirect_with_notice(&url, "agreement-same"));
    }
    let edited = Current { version: form.version, text, since: None };
    let mut tx = here.app.db.write().await?;
    match agreements::revise(&mut tx, standing.key(), here.actor.account, &edited, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Changed) => {
            // What was typed stays; sending it once more builds on the version that stands now.
            errors.add("text", "agreement-changed-meanwhile");
            return here.rejected(&title, &edit_page(&here, &standing, form.text, current.version, errors));
        }
        Err(Refused::Database(error)) => return Err(error.into()),
    }
    Ok(here.redirect_with_notice(&url, "agreement-saved"))
}

async fn find_facilitated(here: &Here, team: TeamId) -> Result<Standing> {
    let standing = find_standing(here, team).await?;
    if standing.facilitates() { Ok(standing) } else { Err(Error::NotFound) }
}

fn edit_page(here: &Here, standing: &Standing, text: String, version: i32, errors: Errors) -> EditAgreementPage {
    let back = team_url(here, standing.team.id, "/agreement");
    EditAgreementPage { team: standing.team.name.clone(), text, version, back, errors }
}
