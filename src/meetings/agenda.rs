//! A meeting's parts: check-in, what became of it, the cases, time to complain, a look back, the close.
//!
//! Of what is said while complaining nothing is kept: that part has minutes, and no field anywhere.

mod course;

use entity::agenda_item::{self, AgendaKind};
use entity::ids::{AgendaItemId, CaseId, MeetingId};
use entity::time::Timestamp;
use entity::{meeting, meeting_plan};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::{Offered, Refused, held, plan};
use crate::db::Tx;
use crate::people::Actor;

pub use course::{begin, begin_first, end, may_resume, resume};

/// Most parts of a meeting.
pub const MOST_ITEMS: usize = 16;
/// Longest part, in minutes.
pub const MOST_MINUTES: i32 = 240;
/// What a meeting takes besides its cases, in minutes.
const AROUND: [(AgendaKind, i32); 5] = [
    (AgendaKind::CheckIn, 5),
    (AgendaKind::WhatBecame, 5),
    (AgendaKind::Venting, 10),
    (AgendaKind::LookBack, 5),
    (AgendaKind::Close, 5),
];

/// Returns the usual parts of a meeting: what is left beside check-in, complaining and close goes to the cases, in fives.
pub fn usual(minutes: i32, cases: i32) -> Vec<(AgendaKind, i32)> {
    let around: i32 = AROUND.iter().map(|(_, minutes)| minutes).sum();
    let each = ((minutes - around) / cases.max(1) / 5 * 5).max(10);
    let mut parts = vec![AROUND[0], AROUND[1]];
    parts.extend((0..cases.max(1)).map(|_| (AgendaKind::Case, each)));
    parts.extend([AROUND[2], AROUND[3], AROUND[4]]);
    parts
}

/// Lists a meeting's parts in order. Whoever calls it has seen that the meeting may be read.
pub async fn items<C: ConnectionTrait>(db: &C, of: &meeting::Model) -> Result<Vec<agenda_item::Model>, DbErr> {
    agenda_item::Entity::find()
        .filter(agenda_item::Column::OrganisationId.eq(of.organisation_id))
        .filter(agenda_item::Column::MeetingId.eq(of.id))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id)
        .limit(MOST_ITEMS as u64)
        .all(db)
        .await
}

/// Returns the parts that a meeting has, or those that it would have: nothing is stored before somebody changes it.
pub fn or_usual(of: &meeting_plan::Model, items: Vec<agenda_item::Model>) -> Vec<agenda_item::Model> {
    if items.is_empty() { rows(of) } else { items }
}

fn rows(of: &meeting_plan::Model) -> Vec<agenda_item::Model> {
    let rows = usual(of.minutes, of.cases).into_iter().zip(0..).map(|((kind, minutes), position)| agenda_item::Model {
        organisation_id: of.organisation_id,
        id: AgendaItemId::new(),
        meeting_id: of.meeting_id,
        position,
        kind,
        minutes,
        case_id: None,
        begun_at: None,
        ended_at: None,
    });
    rows.collect()
}

/// Returns what the team sees of the cases on an agenda.
pub async fn cases<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    items: &[agenda_item::Model],
) -> Result<Vec<Offered>, DbErr> {
    super::read::offered(db, actor, items.iter().filter_map(|item| item.case_id).collect()).await
}

/// A part as somebody wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The part that is there already; none for a new one.
    pub id: Option<AgendaItemId>,
    pub kind: AgendaKind,
    /// No minutes: the part goes.
    pub minutes: i32,
}

/// Puts the parts in this order, with these minutes. What has begun stays, whatever is wished.
pub async fn arrange(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    wishes: &[Wish],
    now: Timestamp,
) -> Result<(), Refused> {
    let (meeting, _, items) = hold(tx, actor, id, now).await?;
    let known = |id: AgendaItemId| items.iter().find(|item| item.id == id);
    let mut kept: Vec<agenda_item::Model> = Vec::new();
    for wish in wishes.iter().take(MOST_ITEMS) {
        let found = match wish.id {
            Some(id) => Some(known(id).ok_or(Refused::NotFound)?.clone()),
            None => None,
        };
        if wish.minutes <= 0 && found.as_ref().is_none_or(|item| item.begun_at.is_none()) {
            continue;
        }
        let minutes = wish.minutes.clamp(1, MOST_MINUTES);
        let new = || agenda_item::Model {
            organisation_id: actor.organisation,
            id: AgendaItemId::new(),
            meeting_id: meeting.id,
            position: 0,
            kind: wish.kind,
            minutes,
            case_id: None,
            begun_at: None,
            ended_at: None,
        };
        kept.push(agenda_item::Model { minutes, ..found.unwrap_or_else(new) });
    }
    let lost = items.iter().filter(|item| item.begun_at.is_some() && kept.iter().all(|kept| kept.id != item.id));
    let mut all: Vec<agenda_item::Model> = lost.cloned().collect();
    all.extend(kept);
    replace(tx, &meeting, all).await
}

