//! Cases that nobody brought in and nobody touched.

use entity::case::{self, CaseState};
use entity::deliberation;
use entity::erasure::ErasureKind;
use entity::retention_term::TermKind;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{Asked, Due, MOST, used};

/// Lists cases that were written and never talked through, as they were last touched.
pub async fn cases<C: ConnectionTrait>(db: &C, asked: Asked<'_>) -> Result<Vec<Due>, DbErr> {
    let talked_through = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::CaseId)
        .filter(deliberation::Column::OrganisationId.eq(asked.organisation))
        .into_query();
    let mut old = case::Entity::find()
        .filter(case::Column::OrganisationId.eq(asked.organisation))
        .filter(case::Column::State.is_in([CaseState::Draft, CaseState::Ready]))
        .filter(case::Column::UpdatedAt.lte(asked.until(TermKind::Draft)))
        .filter(case::Column::Id.not_in_subquery(talked_through))
        .order_by_asc(case::Column::UpdatedAt)
        .order_by_asc(case::Column::Id)
        .limit(MOST);
    if let Some(only) = asked.only {
        old = old.filter(case::Column::Id.eq(only));
    }
    let old = old.all(db).await?;
    let used = used::on_meetings(db, asked, old.iter().map(|case| case.id)).await?;
    let days = asked.terms.days(TermKind::Draft);
    let due = |case: case::Model| Due {
        kind: ErasureKind::CaseDraft,
        subject: case.id.0,
        team: case.team_id,
        owner: Some(case.presenter_id),
        at: case.updated_at.plus_days(days),
    };
    Ok(old.into_iter().filter(|case| !used.contains(&case.id)).map(due).collect())
}
