//! Shared copies: those that nobody finished, and those that have stood in the library for their years. A copy has a year and no
//! date, so it goes by the calendar; one in the making counts from when it was first seen to be.

use entity::erasure::{self, ErasureKind};
use entity::retention_term::TermKind;
use entity::shared_copy::{self, SharedCopyState};
use entity::shared_origin;
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::{Asked, Due, MOST};
use crate::clock;
use crate::retention::NOTICE_DAYS;

/// Lists copies that stood unfinished for their term, since they were first seen.
pub async fn unfinished<C: ConnectionTrait>(db: &C, asked: Asked<'_>) -> Result<Vec<Due>, DbErr> {
    let mut seen = erasure::Entity::find()
        .filter(erasure::Column::OrganisationId.eq(asked.organisation))
        .filter(erasure::Column::Kind.eq(ErasureKind::CopyDraft))
        .filter(erasure::Column::Since.lte(asked.until(TermKind::Draft)))
        .order_by_asc(erasure::Column::Since)
        .limit(MOST);
    if let Some(only) = asked.only {
        seen = seen.filter(erasure::Column::SubjectId.eq(only));
    }
    let seen = seen.all(db).await?;
    let copies = in_the_making(Asked { only: None, ..asked })
        .filter(shared_copy::Column::Id.is_in(seen.iter().map(|row| row.subject_id)))
        .all(db)
        .await?;
    let origins = shared_origin::Entity::find()
        .filter(shared_origin::Column::OrganisationId.eq(asked.organisation))
        .filter(shared_origin::Column::SharedCopyId.is_in(copies.iter().map(|copy| copy.id)))
        .all(db)
        .await?;
    let days = asked.terms.days(TermKind::Draft);
    let due = |row: &erasure::Model| {
        let copy = copies.iter().find(|copy| copy.id.0 == row.subject_id)?;
        let origin = origins.iter().find(|origin| origin.shared_copy_id == copy.id);
        let owner = origin.map(|origin| origin.presenter_id);
        let (kind, at) = (ErasureKind::CopyDraft, row.since.plus_days(days));
        Some(Due { kind, subject: row.subject_id, team: copy.team_id, owner, at })
    };
    Ok(seen.iter().filter_map(due).collect())
}

/// Lists copies in the making that were not seen before.
pub async fn unseen<C: ConnectionTrait>(db: &C, asked: Asked<'_>) -> Result<Vec<shared_copy::Model>, DbErr> {
    let seen = erasure::Entity::find()
        .select_only()
        .column(erasure::Column::SubjectId)
        .filter(erasure::Column::OrganisationId.eq(asked.organisation))
        .filter(erasure::Column::Kind.eq(ErasureKind::CopyDraft))
        .into_query();
    in_the_making(asked).filter(shared_copy::Column::Id.not_in_subquery(seen)).all(db).await
}

/// Finds copies that somebody is making.
pub fn in_the_making(asked: Asked<'_>) -> Select<shared_copy::Entity> {
    let making = shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(asked.organisation))
        .filter(shared_copy::Column::State.is_in([SharedCopyState::Preparing, SharedCopyState::WithReader]))
        .order_by_asc(shared_copy::Column::Id)
        .limit(MOST);
    match asked.only {
        Some(only) => making.filter(shared_copy::Column::Id.eq(only)),
        None => making,
    }
}

/// Lists copies in the library whose years are over, or will be within the time of the notice.
pub async fn shared<C: ConnectionTrait>(db: &C, asked: Asked<'_>) -> Result<Vec<Due>, DbErr> {
    let years = asked.terms.of(TermKind::SharedCopy);
    let soon = clock::date(asked.now.plus_days(NOTICE_DAYS)).year();
    let mut old = shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(asked.organisation))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared))
        .filter(shared_copy::Column::Year.lt(soon - years))
        .order_by_asc(shared_copy::Column::Year)
        .order_by_asc(shared_copy::Column::Id)
        .limit(MOST);
    if let Some(only) = asked.only {
        old = old.filter(shared_copy::Column::Id.eq(only));
    }
    let due = |copy: shared_copy::Model| Due {
        kind: ErasureKind::SharedCopy,
        subject: copy.id.0,
        team: copy.team_id,
        owner: None,
        at: new_year(copy.year + years + 1),
    };
    Ok(old.all(db).await?.into_iter().map(due).collect())
}

fn new_year(year: i32) -> Timestamp {
    let day = TimeDate::from_calendar_date(year, time::Month::January, 1);
    day.map_or(Timestamp(i64::MAX), |day| clock::at(day, 0))
}
