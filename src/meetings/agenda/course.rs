//! A meeting as it goes: its parts begin and end, and the meeting with them.

use entity::agenda_item;
use entity::ids::{AgendaItemId, CaseId, MeetingId};
use entity::time::Timestamp;
use entity::{case, meeting, meeting_plan};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

use super::hold;
use crate::clock;
use crate::db::Tx;
use crate::meetings::{Refused, put_case};
use crate::people::Actor;

/// Goes to a part: the one before it ends, and a case comes on the table. Going back is ordinary. The first one begins the meeting.
pub async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    item: AgendaItemId,
    now: Timestamp,
) -> Result<(), Refused> {
    let (meeting, plan, items) = hold(tx, actor, id, now).await?;
    if plan.ended_at.is_some() {
        return Err(Refused::Over);
    }
    let found = items.iter().find(|other| other.id == item).cloned().ok_or(Refused::NotFound)?;
    end_present(tx, &meeting, now).await?;
    let case = found.case_id;
    let mut row = found.into_active_model();
    row.begun_at = Set(Some(now));
    row.ended_at = Set(None);
    row.update(tx.conn()).await?;
    if plan.begun_at.is_none() {
        let mut row = plan.into_active_model();
        row.begun_at = Set(Some(now));
        row.update(tx.conn()).await?;
    }
    match case {
        Some(case) if is_undiscussed(tx, &meeting, case).await? => put_case(tx, meeting, Some(case)).await,
        _ => Ok(()),
    }
}

/// Begins a meeting with its first part.
pub async fn begin_first(tx: &mut Tx, actor: &Actor, id: MeetingId, now: Timestamp) -> Result<(), Refused> {
    let (meeting, plan, items) = hold(tx, actor, id, now).await?;
    if plan.begun_at.is_some() {
        return Ok(());
    }
    let first = items.first().map(|item| item.id).ok_or(Refused::NotFound)?;
    begin(tx, actor, meeting.id, first, now).await
}

/// Takes a meeting up again that was ended too early, on the same day: its last part goes on.
pub async fn resume(tx: &mut Tx, actor: &Actor, id: MeetingId, now: Timestamp) -> Result<(), Refused> {
    let (meeting, plan, items) = hold(tx, actor, id, now).await?;
    if !may_resume(&meeting, &plan, now) {
        return Err(Refused::Over);
    }
    let last = items.into_iter().filter(|item| item.begun_at.is_some()).max_by_key(|item| item.begun_at);
    if let Some(last) = last {
        let mut row = last.into_active_model();
        row.ended_at = Set(None);
        row.update(tx.conn()).await?;
    }
    let mut row = plan.into_active_model();
    row.ended_at = Set(None);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Tells whether an ended meeting can be taken up again: on its own day.
pub fn may_resume(meeting: &meeting::Model, plan: &meeting_plan::Model, now: Timestamp) -> bool {
    plan.ended_at.is_some() && plan.cancelled_at.is_none() && meeting.date == clock::date(now)
}

/// Ends the meeting. On the same day it can be taken up again.
pub async fn end(tx: &mut Tx, actor: &Actor, id: MeetingId, now: Timestamp) -> Result<(), Refused> {
    let (meeting, plan, _) = hold(tx, actor, id, now).await?;
    if plan.begun_at.is_none() || plan.ended_at.is_some() {
        return Err(Refused::Over);
    }
    end_present(tx, &meeting, now).await?;
    let mut row = plan.into_active_model();
    row.ended_at = Set(Some(now));
    row.update(tx.conn()).await?;
    Ok(())
}

async fn end_present(tx: &mut Tx, meeting: &meeting::Model, now: Timestamp) -> Result<(), DbErr> {
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::EndedAt, Expr::value(now))
        .filter(agenda_item::Column::OrganisationId.eq(meeting.organisation_id))
        .filter(agenda_item::Column::MeetingId.eq(meeting.id))
        .filter(agenda_item::Column::BegunAt.is_not_null())
        .filter(agenda_item::Column::EndedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}

async fn is_undiscussed(tx: &Tx, meeting: &meeting::Model, id: CaseId) -> Result<bool, DbErr> {
    let case = case::Entity::find_by_id((meeting.organisation_id, id)).one(tx.conn()).await?;
    Ok(case.is_some_and(|case| !case.state.is_over()))
}
