//! Contributions without a name: no author, no time, an id that tells nothing.
//!
//! Until the reveal such a card belongs to whoever holds a random token, which lives in the writer's browser alone. At the
//! reveal all cards of the step are thrown together: rows are made anew in random order, with fresh ids and without tokens.
//! Nothing can give the name back, since nobody has it.

use entity::contribution::{self, ContributionState};
use entity::ids::ContributionId;
use rand::seq::SliceRandom;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::reading::of;
use super::{Refused, Room, Step, hidden_writers};
use crate::crypto::Token;
use crate::db::Tx;

/// With fewer hands than this, the cards stay hidden.
pub const FEWEST_HANDS: u64 = 3;

/// Returns under what a token's cards of a step are kept.
pub fn handle(token: &Token, step: &str) -> String {
    Token::from_text(&format!("{}:{step}", token.reveal())).hash()
}

/// Leaves nothing in a row that tells who wrote it, or when.
pub(super) fn take_the_name_off(row: &mut contribution::ActiveModel, token: &Token, step: &str) {
    leave_no_trace(row);
    row.token_hash = Set(Some(handle(token, step)));
}

/// Leaves no author, no time and no token in a row.
pub(in crate::deliberations) fn leave_no_trace(row: &mut contribution::ActiveModel) {
    row.id = Set(ContributionId::random());
    row.author_id = Set(None);
    row.created_at = Set(None);
    row.token_hash = Set(None);
}

/// Throws the cards of a step together, when there are enough hands: nothing is left of who, when or in which order.
pub(in crate::deliberations) async fn throw_together(tx: &mut Tx, room: &Room, step: &Step) -> Result<(), Refused> {
    let hands = hidden_writers(tx.conn(), room).await?;
    if hands.iter().find(|(key, _)| *key == step.key).is_none_or(|(_, hands)| *hands < FEWEST_HANDS) {
        return Err(Refused::Conflict);
    }
    let placed = of(&room.deliberation)
        .filter(contribution::Column::StepKey.eq(step.key.as_str()))
        .filter(contribution::Column::State.eq(ContributionState::Placed));
    let mut cards = placed.all(tx.conn()).await?;
    contribution::Entity::delete_many()
        .filter(contribution::Column::OrganisationId.eq(room.deliberation.organisation_id))
        .filter(contribution::Column::Id.is_in(cards.iter().map(|card| card.id)))
        .exec(tx.conn())
        .await?;
    cards.shuffle(&mut rand::rng());
    let fresh = cards.into_iter().map(|card| {
        let card = contribution::Model { id: ContributionId::random(), token_hash: None, version: 1, ..card };
        card.into_active_model()
    });
    contribution::Entity::insert_many(fresh).exec_without_returning(tx.conn()).await?;
    Ok(())
}
