//! Changing a series from one of its meetings on: another day, time or place, another rhythm, for that one and all later ones.
//!
//! What was, what has begun and what was called off stays as it is. The team is told in one mail.

use entity::ids::MeetingId;
use entity::letter::LetterKind;
use entity::series::{self, Rhythm};
use entity::time::Timestamp;
use entity::{meeting, meeting_plan};
use sea_orm::prelude::TimeDate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};

use super::super::plan::{self, Arrangement};
use super::super::{Refused, held, may_be_on};
use super::{dates, meetings};
use crate::clock;
use crate::db::Tx;
use crate::letters::{self, About};
use crate::people::Actor;

/// How a series goes on.
#[derive(Clone, Debug)]
pub struct Change {
    pub date: TimeDate,
    pub rhythm: Rhythm,
    /// With a time: `starts` is set.
    pub arrangement: Arrangement,
}

/// Changes a meeting of a series and all later ones; whoever may plan may change. Returns how many that are.
///
/// A later meeting that was moved by itself keeps its date, as long as neither the date nor the rhythm changes.
pub async fn change_from(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    change: Change,
    now: Timestamp,
) -> Result<usize, Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    let of = planned.plan.as_ref().and_then(|plan| plan.series_id).filter(|_| rights.open).ok_or(Refused::NotFound)?;
    let series = series::Entity::find_by_id((actor.organisation, of)).lock_exclusive().one(tx.conn()).await?;
    let series = series.ok_or(Refused::NotFound)?;
    let first = planned.meeting;
    let mut later = meetings(tx.conn(), actor, of).await?;
    later.retain(|(meeting, _)| meeting.id == first.id || meeting.date > first.date);
    let moves =
        |plan: &meeting_plan::Model| plan.cancelled_at.is_none() && plan.begun_at.is_none() && plan.ended_at.is_none();
    if !later.iter().any(|(meeting, plan)| meeting.id == first.id && moves(plan)) {
        return Err(Refused::Over);
    }
    // One that was called off keeps its turn: the others don't move into a holiday.
    let counts_anew = change.date != first.date || change.rhythm != series.rhythm;
    let new: Vec<TimeDate> = match counts_anew {
        true => dates(change.date, change.rhythm, later.len()),
        false => later.iter().map(|(meeting, _)| meeting.date).collect(),
    };
    if new.iter().any(|date| !may_be_on(*date, clock::date(now))) {
        return Err(Refused::FarAway);
    }
    let (mut number, mut is_told) = (0, false);
    for ((meeting, plan), date) in later.into_iter().zip(new).filter(|((_, plan), _)| moves(plan)) {
        number += 1;
        is_told |= rearrange(tx, (meeting, plan), (date, &change.arrangement), now).await?;
    }
    keep(tx, series, &change, counts_anew).await?;
    if is_told {
        let edition = letters::next_edition(tx.conn(), LetterKind::Series, of.0).await?;
        let about = About { organisation: actor.organisation, kind: LetterKind::Series, subject: of.0, edition };
        letters::write_to_team(tx, about, first.team_id, now.plus_minutes(plan::CALM_MINUTES), now).await?;
    }
    Ok(number)
}

/// Writes one meeting down anew; tells whether there is something in it that a calendar should know.
async fn rearrange(
    tx: &mut Tx,
    (meeting, plan): (meeting::Model, meeting_plan::Model),
    (date, arrangement): (TimeDate, &Arrangement),
    now: Timestamp,
) -> Result<bool, Refused> {
    let is_told = plan::is_told((meeting.date, &plan), (date, arrangement), now);
    let row = plan::arranged(plan, arrangement.clone(), is_told, now);
    row.update(tx.conn()).await?;
    let mut meeting = meeting.into_active_model();
    meeting.date = Set(date);
    meeting.update(tx.conn()).await?;
    Ok(is_told)
}

/// Keeps how the series goes on, for meetings that are planned by it later.
async fn keep(tx: &mut Tx, series: series::Model, change: &Change, counts_anew: bool) -> Result<(), Refused> {
    let starts = change.arrangement.starts.unwrap_or(series.starts);
    let mut row = series.into_active_model();
    row.rhythm = Set(change.rhythm);
    row.starts = Set(starts);
    row.minutes = Set(change.arrangement.minutes);
    row.place = Set(change.arrangement.place.clone());
    row.choice = Set(change.arrangement.choice);
    row.cases = Set(change.arrangement.cases);
    row.remind_days = Set(change.arrangement.remind_days);
    if counts_anew {
        row.anchor = Set(Some(change.date));
    }
    row.update(tx.conn()).await?;
    Ok(())
}
