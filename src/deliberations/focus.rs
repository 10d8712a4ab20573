//! What a conversation turns on: its learning question and the virtues at its centre. They come from the case; at the
//! first step the group may settle them together, as it must when nothing was prepared.

use entity::deliberation_virtue;
use entity::ids::{DeliberationId, VirtueId};
use entity::placement::Moment;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::{Refused, Room, Seat, hold, placement, require_facilitator, virtues};
use crate::cases::{LONGEST_QUESTION, MOST_VIRTUES};
use crate::db::Tx;
use crate::frameworks;
use crate::people::Actor;

/// What the group settles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// May be empty.
    pub learning_question: String,
    /// Of the team's framework, in its order, three at the most.
    pub virtues: Vec<VirtueId>,
}

/// Returns what a conversation turns on, for its facilitator and as long as it can be settled: at the first step.
pub async fn get<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: DeliberationId,
) -> Result<(Seat, Room, Focus), Refused> {
    let seat = require_facilitator(db, actor, id).await?;
    let room = Room::read(db, seat.deliberation.clone()).await?;
    if !is_first(&room) {
        return Err(Refused::Conflict);
    }
    let virtues = virtues(db, &room.deliberation).await?.into_iter().map(|virtue| virtue.id).collect();
    let focus = Focus { learning_question: room.deliberation.learning_question.clone(), virtues };
    Ok((seat, room, focus))
}

/// Settles what the conversation turns on. Once there are dots, the virtues stay as they are.
pub async fn settle(tx: &mut Tx, actor: &Actor, id: DeliberationId, focus: Focus) -> Result<(), Refused> {
    let before = get(tx.conn(), actor, id).await?.2;
    if focus.virtues.len() > MOST_VIRTUES || focus.learning_question.chars().count() > LONGEST_QUESTION {
        return Err(Refused::TooLong);
    }
    let room = hold(tx, actor.organisation, id).await?;
    if !is_first(&room) {
        return Err(Refused::Conflict);
    }
    if before.virtues != focus.virtues {
        put_virtues(tx, &room, &focus.virtues).await?;
    }
    let mut row = room.deliberation.into_active_model();
    row.learning_question = Set(focus.learning_question);
    row.update(tx.conn()).await?;
    Ok(())
}

fn is_first(room: &Room) -> bool {
    room.is_open() && room.at() == 0
}

async fn put_virtues(tx: &mut Tx, room: &Room, chosen: &[VirtueId]) -> Result<(), Refused> {
    let of = &room.deliberation;
    let counts = placement::counts(tx.conn(), of, Moment::Start).await?;
    if room.is_revealed(Moment::Start) || counts.iter().any(|count| count.dots > 0) {
        return Err(Refused::Conflict);
    }
    let current = frameworks::current(tx.conn(), of.organisation_id, of.team_id).await?;
    let rows = (0..).zip(chosen).map(|(position, id)| {
        let virtue = current.iter().find(|virtue| virtue.id == *id).ok_or(Refused::NotAsked)?;
        Ok(deliberation_virtue::ActiveModel {
            organisation_id: Set(of.organisation_id),
            deliberation_id: Set(of.id),
            virtue_id: Set(*id),
            wording_version: Set(virtue.version),
            position: Set(position),
        })
    });
    let rows = rows.collect::<Result<Vec<_>, Refused>>()?;
    deliberation_virtue::Entity::delete_many()
        .filter(deliberation_virtue::Column::OrganisationId.eq(of.organisation_id))
        .filter(deliberation_virtue::Column::DeliberationId.eq(of.id))
        .exec(tx.conn())
        .await?;
    if !rows.is_empty() {
        deliberation_virtue::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}
