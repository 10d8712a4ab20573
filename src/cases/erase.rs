//! Erasing cases that have had their term. Asks no rights: for what goes by itself.

use entity::case::{self, CaseState};
use entity::case_virtue;
use entity::ids::{CaseId, OrganisationId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use super::state::{Act, transition};
use crate::db::Tx;

/// Holds a case until commit.
pub async fn hold(tx: &Tx, organisation: OrganisationId, id: CaseId) -> Result<(), DbErr> {
    case::Entity::find_by_id((organisation, id)).lock_exclusive().one(tx.conn()).await.map(|_| ())
}

/// Takes a case's words away. Its title stays: the meeting at which it was brought in goes by it.
pub async fn erase(tx: &Tx, organisation: OrganisationId, id: CaseId) -> Result<(), DbErr> {
    let Some(row) = case::Entity::find_by_id((organisation, id)).one(tx.conn()).await? else { return Ok(()) };
    let Ok(state) = transition(row.state, Act::Erase) else { return Ok(()) };
    let version = row.version;
    let mut row = row.into_active_model();
    row.story = Set(String::new());
    row.learning_question = Set(String::new());
    row.client_perspective = Set(String::new());
    row.state = Set(state);
    // Whoever has it open somewhere saves over another version.
    row.version = Set(version + 1);
    row.update(tx.conn()).await?;
    case_virtue::Entity::delete_many()
        .filter(case_virtue::Column::OrganisationId.eq(organisation))
        .filter(case_virtue::Column::CaseId.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Takes a case away that was never brought in, with all that hangs on it.
pub async fn discard(tx: &Tx, organisation: OrganisationId, id: CaseId) -> Result<(), DbErr> {
    case::Entity::delete_many()
        .filter(case::Column::OrganisationId.eq(organisation))
        .filter(case::Column::Id.eq(id))
        .filter(case::Column::State.is_in([CaseState::Draft, CaseState::Ready]))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
