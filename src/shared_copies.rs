//! The redacted bundle of a case, its record, lessons and decisions that a team may read: own plain text, no person
//! ids, no exact dates. It is made from an approved record, and stands on its own from then on.
//!
//! Who it came from stands in a row apart, which goes when the copy is withdrawn. A copy is never edited after sharing:
//! it is withdrawn and made anew.

pub mod prepare;
pub mod review;
pub mod rows;
pub mod texts;
pub mod withdraw;

use entity::ids::{OrganisationId, RecordId, SharedCopyId};
use entity::shared_copy::{self, SharedCopyState};
use entity::shared_origin;
use entity::team_member::{self, TeamRole};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::db::Tx;
use crate::people::Actor;

pub use prepare::prepare;
pub use review::{confirm, hand_to_reader, possible_readers, send_back, sent_back, take_back, to_review};
pub use rows::{Bundle, bundle};
pub use texts::{Finding, Place, findings, keep_no_longer, replace, rewrite, together, wave_through};
pub use withdraw::{What, may_withdraw, withdraw};

/// Why something with a shared copy can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such copy or record, or not for this person.
    #[error("not found")]
    NotFound,
    /// The copy's state doesn't allow it.
    #[error("not possible in this state")]
    NotNow,
    /// Something that may identify a person is still open.
    #[error("a finding is still open")]
    StillOpen,
    /// The second reader is another reader of the team, never the presenter.
    #[error("this person can't be the second reader")]
    NotAReader,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What people do with a shared copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Edit,
    HandOver,
    TakeBack,
    SendBack,
    Confirm,
    WithdrawPart,
    Withdraw,
}

/// Returns the state after an act; `None` when the act is not possible.
pub fn next(state: SharedCopyState, act: Act) -> Option<SharedCopyState> {
    use SharedCopyState::{Preparing, Shared, WithReader, Withdrawn};
    match (state, act) {
        (Preparing, Act::Edit) | (WithReader, Act::TakeBack | Act::SendBack) => Some(Preparing),
        (Preparing, Act::HandOver) => Some(WithReader),
        (WithReader, Act::Confirm) | (Shared, Act::WithdrawPart) => Some(Shared),
        (Preparing | WithReader | Shared, Act::Withdraw) => Some(Withdrawn),
        (Preparing, Act::TakeBack | Act::SendBack | Act::Confirm | Act::WithdrawPart)
        | (WithReader, Act::Edit | Act::HandOver | Act::WithdrawPart)
        | (Shared, Act::Edit | Act::HandOver | Act::TakeBack | Act::SendBack | Act::Confirm)
        | (Withdrawn, _) => None,
    }
}

/// As what somebody opens a copy, besides reading it in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Made it, and may withdraw it.
    Presenter,
    /// Reads it alone, before the team does.
    Reader,
    /// The team's facilitator, once the presenter has left the team: may withdraw a shared copy.
    Steward,
}

/// A copy with where it came from, opened by somebody who may.
#[derive(Clone, Debug)]
pub struct Opened {
    pub copy: shared_copy::Model,
    pub origin: shared_origin::Model,
    pub access: Access,
}

/// Opens a copy for its presenter, its second reader or its steward; `None` for everybody else, and once withdrawn.
pub async fn open<C: ConnectionTrait>(db: &C, actor: &Actor, copy: SharedCopyId) -> Result<Option<Opened>, DbErr> {
    let key = (actor.organisation, copy);
    let Some(found) = shared_copy::Entity::find_by_id(key).one(db).await? else { return Ok(None) };
    let Some(origin) = shared_origin::Entity::find_by_id(key).one(db).await? else { return Ok(None) };
    let access = access(db, actor, &found, &origin).await?;
    Ok(access.map(|access| Opened { copy: found, origin, access }))
}

/// Finds the copy that stands for a record, whatever its state; withdrawn ones no longer stand for any.
pub async fn find_for_record<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    record: RecordId,
) -> Result<Option<shared_copy::Model>, DbErr> {
    let origin = shared_origin::Entity::find()
        .filter(shared_origin::Column::OrganisationId.eq(organisation))
        .filter(shared_origin::Column::RecordId.eq(record))
        .one(db)
        .await?;
    match origin {
        Some(origin) => shared_copy::Entity::find_by_id((organisation, origin.shared_copy_id)).one(db).await,
        None => Ok(None),
    }
}

async fn access<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    copy: &shared_copy::Model,
    origin: &shared_origin::Model,
) -> Result<Option<Access>, DbErr> {
    if origin.presenter_id == actor.account {
        return Ok(Some(Access::Presenter));
    }
    let Some(member) = actor.reader_of(db, copy.team_id).await? else { return Ok(None) };
    if copy.state == SharedCopyState::WithReader && origin.reader_id == Some(actor.account) {
        return Ok(Some(Access::Reader));
    }
    let presenter = (actor.organisation, copy.team_id, origin.presenter_id);
    let presenter_left = team_member::Entity::find_by_id(presenter).one(db).await?.is_none();
    let steward = member.role == TeamRole::Facilitator && copy.state == SharedCopyState::Shared && presenter_left;
    Ok(steward.then_some(Access::Steward))
}

/// Opens a copy as this one role, and checks that the act is possible; returns it with the state after the act.
async fn require(
    tx: &Tx,
    actor: &Actor,
    copy: SharedCopyId,
    access: Access,
    act: Act,
) -> Result<(Opened, SharedCopyState), Refused> {
    let opened = open(tx.conn(), actor, copy).await?.filter(|opened| opened.access == access);
    let opened = opened.ok_or(Refused::NotFound)?;
    let state = next(opened.copy.state, act).ok_or(Refused::NotNow)?;
    Ok((opened, state))
}

async fn set_state(
    tx: &Tx,
    organisation: OrganisationId,
    copy: SharedCopyId,
    state: SharedCopyState,
) -> Result<(), DbErr> {
    shared_copy::Entity::update_many()
        .col_expr(shared_copy::Column::State, Expr::value(state.to_value()))
        .filter(copy_row(organisation, copy))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

fn copy_row(organisation: OrganisationId, copy: SharedCopyId) -> Condition {
    Condition::all().add(shared_copy::Column::OrganisationId.eq(organisation)).add(shared_copy::Column::Id.eq(copy))
}

fn origin_row(organisation: OrganisationId, copy: SharedCopyId) -> Condition {
    Condition::all()
        .add(shared_origin::Column::OrganisationId.eq(organisation))
        .add(shared_origin::Column::SharedCopyId.eq(copy))
}

#[cfg(test)]
mod tests {
    use super::SharedCopyState::{Preparing, Shared, WithReader, Withdrawn};
    use super::*;

    #[test]
    fn every_pair_of_state_and_act_has_its_answer() {
        let acts =
            [Act::Edit, Act::HandOver, Act::TakeBack, Act::SendBack, Act::Confirm, Act::WithdrawPart, Act::Withdraw];
        let expected = [
            (Preparing, [Some(Preparing), Some(WithReader), None, None, None, None, Some(Withdrawn)]),
            (WithReader, [None, None, Some(Preparing), Some(Preparing), Some(Shared), None, Some(Withdrawn)]),
            (Shared, [None, None, None, None, None, Some(Shared), Some(Withdrawn)]),
            (Withdrawn, [None; 7]),
        ];
        for (state, after) in expected {
            for (act, after) in acts.into_iter().zip(after) {
                assert_eq!(next(state, act), after, "{state:?} and {act:?}");
            }
        }
    }
}
