//! One minute at the end: what helped, what next time. Lines without author and time, for the team alone.

use entity::ids::{LookBackId, MeetingId};
use entity::look_back::{self, LookBackKind};
use entity::time::Timestamp;
use entity::{meeting, meeting_plan};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::{Refused, get};
use crate::clock;
use crate::db::Tx;
use crate::people::Actor;

/// Most characters of a line.
pub const LONGEST: usize = 400;
/// Lines read at once.
const LIST_LIMIT: u64 = 200;

/// Adds what somebody says, if anything; at most `LONGEST` characters a line, which the form has checked. Who wrote it is kept nowhere, so it can't be changed or taken back.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    (helped, next_time): (String, String),
    now: Timestamp,
) -> Result<(), Refused> {
    let (planned, _) = get(tx.conn(), actor, id).await?;
    if planned.meeting.date > clock::date(now) || planned.is_cancelled() {
        return Err(Refused::Over);
    }
    let lines = [(LookBackKind::Helped, helped), (LookBackKind::NextTime, next_time)];
    let rows: Vec<_> = lines
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(kind, text)| look_back::ActiveModel {
            organisation_id: Set(actor.organisation),
            id: Set(LookBackId::random()),
            meeting_id: Set(id),
            kind: Set(kind),
            text: Set(text),
        })
        .collect();
    if !rows.is_empty() {
        look_back::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Lists a meeting's lines, in the order of their random ids. Whoever calls it has seen that the meeting may be read.
pub async fn list<C: ConnectionTrait>(db: &C, of: &meeting::Model) -> Result<Vec<look_back::Model>, DbErr> {
    look_back::Entity::find()
        .filter(look_back::Column::OrganisationId.eq(of.organisation_id))
        .filter(look_back::Column::MeetingId.eq(of.id))
        .order_by_asc(look_back::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Returns what the team said at its last meeting before this one that was worth keeping for next time.
pub async fn from_last_time<C: ConnectionTrait>(db: &C, of: &meeting::Model) -> Result<Vec<look_back::Model>, DbErr> {
    // A meeting that didn't take place was no last time.
    let called_off = meeting_plan::Entity::find()
        .select_only()
        .column(meeting_plan::Column::MeetingId)
        .filter(meeting_plan::Column::OrganisationId.eq(of.organisation_id))
        .filter(meeting_plan::Column::CancelledAt.is_not_null())
        .into_query();
    let before = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(of.organisation_id))
        .filter(meeting::Column::TeamId.eq(of.team_id))
        .filter(meeting::Column::Date.lt(of.date))
        .filter(meeting::Column::Id.not_in_subquery(called_off))
        .order_by_desc(meeting::Column::Date)
        .order_by_desc(meeting::Column::Id)
        .one(db)
        .await?;
    let Some(before) = before else { return Ok(Vec::new()) };
    let mut lines = list(db, &before).await?;
    lines.retain(|line| line.kind == LookBackKind::NextTime);
    Ok(lines)
}
