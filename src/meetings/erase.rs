//! What meetings keep of a case whose time is over: its title, and nothing of what was told.

use entity::ids::{CaseId, OrganisationId};
use entity::{agenda_item, meeting, pitch};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use crate::db::Tx;

/// Empties the sentences with which a case was pitched.
pub async fn empty_pitches(tx: &Tx, organisation: OrganisationId, case: CaseId) -> Result<(), DbErr> {
    pitch::Entity::update_many()
        .col_expr(pitch::Column::What, Expr::value(""))
        .col_expr(pitch::Column::Why, Expr::value(""))
        .col_expr(pitch::Column::Question, Expr::value(""))
        .filter(pitch::Column::OrganisationId.eq(organisation))
        .filter(pitch::Column::CaseId.eq(case))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Takes a case off the meetings that went by without it, with the sentences of its pitches.
pub async fn forget_case(tx: &Tx, organisation: OrganisationId, case: CaseId) -> Result<(), DbErr> {
    empty_pitches(tx, organisation, case).await?;
    let nothing = || Expr::value(None::<uuid::Uuid>);
    pitch::Entity::update_many()
        .col_expr(pitch::Column::CaseId, nothing())
        .filter(pitch::Column::OrganisationId.eq(organisation))
        .filter(pitch::Column::CaseId.eq(case))
        .exec(tx.conn())
        .await?;
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::CaseId, nothing())
        .filter(agenda_item::Column::OrganisationId.eq(organisation))
        .filter(agenda_item::Column::CaseId.eq(case))
        .exec(tx.conn())
        .await?;
    meeting::Entity::update_many()
        .col_expr(meeting::Column::CaseId, nothing())
        .filter(meeting::Column::OrganisationId.eq(organisation))
        .filter(meeting::Column::CaseId.eq(case))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
