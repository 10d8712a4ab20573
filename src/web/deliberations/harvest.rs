//! From a conversation into the team's framework: the facilitator takes what the group named, with words for both sides.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use entity::contribution::ContributionKind;
use entity::ids::DeliberationId;
use serde::Serialize;

use super::refused;
use super::room::scene;
use super::scene::Scene;
use crate::deliberations::Refused;
use crate::frameworks::{self, LONGEST_WORD, Wording};
use crate::methods::Tool;
use crate::web::extract::redirect;
use crate::web::form::{Errors, tidy};
use crate::web::views::{self, View};
use crate::web::{Error, Form, Here, Params, Result};

/// Most virtues that are taken over at once.
const MOST: usize = 20;

/// The page on which named virtues become the team's.
#[derive(Serialize)]
pub struct HarvestPage {
    base: String,
    framework: String,
    rows: Vec<HarvestRow>,
    /// Words for too little and too much that the group wrote, to choose from.
    little: Vec<String>,
    much: Vec<String>,
    errors: Errors,
}

#[derive(Clone, Default, Serialize)]
struct HarvestRow {
    number: usize,
    name: String,
    too_little: String,
    too_much: String,
    votes: i64,
    taken: bool,
    /// Key of what is wrong, or nothing.
    error: &'static str,
}

impl View for HarvestPage {
    const TEMPLATE: &'static str = "deliberations/framework.html";

    fn samples() -> Vec<Self> {
        let row = |number, error| HarvestRow {
            number,
            name: "Geduld".into(),
            too_little: "Vluchtig".into(),
            too_much: "Traag".into(),
            votes: 3,
            taken: true,
            error,
        };
        let page = |rows, wrong: bool| {
            let mut errors = Errors::default();
            if wrong {
                errors.add("rows", "harvest-none");
            }
            Self {
                base: "/o/x/deliberations/0192".into(),
                framework: "/o/x/teams/0192/framework".into(),
                rows,
                little: vec!["Vluchtig".into()],
                much: vec!["Traag".into()],
                errors,
            }
        };
        vec![page(vec![row(0, ""), row(1, "harvest-poles")], true), page(Vec::new(), false)]
    }
}

async fn ground(here: &Here, id: DeliberationId) -> Result<Scene> {
    let (seat, scene) = scene(&here.app, &here.actor, id, here.language).await.map_err(refused)?;
    let may = seat.is_facilitator() && scene.room.is_open() && scene.room.step().has(Tool::Framework);
    if may { Ok(scene) } else { Err(Error::NotFound) }
}

/// Shows what was named, the most chosen first.
pub async fn edit(here: Here, Params((_, id)): Params<(String, DeliberationId)>) -> Result {
    let scene = ground(&here, id).await?;
    let view = page(&here, &scene, Errors::default(), None).await?;
    here.page(&here.language.t("harvest-title"), &view)
}

/// Takes the chosen ones into the framework, all or none.
pub async fn create(
    here: Here,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(fields): Form<HashMap<String, String>>,
) -> Result {
    let scene = ground(&here, id).await?;
    let mut rows = typed(&fields);
    let mut errors = Errors::default();
    for row in rows.iter_mut().filter(|row| row.taken) {
        let words = [&row.name, &row.too_little, &row.too_much];
        if words.iter().any(|word| word.is_empty()) {
            row.error = "harvest-poles";
        } else if words.iter().any(|word| word.chars().count() > LONGEST_WORD) {
            row.error = "form-too-long";
        }
    }
    if !rows.iter().any(|row| row.taken) {
        errors.add("rows", "harvest-none");
    }
    if errors.is_empty() && rows.iter().all(|row| row.error.is_empty()) {
        take(&here, &scene, &rows).await?;
        let team = scene.room.deliberation.team_id;
        return Ok(redirect(&here.url(&format!("/teams/{team}/framework"))));
    }
    let view = page(&here, &scene, errors, Some(rows)).await?;
    let chrome = here.chrome(&here.language.t("harvest-title"));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(views::render(&chrome, &view)?)).into_response())
}

