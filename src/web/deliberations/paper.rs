//! Typing in afterwards what stood on paper: one page with the questions of all steps, in the order of the sheets.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse};
use entity::contribution::ContributionKind;
use entity::ids::DeliberationId;
use sea_orm::ActiveEnum;
use serde::Serialize;

use super::room::scene;
use super::scene::Scene;
use super::{refused, room};
use crate::deliberations::Refused;
use crate::deliberations::contribution::LONGEST_TEXT;
use crate::deliberations::paper::{self, Card};
use crate::methods::Seen;
use crate::web::form::{Errors, tidy};
use crate::web::views::{self, View};
use crate::web::{Error, Form, Here, Params, Result};

/// The page on which the sheets are typed in.
#[derive(Serialize)]
pub struct PaperPage {
    base: String,
    sheets: String,
    steps: Vec<PaperStep>,
    errors: Errors,
}

#[derive(Serialize)]
struct PaperStep {
    key: String,
    name: String,
    fields: Vec<PaperField>,
}

#[derive(Serialize)]
struct PaperField {
    name: String,
    label: String,
    value: String,
    error: &'static str,
}

impl View for PaperPage {
    const TEMPLATE: &'static str = "deliberations/paper.html";

    fn samples() -> Vec<Self> {
        let field = |error| PaperField {
            name: "explore.observation".into(),
            label: "Wat zag en hoorde je".into(),
            value: "Een mesje.".into(),
            error,
        };
        let page = |error, empty: bool| {
            let mut errors = Errors::default();
            if empty {
                errors.add("cards", "paper-empty");
            }
            let step = PaperStep { key: "explore".into(), name: "Verkennen".into(), fields: vec![field(error)] };
            Self { base: "/o/x/deliberations/0192".into(), sheets: "/".into(), steps: vec![step], errors }
        };
        vec![page("", true), page("form-too-long", false)]
    }
}

/// Shows the page to the facilitator.
pub async fn edit(here: Here, Params((_, id)): Params<(String, DeliberationId)>) -> Result {
    let scene = ground(&here, id).await?;
    let view = page(&here, &scene, &HashMap::new(), Errors::default());
    here.page(&here.language.t("paper-title"), &view)
}

/// Puts everything on the table.
pub async fn create(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(fields): Form<HashMap<String, String>>,
) -> Result {
    let scene = ground(&here, id).await?;
    let cards: Vec<Card> = fields.iter().flat_map(|(name, text)| cards(name, text)).collect();
    let mut errors = Errors::default();
    let mut tx = here.app.db.write().await?;
    match paper::type_in(&mut tx, &here.actor, id, &cards, here.app.clock.now()).await {
        Ok(()) => {
            tx.commit().await?;
            return Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), "paper-kept"));
        }
        Err(Refused::Empty) => errors.add("cards", "paper-empty"),
        Err(Refused::TooLong) => errors.add("cards", "paper-too-long"),
        Err(Refused::Conflict) => {
            drop(tx);
            let typed = fields.into_iter().map(|(name, text)| (format!("text-{name}"), text)).collect();
            return room::conflict(&here, &headers, id, typed).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    let view = page(&here, &scene, &fields, errors);
    let chrome = here.chrome(&here.language.t("paper-title"));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(views::render(&chrome, &view)?)).into_response())
}

async fn ground(here: &Here, id: DeliberationId) -> Result<Scene> {
    let (seat, scene) = scene(&here.app, &here.actor, id, here.language).await.map_err(refused)?;
    if seat.is_facilitator() && scene.room.is_open() { Ok(scene) } else { Err(Error::NotFound) }
}

/// Reads the cards of one field, named after step and kind: each paragraph is a card.
fn cards(name: &str, text: &str) -> Vec<Card> {
    let Some((step, kind)) = name.split_once('.') else { return Vec::new() };
    let Ok(kind) = ContributionKind::try_from_value(&kind.to_owned()) else { return Vec::new() };
    let text = tidy(text);
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|text| Card { step: step.to_owned(), kind, text: text.to_owned() }).collect()
}

fn page(here: &Here, scene: &Scene, typed: &HashMap<String, String>, errors: Errors) -> PaperPage {
    let code = here.language.code();
    let too_long = |text: &str| text.split("\n\n").any(|part| part.trim().chars().count() > LONGEST_TEXT);
    let steps = scene.room.steps().filter(|(step, _)| !step.yields.is_empty() && step.seen != Seen::AuthorOnly);
    let steps = steps.map(|(step, _)| PaperStep {
        key: step.key.clone(),
        name: step.name.get(code).to_owned(),
        fields: step
            .yields
            .iter()
            .map(|asked| {
                let name = format!("{}.{}", step.key, asked.kind.as_str());
                let value = typed.get(&name).cloned().unwrap_or_default();
                let error = if too_long(&value) { "form-too-long" } else { "" };
                PaperField { name, label: asked.label.get(code).to_owned(), value, error }
            })
            .collect(),
    });
    let sheets = here.url(&format!("/deliberations/{}/sheets", scene.room.deliberation.id));
    PaperPage { base: scene.base.clone(), sheets, steps: steps.collect(), errors }
}
