//! What a conversation leaves behind: made from what was put on the table, edited and approved by the presenter.
//!
//! A draft is read by its presenter alone. An approved record is read by those who sat in the conversation too, and
//! stays as it is. What the whole team may read is not a record but a shared copy.

pub mod compose;
pub mod edit;
pub mod rows;

use entity::ids::{DeliberationId, OrganisationId, RecordId};
use entity::participant::{self, ParticipantState};
use entity::record::{self, RecordState};
use entity::time::Timestamp;
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::db::Tx;
use crate::people::Actor;

pub use compose::create_from_deliberation;
pub use edit::{Draft, update};
pub use rows::{Contents, Virtue, contents};

/// Records listed at once.
const LIST_LIMIT: u64 = 100;

/// Most tensions that a record is about.
pub const MOST_TENSIONS: usize = 3;

/// Why something with a record can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such record, or not for this person.
    #[error("not found")]
    NotFound,
    /// An approved record stays as it is.
    #[error("the record is approved")]
    Approved,
    /// The record changed since the page was opened.
    #[error("the record changed meanwhile")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What the presenter does with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Edit,
    Approve,
}

/// Returns the state after an act; `None` when the act is not possible.
pub fn next(state: RecordState, act: Act) -> Option<RecordState> {
    match (state, act) {
        (RecordState::Draft, Act::Edit) => Some(RecordState::Draft),
        (RecordState::Draft, Act::Approve) => Some(RecordState::Approved),
        (RecordState::Approved, Act::Edit | Act::Approve) => None,
    }
}

/// Finds a record that the actor may read: its presenter's, or an approved one of a conversation they sat in.
pub async fn find<C: ConnectionTrait>(db: &C, actor: &Actor, record: RecordId) -> Result<Option<record::Model>, DbErr> {
    let Some(found) = record::Entity::find_by_id((actor.organisation, record)).one(db).await? else {
        return Ok(None);
    };
    if found.presenter_id == actor.account {
        return Ok(Some(found));
    }
    if found.state != RecordState::Approved {
        return Ok(None);
    }
    Ok(sat_in(db, actor, &found).await?.then_some(found))
}

/// Tells whether the actor sat in the conversation of a record.
pub async fn sat_in<C: ConnectionTrait>(db: &C, actor: &Actor, record: &record::Model) -> Result<bool, DbErr> {
    let key = (actor.organisation, record.deliberation_id, actor.account);
    let participant = participant::Entity::find_by_id(key).one(db).await?;
    Ok(participant.is_some_and(|participant| participant.state == ParticipantState::Present))
}

/// Lists the records that the actor may read: drafts that wait first, then the newest.
pub async fn list<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<record::Model>, DbErr> {
    let sat_in = participant::Entity::find()
        .select_only()
        .column(participant::Column::DeliberationId)
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::AccountId.eq(actor.account))
        .filter(participant::Column::State.eq(ParticipantState::Present.to_value()))
        .into_query();
    let approved = Condition::all()
        .add(record::Column::State.eq(RecordState::Approved.to_value()))
        .add(record::Column::DeliberationId.in_subquery(sat_in));
    let mut records = record::Entity::find()
        .filter(record::Column::OrganisationId.eq(actor.organisation))
        .filter(Condition::any().add(record::Column::PresenterId.eq(actor.account)).add(approved))
        .order_by_desc(record::Column::CreatedAt)
        .order_by_desc(record::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    records.sort_by_key(|record| record.state != RecordState::Draft);
    Ok(records)
}

/// Lists the drafts that wait for the actor's approval, the newest first.
pub async fn waiting_for<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<record::Model>, DbErr> {
    record::Entity::find()
        .filter(record::Column::OrganisationId.eq(actor.organisation))
        .filter(record::Column::PresenterId.eq(actor.account))
        .filter(record::Column::State.eq(RecordState::Draft.to_value()))
        .order_by_desc(record::Column::CreatedAt)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Approves the actor's own record: from now on those who sat in the conversation read it.
pub async fn approve(tx: &mut Tx, actor: &Actor, record: RecordId, now: Timestamp) -> Result<(), Refused> {
    let found = require_own(tx, actor, record).await?;
    let state = next(found.state, Act::Approve).ok_or(Refused::Approved)?;
    record::Entity::update_many()
        .col_expr(record::Column::State, sea_orm::sea_query::Expr::value(state.to_value()))
        .col_expr(record::Column::ApprovedAt, sea_orm::sea_query::Expr::value(now.0))
        .filter(own_row(actor.organisation, record))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Takes the draft of a conversation's record away, which was never approved. Asks no rights: for what goes by itself.
pub async fn forget_draft(tx: &Tx, organisation: OrganisationId, of: DeliberationId) -> Result<(), DbErr> {
    record::Entity::delete_many()
        .filter(record::Column::OrganisationId.eq(organisation))
        .filter(record::Column::DeliberationId.eq(of))
        .filter(record::Column::State.eq(RecordState::Draft.to_value()))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Returns the actor's own record, or `NotFound`.
async fn require_own(tx: &Tx, actor: &Actor, record: RecordId) -> Result<record::Model, Refused> {
    let found = record::Entity::find_by_id((actor.organisation, record)).one(tx.conn()).await?;
    found.filter(|found| found.presenter_id == actor.account).ok_or(Refused::NotFound)
}

fn own_row(organisation: OrganisationId, record: RecordId) -> Condition {
    Condition::all().add(record::Column::OrganisationId.eq(organisation)).add(record::Column::Id.eq(record))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_act_has_its_answer() {
        let expected = [
            (RecordState::Draft, Act::Edit, Some(RecordState::Draft)),
            (RecordState::Draft, Act::Approve, Some(RecordState::Approved)),
            (RecordState::Approved, Act::Edit, None),
            (RecordState::Approved, Act::Approve, None),
        ];
        for (state, act, after) in expected {
            assert_eq!(next(state, act), after, "{state:?} and {act:?}");
        }
    }
}