async fn take(here: &Here, scene: &Scene, rows: &[HarvestRow]) -> Result<()> {
    let team = scene.room.deliberation.team_id;
    let now = here.app.clock.now();
    let mut tx = here.app.db.write().await?;
    for row in rows.iter().filter(|row| row.taken) {
        let wording = Wording {
            name: row.name.clone(),
            too_little: row.too_little.clone(),
            too_much: row.too_much.clone(),
            explanation: String::new(),
        };
        let id = frameworks::propose(&mut tx, &here.actor, team, wording, now).await.map_err(shaping)?;
        frameworks::keep(&mut tx, &here.actor, team, id).await.map_err(shaping)?;
    }
    Ok(tx.commit().await?)
}

/// Whoever leads the conversation may not be the one who shapes the framework.
fn shaping(refusal: frameworks::Refused) -> Error {
    match refusal {
        frameworks::Refused::Database(error) => error.into(),
        frameworks::Refused::NotFound => refused(Refused::NotFound),
        frameworks::Refused::OtherState | frameworks::Refused::Full => Error::Conflict,
    }
}

fn typed(fields: &HashMap<String, String>) -> Vec<HarvestRow> {
    let text = |name: &str, number: usize| fields.get(&format!("{name}-{number}")).map(|text| tidy(text));
    let row = |number| {
        Some(HarvestRow {
            number,
            name: text("name", number)?,
            too_little: text("little", number).unwrap_or_default(),
            too_much: text("much", number).unwrap_or_default(),
            votes: 0,
            taken: fields.contains_key(&format!("take-{number}")),
            error: "",
        })
    };
    (0..MOST).filter_map(row).collect()
}

async fn page(here: &Here, scene: &Scene, errors: Errors, rows: Option<Vec<HarvestRow>>) -> Result<HarvestPage> {
    let db = here.app.db.read();
    let room = &scene.room;
    let cards = crate::deliberations::contribution::on_the_table(db, room).await?;
    let words = |kind| cards.iter().filter(|card| card.kind == kind).map(|card| card.text.clone()).take(MOST).collect();
    let named = match rows {
        Some(rows) => rows,
        None => proposed(here, scene).await?,
    };
    Ok(HarvestPage {
        base: scene.base.clone(),
        framework: here.url(&format!("/teams/{}/framework", room.deliberation.team_id)),
        rows: named,
        little: words(ContributionKind::TooLittle),
        much: words(ContributionKind::TooMuch),
        errors,
    })
}

/// The groups and single cards of the step with which this one works, the most chosen first.
async fn proposed(here: &Here, scene: &Scene) -> Result<Vec<HarvestRow>> {
    let db = here.app.db.read();
    let piles = scene.piles(db, crate::methods::Reader::Table).await?.map(|piles| piles.piles).unwrap_or_default();
    let mut tallies = HashMap::new();
    for (step, _) in scene.room.steps().filter(|(step, _)| step.has(Tool::Votes)) {
        for tally in crate::deliberations::votes::tally(db, &scene.room, &step.key).await? {
            *tallies.entry(tally.subject.to_string()).or_insert(0) += tally.votes;
        }
    }
    let row = |pile: super::view::Pile| HarvestRow {
        name: match (pile.name.as_str(), pile.cards.first()) {
            ("", Some(card)) => card.words.chars().take(LONGEST_WORD).collect(),
            (name, _) => name.to_owned(),
        },
        votes: tallies.get(&pile.subject).copied().unwrap_or(0),
        taken: tallies.contains_key(&pile.subject),
        ..HarvestRow::default()
    };
    let mut rows: Vec<HarvestRow> = piles.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.votes));
    rows.truncate(MOST);
    for (number, row) in rows.iter_mut().enumerate() {
        row.number = number;
    }
    Ok(rows)
}
