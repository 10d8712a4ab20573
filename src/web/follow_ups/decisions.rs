//! What was decided in a conversation and is nobody's promise yet: each can get an owner, a date and what would show that it worked.

use entity::contribution::ContributionKind;
use entity::deliberation;

use super::view::{Decision, FollowUpForm};
use crate::deliberations::contribution::readable;
use crate::deliberations::{Room, require_participant};
use crate::follow_ups::Told;
use crate::web::deliberations::refused;
use crate::web::{Here, Result};

/// Lists the decisions that the reader can see on the table and that no promise says in the same words.
pub async fn open(here: &Here, talk: &deliberation::Model, told: &[Told]) -> Result<Vec<Decision>> {
    let db = here.app.db.read();
    let seat = require_participant(db, &here.actor, talk.id).await.map_err(refused)?;
    let room = Room::read(db, talk.clone()).await?;
    let cards = readable(db, &room, seat.reader()).await?;
    let decided = cards.into_iter().filter(|card| card.kind == ContributionKind::Decision);
    let decided = decided.filter(|card| told.iter().all(|one| one.row.text != card.text.trim()));
    Ok(decided.map(|card| Decision { id: card.id.to_string(), words: card.text.trim().to_owned() }).collect())
}

/// Fills the form with a decision: it is the presenter's, until somebody says otherwise.
pub fn form(chosen: &str, open: &[Decision], talk: &deliberation::Model) -> FollowUpForm {
    let Some(decision) = open.iter().find(|one| one.id == chosen) else { return FollowUpForm::default() };
    FollowUpForm {
        kind: "action".into(),
        text: decision.words.clone(),
        owner: talk.presenter_id.to_string(),
        ..FollowUpForm::default()
    }
}
