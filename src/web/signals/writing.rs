//! Writing a signal down, and changing its words while it is a draft.

use axum::extract::Query;
use entity::ids::{SignalId, TeamId};
use entity::signal::SignalState;
use serde::Deserialize;

use super::view::{EditPage, SignalForm, TeamChoice};
use super::{SignalParams, group_name};
use crate::signals::{self, Draft, LONGEST_TEXT, LONGEST_TITLE, Told};
use crate::web::{Error, Errors, Form, Here, Params, Result, form};
use crate::{teams, tensions};

async fn edit_page(here: &Here, id: Option<SignalId>, typed: SignalForm, errors: Errors) -> Result<EditPage> {
    let db = here.app.db.read();
    let own = signals::own_teams(db, &here.actor).await?;
    if own.is_empty() {
        return Err(Error::NotFound);
    }
    let teams = teams::list(db, here.actor.organisation).await?;
    let choice = teams.into_iter().filter(|team| own.contains(&team.id));
    let (action, back) = match id {
        Some(id) => (here.url(&format!("/signals/{id}/edit")), here.url(&format!("/signals/{id}"))),
        None => (here.url("/signals"), here.url("/signals")),
    };
    Ok(EditPage {
        is_new: id.is_none(),
        pattern: group_name(here, &typed.group).unwrap_or_default(),
        teams: choice.map(|team| TeamChoice { value: team.id.to_string(), label: team.name }).collect(),
        typed,
        action,
        back,
        errors,
    })
}

#[derive(Deserialize)]
pub(super) struct NewQuery {
    #[serde(default)]
    group: String,
}

pub(super) async fn new(here: Here, Query(query): Query<NewQuery>) -> Result {
    let typed = SignalForm { group: query.group, ..SignalForm::default() };
    let page = edit_page(&here, None, typed, Errors::default()).await?;
    here.page(&here.language.t("signals-new"), &page)
}

fn parse(typed: &SignalForm) -> (Draft, Errors) {
    let mut errors = Errors::default();
    let draft = Draft {
        group: tensions::groups().iter().any(|group| group.key == typed.group).then(|| typed.group.clone()),
        title: form::required(&typed.title, LONGEST_TITLE, "title", &mut errors),
        what: form::required(&typed.what, LONGEST_TEXT, "what", &mut errors),
        asked: form::required(&typed.asked, LONGEST_TEXT, "asked", &mut errors),
    };
    (draft, errors)
}

pub(super) async fn create(here: Here, Form(typed): Form<SignalForm>) -> Result {
    let (draft, mut errors) = parse(&typed);
    let own = signals::own_teams(here.app.db.read(), &here.actor).await?;
    let team = match own.as_slice() {
        [only] => Some(*only),
        _ => TeamId::parse(&typed.team).filter(|team| own.contains(team)),
    };
    if team.is_none() {
        errors.add("team", "form-required");
    }
    let (Some(team), true) = (team, errors.is_empty()) else {
        let page = edit_page(&here, None, typed, errors).await?;
        return here.rejected(&here.language.t("signals-new"), &page);
    };
    let mut tx = here.app.db.write().await?;
    let id = signals::create(&mut tx, &here.actor, team, draft).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-saved"))
}

pub(super) async fn edit(here: Here, Params((_, id)): SignalParams) -> Result {
    let told = own_draft(&here, id).await?;
    let row = told.row;
    let typed = SignalForm {
        team: row.team_id.to_string(),
        group: row.group_key.unwrap_or_default(),
        title: row.title,
        what: row.what,
        asked: row.asked,
    };
    let page = edit_page(&here, Some(id), typed, Errors::default()).await?;
    here.page(&here.language.t("signals-change"), &page)
}

/// Returns a draft of the asker's own team.
pub(super) async fn own_draft(here: &Here, id: SignalId) -> Result<Told> {
    let told = signals::get(here.app.db.read(), &here.actor, id).await?;
    match (told.own, told.row.state) {
        (true, SignalState::Draft) => Ok(told),
        (true, _) => Err(Error::Conflict),
        (false, _) => Err(Error::NotFound),
    }
}

pub(super) async fn update(here: Here, Params((_, id)): SignalParams, Form(typed): Form<SignalForm>) -> Result {
    own_draft(&here, id).await?;
    let (draft, errors) = parse(&typed);
    if !errors.is_empty() {
        let page = edit_page(&here, Some(id), typed, errors).await?;
        return here.rejected(&here.language.t("signals-change"), &page);
    }
    let mut tx = here.app.db.write().await?;
    signals::change(&mut tx, &here.actor, id, draft).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-saved"))
}
