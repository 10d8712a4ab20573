//! Who leads, and how that changes: handed over by who leads, or taken by somebody at the table when that one is gone.
//!
//! Taking needs nobody's leave: a facilitator who was called away, or taken out of the team, can give none. It is never done
//! in silence: each change is kept with the conversation, and everybody at the table reads it.

use entity::deliberation;
use entity::ids::{AccountId, DeliberationId};
use entity::lead_change;
use entity::time::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::opening::may_open;
use super::{Refused, Seat, require_participant, steering};
use crate::db::Tx;
use crate::people::Actor;

/// Most changes that a page tells of: the last ones.
pub const MOST_TOLD: u64 = 5;

/// How somebody came to lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    HandedOver,
    Taken,
}

/// Tells whether somebody at the table may take the lead: who may open the team's conversations, with a login of their own.
pub async fn may_take<C: ConnectionTrait>(db: &C, actor: &Actor, seat: &Seat) -> Result<bool, DbErr> {
    if actor.only.is_some() {
        return Ok(false);
    }
    let place = actor.team_membership(db, seat.deliberation.team_id).await?;
    Ok(place.is_some_and(|place| may_open(place.role)))
}

/// Takes the lead. `revision` is the one that the page showed: of two who take it at once one leads, and the other hears
/// that the group has moved. Done twice it is done once.
pub async fn take(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    revision: i64,
    now: Timestamp,
) -> Result<(), Refused> {
    let seat = require_participant(tx.conn(), actor, id).await?;
    if seat.is_facilitator() {
        return Ok(());
    }
    if !may_take(tx.conn(), actor, &seat).await? {
        return Err(Refused::NotFound);
    }
    if !steering::claim(tx, &seat.deliberation, revision).await? {
        return Err(Refused::Conflict);
    }
    let held = deliberation::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?;
    let held = held.ok_or(Refused::NotFound)?;
    note(tx, &held, actor.account, Way::Taken, now).await?;
    let mut row = held.into_active_model();
    row.facilitator_id = Set(actor.account);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Writes down that somebody else leads from now on. The conversation is held, so the numbers are in order.
pub(super) async fn note(
    tx: &mut Tx,
    of: &deliberation::Model,
    to: AccountId,
    way: Way,
    now: Timestamp,
) -> Result<(), DbErr> {
    let before = changes_of(of).count(tx.conn()).await?;
    let row = lead_change::ActiveModel {
        organisation_id: Set(of.organisation_id),
        deliberation_id: Set(of.id),
        number: Set(i32::try_from(before + 1).unwrap_or(i32::MAX)),
        from_id: Set(of.facilitator_id),
        to_id: Set(to),
        taken: Set(way == Way::Taken),
        at: Set(now),
    };
    tx.insert(row).await
}

/// Lists the last changes of who leads, the oldest of them first.
pub async fn list<C: ConnectionTrait>(db: &C, of: &deliberation::Model) -> Result<Vec<lead_change::Model>, DbErr> {
    let mut last = changes_of(of).order_by_desc(lead_change::Column::Number).limit(MOST_TOLD).all(db).await?;
    last.reverse();
    Ok(last)
}

fn changes_of(of: &deliberation::Model) -> sea_orm::Select<lead_change::Entity> {
    lead_change::Entity::find()
        .filter(lead_change::Column::OrganisationId.eq(of.organisation_id))
        .filter(lead_change::Column::DeliberationId.eq(of.id))
}
