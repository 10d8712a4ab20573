//! Which cases are in use: they stand on a meeting that is still to come, or are talked through.

use std::collections::BTreeSet;

use entity::deliberation::{self, DeliberationState};
use entity::ids::CaseId;
use entity::{agenda_item, meeting};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::Asked;
use crate::clock;

/// Returns which of these cases stand on a meeting to come or are talked through at this moment.
pub async fn cases<C: ConnectionTrait>(
    db: &C,
    asked: Asked<'_>,
    ids: impl Iterator<Item = CaseId>,
) -> Result<BTreeSet<CaseId>, DbErr> {
    let ids: Vec<CaseId> = ids.collect();
    let mut used = on_meetings(db, asked, ids.iter().copied()).await?;
    let open: Vec<CaseId> = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(asked.organisation))
        .filter(deliberation::Column::CaseId.is_in(ids))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .select_only()
        .column(deliberation::Column::CaseId)
        .into_tuple()
        .all(db)
        .await?;
    used.extend(open);
    Ok(used)
}

/// Returns which of these cases stand on a meeting of today or later.
pub async fn on_meetings<C: ConnectionTrait>(
    db: &C,
    asked: Asked<'_>,
    ids: impl Iterator<Item = CaseId>,
) -> Result<BTreeSet<CaseId>, DbErr> {
    let ids: Vec<CaseId> = ids.collect();
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let coming = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(asked.organisation))
        .filter(meeting::Column::Date.gte(clock::date(asked.now)));
    let chosen: Vec<Option<CaseId>> = coming
        .clone()
        .filter(meeting::Column::CaseId.is_in(ids.iter().copied()))
        .select_only()
        .column(meeting::Column::CaseId)
        .into_tuple()
        .all(db)
        .await?;
    let planned: Vec<Option<CaseId>> = agenda_item::Entity::find()
        .filter(agenda_item::Column::OrganisationId.eq(asked.organisation))
        .filter(agenda_item::Column::CaseId.is_in(ids))
        .filter(
            agenda_item::Column::MeetingId.in_subquery(coming.select_only().column(meeting::Column::Id).into_query()),
        )
        .select_only()
        .column(agenda_item::Column::CaseId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(chosen.into_iter().chain(planned).flatten().collect())
}
