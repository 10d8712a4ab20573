//! Where the contact with the client stood when the case was told. It may stay unsaid.

use entity::case_phase::{self, ContactPhase};
use entity::ids::{CaseId, OrganisationId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

use crate::db::Tx;

/// Finds the phase that the presenter chose. The caller has checked who reads the case.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    case: CaseId,
) -> Result<Option<ContactPhase>, DbErr> {
    let row = case_phase::Entity::find_by_id((organisation, case)).one(db).await?;
    Ok(row.map(|row| row.phase))
}

/// Notes the phase, or that it is unsaid. The caller has checked who writes the case.
pub async fn put(
    tx: &mut Tx,
    organisation: OrganisationId,
    case: CaseId,
    phase: Option<ContactPhase>,
) -> Result<(), DbErr> {
    let Some(phase) = phase else {
        case_phase::Entity::delete_by_id((organisation, case)).exec(tx.conn()).await?;
        return Ok(());
    };
    let row = case_phase::ActiveModel { organisation_id: Set(organisation), case_id: Set(case), phase: Set(phase) };
    let newest = OnConflict::columns([case_phase::Column::OrganisationId, case_phase::Column::CaseId])
        .update_column(case_phase::Column::Phase)
        .to_owned();
    case_phase::Entity::insert(row).on_conflict(newest).exec_without_returning(tx.conn()).await?;
    Ok(())
}
