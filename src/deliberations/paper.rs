//! Typing in afterwards what a group did on paper: one page, all steps, in one transaction.
//!
//! What stood on paper lay on the table, so it is readable at once, in every step; a step of which something is typed in
//! has been. It has no name but where the sheet had one: the facilitator types for all.

use entity::contribution::{self, ContributionKind, ContributionState};
use entity::deliberation_step::{self, StepState};
use entity::ids::{ContributionId, DeliberationId};
use entity::time::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::contribution::{LONGEST_TEXT, Words, hidden_writers, nameless};
use super::{Refused, Room, hold, require_facilitator};
use crate::db::Tx;
use crate::methods::{Seen, Step};
use crate::people::Actor;

/// Most cards that are typed in at once.
const MOST_CARDS: usize = 300;

/// A card as it stood on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub step: String,
    pub kind: ContributionKind,
    pub text: String,
}

/// Puts all that was typed in on the table.
pub async fn type_in(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    cards: &[Card],
    now: Timestamp,
) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let room = hold(tx, actor.organisation, id).await?;
    if cards.is_empty() {
        return Err(Refused::Empty);
    }
    if cards.len() > MOST_CARDS || cards.iter().any(|card| card.text.chars().count() > LONGEST_TEXT) {
        return Err(Refused::TooLong);
    }
    let hidden = hidden_writers(tx.conn(), &room).await?;
    for step in room.method.steps.iter().filter(|step| cards.iter().any(|card| card.step == step.key)) {
        // Nothing that somebody wrote for the reveal is shown by the way.
        if step.seen == Seen::AuthorOnly || hidden.iter().any(|(key, _)| *key == step.key) {
            return Err(Refused::Conflict);
        }
        mark(tx, &room, step).await?;
    }
    let rows = cards.iter().map(|card| row(actor, &room, card, now)).collect::<Result<Vec<_>, Refused>>()?;
    contribution::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

fn row(actor: &Actor, room: &Room, card: &Card, now: Timestamp) -> Result<contribution::ActiveModel, Refused> {
    let (step, _) = room.find(&card.step).filter(|(step, _)| step.asks_for(card.kind)).ok_or(Refused::NotAsked)?;
    let mut row = contribution::Model {
        organisation_id: actor.organisation,
        id: ContributionId::new(),
        deliberation_id: room.deliberation.id,
        step_key: step.key.clone(),
        kind: card.kind,
        text: String::new(),
        level: None,
        who: String::new(),
        due: String::new(),
        author_id: Some(actor.account),
        typed_by: None,
        state: ContributionState::Placed,
        version: 1,
        created_at: Some(now),
        token_hash: None,
        group_id: None,
        warmth: None,
    }
    .into_active_model();
    Words { text: card.text.clone(), ..Words::default() }.onto(card.kind, &mut row);
    if !step.named {
        nameless::leave_no_trace(&mut row);
    }
    Ok(row)
}

/// A step of which something was on paper has been, and its cards lay open.
async fn mark(tx: &mut Tx, room: &Room, step: &Step) -> Result<(), Refused> {
    let standing = room.find(&step.key).ok_or(Refused::NotFound)?.1;
    let state = if standing.state == StepState::Pending { StepState::Done } else { standing.state };
    let revealed = standing.revealed || step.seen == Seen::AfterReveal;
    deliberation_step::Entity::update_many()
        .set(deliberation_step::ActiveModel { state: Set(state), revealed: Set(revealed), ..Default::default() })
        .filter(deliberation_step::Column::OrganisationId.eq(room.deliberation.organisation_id))
        .filter(deliberation_step::Column::DeliberationId.eq(room.deliberation.id))
        .filter(deliberation_step::Column::StepKey.eq(step.key.as_str()))
        .exec(tx.conn())
        .await?;
    Ok(())
}
