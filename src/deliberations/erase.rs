//! Erasing the raw part of a conversation: everything that was written, put together, chosen and placed in it, hidden or not.
//!
//! What stays: that it was held, when and by which method, who was there, who led, and the promises. The learning question stays
//! with an approved record, which shows it.

use entity::deliberation::{self, DeliberationState};
use entity::ids::{DeliberationId, OrganisationId};
use entity::record::{self, RecordState};
use entity::time::Timestamp;
use entity::{contribution, contribution_group, placement, vote};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use super::farewell;
use super::joining::guests;
use crate::db::Tx;
use crate::event::Event;

/// Holds a conversation until commit.
pub async fn hold(tx: &Tx, organisation: OrganisationId, id: DeliberationId) -> Result<(), DbErr> {
    deliberation::Entity::find_by_id((organisation, id)).lock_exclusive().one(tx.conn()).await.map(|_| ())
}

/// Erases the raw part; a conversation that nobody closed is closed by it. Asks no rights: for what has had its term.
pub async fn erase(tx: &mut Tx, talk: &deliberation::Model, now: Timestamp) -> Result<(), DbErr> {
    let (organisation, id) = (talk.organisation_id, talk.id);
    vote::Entity::delete_many()
        .filter(vote::Column::OrganisationId.eq(organisation))
        .filter(vote::Column::DeliberationId.eq(id))
        .exec(tx.conn())
        .await?;
    placement::Entity::delete_many()
        .filter(placement::Column::OrganisationId.eq(organisation))
        .filter(placement::Column::DeliberationId.eq(id))
        .exec(tx.conn())
        .await?;
    contribution::Entity::delete_many()
        .filter(contribution::Column::OrganisationId.eq(organisation))
        .filter(contribution::Column::DeliberationId.eq(id))
        .exec(tx.conn())
        .await?;
    contribution_group::Entity::delete_many()
        .filter(contribution_group::Column::OrganisationId.eq(organisation))
        .filter(contribution_group::Column::DeliberationId.eq(id))
        .exec(tx.conn())
        .await?;
    empty(tx, talk, now).await?;
    tx.record(Event::DeliberationChanged(organisation, id));
    Ok(())
}

/// Empties the row itself.
async fn empty(tx: &mut Tx, talk: &deliberation::Model, now: Timestamp) -> Result<(), DbErr> {
    let was_open = talk.state == DeliberationState::Open;
    let mut row = talk.clone().into_active_model();
    row.answered_note = Set(String::new());
    if !has_approved_record(tx, talk).await? {
        row.learning_question = Set(String::new());
    }
    if was_open {
        row.state = Set(DeliberationState::Closed);
        row.join_code = Set(None);
        row.join_code_expires_at = Set(None);
        row.closed_at = Set(Some(now));
        row.changes = Set(talk.changes + 1);
    }
    let row = row.update(tx.conn()).await?;
    if was_open {
        farewell::let_go(tx, &row, now).await?;
        guests::let_go(tx, &row).await?;
    }
    Ok(())
}

async fn has_approved_record(tx: &Tx, talk: &deliberation::Model) -> Result<bool, DbErr> {
    let approved = record::Entity::find()
        .filter(record::Column::OrganisationId.eq(talk.organisation_id))
        .filter(record::Column::DeliberationId.eq(talk.id))
        .filter(record::Column::State.eq(RecordState::Approved));
    Ok(approved.count(tx.conn()).await? > 0)
}
