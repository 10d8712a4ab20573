//! What a conversation turns on: the page on which the facilitator writes down what the group settled at the first step.

use entity::ids::{DeliberationId, VirtueId};
use serde::{Deserialize, Serialize};

use super::deliberations::refused;
use super::extract::redirect;
use super::form::at_most;
use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::{Errors, Form, Here, Params, Result};
use crate::cases::{LONGEST_QUESTION, MOST_VIRTUES};
use crate::deliberations::Refused;
use crate::deliberations::focus::{self, Focus};
use crate::frameworks::{self, Virtue};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/deliberations/{deliberation}/focus", get(edit).post(update))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<FocusPage>()]
}

/// The page of the learning question and the virtues.
#[derive(Serialize)]
pub struct FocusPage {
    base: String,
    question: String,
    virtues: Vec<VirtueOption>,
    chosen: Vec<String>,
    errors: Errors,
}

/// A virtue to choose, between its poles.
#[derive(Serialize)]
struct VirtueOption {
    value: String,
    label: String,
    hint: String,
}

impl View for FocusPage {
    const TEMPLATE: &'static str = "deliberations/focus.html";

    fn samples() -> Vec<Self> {
        let hint = "tussen haast en traagheid".to_owned();
        let option = VirtueOption { value: "1".into(), label: "Geduld".into(), hint };
        let page = |virtues, errors| Self {
            base: "/o/maaskant/deliberations/1".into(),
            question: "Hoe lang blijf ik aanbellen?".into(),
            virtues,
            chosen: vec!["1".into()],
            errors,
        };
        let mut errors = Errors::default();
        errors.add("virtue", "focus-three");
        vec![page(vec![option], errors), page(vec![], Errors::default())]
    }
}

async fn edit(here: Here, Params((_, id)): Params<(String, DeliberationId)>) -> Result {
    let db = here.app.db.read();
    let (_, room, focus) = focus::get(db, &here.actor, id).await.map_err(refused)?;
    let chosen = focus.virtues.iter().map(ToString::to_string).collect();
    let virtues = frameworks::current(db, here.actor.organisation, room.deliberation.team_id).await?;
    let view = page(&here, id, virtues, (focus.learning_question, chosen), Errors::default());
    here.page(&here.language.t("focus-title"), &view)
}

#[derive(Deserialize)]
struct FocusForm {
    #[serde(default)]
    question: String,
    #[serde(default)]
    virtue: Vec<String>,
}

async fn update(here: Here, Params((_, id)): Params<(String, DeliberationId)>, Form(form): Form<FocusForm>) -> Result {
    let mut errors = Errors::default();
    let learning_question = at_most(&form.question, LONGEST_QUESTION, "question", &mut errors);
    if form.virtue.len() > MOST_VIRTUES {
        errors.add("virtue", "focus-three");
    }
    let (_, room, before) = focus::get(here.app.db.read(), &here.actor, id).await.map_err(refused)?;
    let team = room.deliberation.team_id;
    let current = frameworks::current(here.app.db.read(), here.actor.organisation, team).await?;
    let is_chosen = |id: VirtueId| form.virtue.contains(&id.to_string());
    let mut virtues: Vec<VirtueId> = current.iter().map(|virtue| virtue.id).filter(|id| is_chosen(*id)).collect();
    if before.virtues.len() == virtues.len() && before.virtues.iter().all(|id| virtues.contains(id)) {
        // The case's own order stays.
        virtues = before.virtues;
    }
    if errors.is_empty() {
        let mut tx = here.app.db.write().await?;
        match focus::settle(&mut tx, &here.actor, id, Focus { learning_question, virtues }).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(redirect(&here.url(&format!("/deliberations/{id}"))));
            }
            Err(Refused::Conflict) => errors.add("virtue", "focus-dots"),
            Err(refusal) => return Err(refused(refusal)),
        }
    }
    let view = page(&here, id, current, (form.question, form.virtue), errors);
    here.rejected(&here.language.t("focus-title"), &view)
}

fn page(
    here: &Here,
    id: DeliberationId,
    virtues: Vec<Virtue>,
    (question, chosen): (String, Vec<String>),
    errors: Errors,
) -> FocusPage {
    let option = |virtue: Virtue| VirtueOption {
        value: virtue.id.to_string(),
        hint: here.language.t_all("focus-between", &[("left", &virtue.too_little), ("right", &virtue.too_much)]),
        label: virtue.name,
    };
    let base = here.url(&format!("/deliberations/{id}"));
    FocusPage { base, question, virtues: virtues.into_iter().map(option).collect(), chosen, errors }
}
