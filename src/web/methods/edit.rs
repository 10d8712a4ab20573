//! Changing a team's own method as a whole: its words, and which steps it has in which order.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use entity::ids::{MethodId, TeamId};
use serde::Deserialize;

use super::view::{EditMethodPage, StepRow};
use super::{Ground, MethodParams, ground};
use crate::methods::own::{self, Own};
use crate::methods::{Flaw, Step};
use crate::web::form::tidy;
use crate::web::words::Language;
use crate::web::{Error, Errors, Form, Here, Params, Result, views};

/// Finds a method of the team for somebody who may change it.
pub(super) async fn changeable(here: &Here, team: TeamId, id: &str) -> Result<(Ground, Own)> {
    let ground = ground(here, team).await?;
    let id = MethodId::parse(id).filter(|_| ground.shapes).ok_or(Error::NotFound)?;
    let found = own::get(here.app.db.read(), &here.actor, team, id).await?;
    Ok((ground, found))
}

/// Shows the form.
pub async fn edit(here: Here, Params((_, team, id)): MethodParams) -> Result {
    let (ground, own) = changeable(&here, team, &id).await?;
    let view = page(&here, &ground, &own, &[]);
    here.page(&view.name.clone(), &view)
}

#[derive(Deserialize)]
pub struct MethodForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    summary: String,
    version: i32,
}

/// Keeps name and summary.
pub async fn update(here: Here, Params((_, team, id)): MethodParams, Form(form): Form<MethodForm>) -> Result {
    let (_, mut own) = changeable(&here, team, &id).await?;
    let code = here.language.code();
    own.version = form.version;
    own.method.name.reword(code, tidy(&form.name));
    own.method.summary.reword(code, tidy(&form.summary));
    save(&here, team, own).await
}

#[derive(Deserialize)]
pub struct StepsForm {
    verb: String,
    #[serde(default)]
    step: String,
    version: i32,
}

/// Adds a step, takes one away, or lets one change places with the one before it.
pub async fn change_steps(here: Here, Params((_, team, id)): MethodParams, Form(form): Form<StepsForm>) -> Result {
    let (_, mut own) = changeable(&here, team, &id).await?;
    own.version = form.version;
    let at = own.method.steps.iter().position(|step| step.key == form.step);
    match (form.verb.as_str(), at) {
        ("add", _) => own.method.steps.push(new_step(here.language, &own.method.steps)),
        ("remove", Some(at)) => drop(own.method.steps.remove(at)),
        ("earlier", Some(at)) if at > 0 => own.method.steps.swap(at - 1, at),
        ("earlier", Some(_)) => {}
        _ => return Err(Error::Malformed),
    }
    save(&here, team, own).await
}

/// A step in which people talk, to be worded by the team.
fn new_step(language: Language, steps: &[Step]) -> Step {
    let free = |number: &usize| !steps.iter().any(|step| step.key == format!("step-{number}"));
    let number = (1..).find(free).expect("a method has few steps");
    Step::talk(format!("step-{number}"), language.t("methods-step-new"), language.t("methods-step-new-goal"))
}

/// Takes a method out of the list.
pub async fn discard(here: Here, Params((_, team, id)): MethodParams) -> Result {
    let (ground, own) = changeable(&here, team, &id).await?;
    let mut tx = here.app.db.write().await?;
    own::discard(&mut tx, &here.actor, team, own.id).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&ground.url, "methods-discarded"))
}

async fn save(here: &Here, team: TeamId, own: Own) -> Result {
    let (ground, id) = (ground(here, team).await?, own.id);
    let mut tx = here.app.db.write().await?;
    let status = match own::save(&mut tx, &here.actor, team, own.clone(), here.app.clock.now()).await {
        Ok(()) => {
            tx.commit().await?;
            return Ok(here.redirect_with_notice(&format!("{}/{id}/edit", ground.url), "methods-kept"));
        }
        Err(own::Refused::Flawed(flaws)) => (StatusCode::UNPROCESSABLE_ENTITY, flaws),
        Err(own::Refused::Stale) => (StatusCode::CONFLICT, Vec::new()),
        Err(refusal) => return Err(refusal.into()),
    };
    drop(tx);
    let (status, flaws) = status;
    let mut view = page(here, &ground, &own, &flaws);
    let mut chrome = here.chrome(&view.name);
    if status == StatusCode::CONFLICT {
        view.version = own::get(here.app.db.read(), &here.actor, team, id).await?.version;
        chrome.notice = Some(here.language.t("methods-stale"));
    }
    Ok((status, Html(views::render(&chrome, &view)?)).into_response())
}

fn page(here: &Here, ground: &Ground, own: &Own, flaws: &[Flaw]) -> EditMethodPage {
    let code = here.language.code();
    let mut errors = Errors::default();
    for flaw in flaws {
        // What is wrong inside a step is said at the list of steps, with the step's name.
        let field = if flaw.step.is_some() { "steps" } else { flaw.field.as_str() };
        errors.add(field, flaw.reason.sentence());
    }
    let row =
        |step: &Step| StepRow { key: step.key.clone(), name: step.name.get(code).to_owned(), minutes: step.minutes };
    let flawed = flaws.iter().find_map(|flaw| flaw.step).and_then(|number| own.method.steps.get(number));
    EditMethodPage {
        url: format!("{}/{}", ground.url, own.id),
        name: own.method.name.get(code).to_owned(),
        summary: own.method.summary.get(code).to_owned(),
        version: own.version,
        steps: own.method.steps.iter().map(row).collect(),
        flawed: flawed.map(|step| step.name.get(code).to_owned()).unwrap_or_default(),
        errors,
    }
}