/// Puts a case on the first part that is free for one; adds a part when there is none.
pub(super) async fn add_case(
    tx: &mut Tx,
    meeting: &meeting::Model,
    plan: &meeting_plan::Model,
    case: CaseId,
) -> Result<(), Refused> {
    let mut items = or_usual(plan, items(tx.conn(), meeting).await?);
    if items.iter().any(|item| item.case_id == Some(case)) {
        return Ok(());
    }
    let free = |item: &agenda_item::Model| item.kind == AgendaKind::Case && item.case_id.is_none();
    match items.iter().position(|item| free(item) && item.begun_at.is_none()) {
        Some(at) => items[at].case_id = Some(case),
        None => {
            let after = items.iter().rposition(|item| item.kind == AgendaKind::Case).map_or(items.len(), |at| at + 1);
            let minutes = usual(plan.minutes, plan.cases)
                .iter()
                .find(|part| part.0 == AgendaKind::Case)
                .map_or(30, |part| part.1);
            let item = agenda_item::Model {
                organisation_id: meeting.organisation_id,
                id: AgendaItemId::new(),
                meeting_id: meeting.id,
                position: 0,
                kind: AgendaKind::Case,
                minutes,
                case_id: Some(case),
                begun_at: None,
                ended_at: None,
            };
            items.insert(after.min(items.len()), item);
        }
    }
    items.truncate(MOST_ITEMS);
    replace(tx, meeting, items).await
}

/// Takes a case off the agenda; its part stays, free for another.
pub(super) async fn free_case(tx: &mut Tx, meeting: &meeting::Model, case: CaseId) -> Result<(), DbErr> {
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::CaseId, Expr::value(Option::<CaseId>::None))
        .filter(agenda_item::Column::OrganisationId.eq(meeting.organisation_id))
        .filter(agenda_item::Column::MeetingId.eq(meeting.id))
        .filter(agenda_item::Column::CaseId.eq(case))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Holds a meeting that the actor may lead, with its plan and its stored parts.
async fn hold(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    now: Timestamp,
) -> Result<(meeting::Model, meeting_plan::Model, Vec<agenda_item::Model>), Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    if !rights.open {
        return Err(Refused::NotFound);
    }
    let plan = plan::ensure(tx, actor, &planned.meeting, now).await?;
    if plan.cancelled_at.is_some() {
        return Err(Refused::Over);
    }
    let mut stored = items(tx.conn(), &planned.meeting).await?;
    if stored.is_empty() {
        replace(tx, &planned.meeting, rows(&plan)).await?;
        stored = items(tx.conn(), &planned.meeting).await?;
    }
    Ok((planned.meeting, plan, stored))
}

async fn replace(tx: &mut Tx, meeting: &meeting::Model, items: Vec<agenda_item::Model>) -> Result<(), Refused> {
    agenda_item::Entity::delete_many()
        .filter(agenda_item::Column::OrganisationId.eq(meeting.organisation_id))
        .filter(agenda_item::Column::MeetingId.eq(meeting.id))
        .exec(tx.conn())
        .await?;
    let rows: Vec<_> = items
        .into_iter()
        .zip(0..)
        .map(|(item, position)| agenda_item::Model { position, ..item }.into_active_model())
        .collect();
    if !rows.is_empty() {
        agenda_item::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hours_hold_two_cases_of_three_quarters_of_an_hour() {
        let parts = usual(120, 2);
        let cases: Vec<i32> = parts.iter().filter(|part| part.0 == AgendaKind::Case).map(|part| part.1).collect();
        assert_eq!(cases, [45, 45]);
        assert_eq!(parts.iter().map(|part| part.1).sum::<i32>(), 120);
        assert_eq!(parts[0].0, AgendaKind::CheckIn);
        assert_eq!(parts.last().unwrap().0, AgendaKind::Close);
    }

    #[test]
    fn a_short_meeting_still_has_a_case() {
        assert!(usual(20, 1).contains(&(AgendaKind::Case, 10)));
        assert_eq!(usual(90, 1).iter().find(|part| part.0 == AgendaKind::Case).unwrap().1, 60);
    }
}
