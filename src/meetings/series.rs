//! A series: a rhythm, and the meetings that were planned by it. Each can be moved or called off by itself.

mod change;

use entity::ids::{SeriesId, TeamId};
use entity::letter::LetterKind;
use entity::series::{self, Rhythm};
use entity::time::Timestamp;
use entity::{meeting, meeting_plan};
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use time::{Duration, Month};

use super::plan::{self, Arrangement};
use super::{Refused, Rights, may_be_on, rights};
use crate::clock;
use crate::db::Tx;
use crate::letters::{self, About};
use crate::people::Actor;

pub use change::{Change, change_from};

/// Most meetings planned at once.
pub const MOST_MEETINGS: usize = 24;
/// Meetings planned at once, when nobody says otherwise.
pub const USUAL_MEETINGS: usize = 8;
/// Dates of a rhythm looked at when more are planned: each week of ten years.
const MOST_DATES: usize = 520;
/// Series of a team listed at once.
const LIST_LIMIT: u64 = 20;

/// A series to come.
#[derive(Clone, Debug)]
pub struct NewSeries {
    pub first: TimeDate,
    pub rhythm: Rhythm,
    pub meetings: usize,
    /// With a time: `starts` is set.
    pub arrangement: Arrangement,
}

/// Lists the dates of a rhythm from its first; monthly keeps to the weekday: the second Tuesday stays the second Tuesday.
///
/// The fifth weekday of a month becomes the last one in months that have four.
pub fn dates(first: TimeDate, rhythm: Rhythm, number: usize) -> Vec<TimeDate> {
    let weeks = match rhythm {
        Rhythm::Weekly => 1,
        Rhythm::Fortnightly => 2,
        Rhythm::FourWeekly => 4,
        Rhythm::Monthly => return (0..number).filter_map(|months| months_later(first, months)).collect(),
    };
    let mut next = first;
    let mut dates = Vec::new();
    for _ in 0..number {
        dates.push(next);
        next = next.saturating_add(Duration::weeks(weeks));
    }
    dates
}

fn months_later(first: TimeDate, months: usize) -> Option<TimeDate> {
    let months = i32::try_from(months).ok()? + i32::from(u8::from(first.month())) - 1;
    let (year, month) = (first.year() + months / 12, u8::try_from(months % 12 + 1).ok()?);
    let start = TimeDate::from_calendar_date(year, Month::try_from(month).ok()?, 1).ok()?;
    let ahead = (7 + i64::from(first.weekday().number_days_from_monday())
        - i64::from(start.weekday().number_days_from_monday()))
        % 7;
    let week = i64::from((first.day() - 1) / 7);
    let date = start.checked_add(Duration::days(ahead + 7 * week))?;
    Some(if date.month() == start.month() { date } else { date - Duration::weeks(1) })
}

/// Plans a series with its first meetings, and tells the team in one mail.
pub async fn create(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    new: NewSeries,
    now: Timestamp,
) -> Result<SeriesId, Refused> {
    require_open(tx.conn(), actor, team).await?;
    let dates = dates(new.first, new.rhythm, new.meetings.min(MOST_MEETINGS));
    if dates.iter().any(|date| !may_be_on(*date, clock::date(now))) {
        return Err(Refused::FarAway);
    }
    let id = SeriesId::new();
    let row = series::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(id),
        team_id: Set(team),
        rhythm: Set(new.rhythm),
        starts: Set(new.arrangement.starts.unwrap_or(14 * 60)),
        minutes: Set(new.arrangement.minutes),
        place: Set(new.arrangement.place.clone()),
        choice: Set(new.arrangement.choice),
        cases: Set(new.arrangement.cases),
        remind_days: Set(new.arrangement.remind_days),
        created_by: Set(actor.account),
        created_at: Set(now),
        ended_at: Set(None),
        anchor: Set(Some(new.first)),
    };
    tx.insert(row).await?;
    insert_meetings(tx, actor, (team, id), &dates, &new.arrangement, now).await?;
    if dates.iter().any(|date| *date >= clock::date(now)) {
        let about = About { organisation: actor.organisation, kind: LetterKind::Series, subject: id.0, edition: 0 };
        letters::write_to_team(tx, about, team, now, now).await?;
    }
    Ok(id)
}

/// Plans more meetings of a series, after its last one, and tells the team in one mail.
pub async fn plan_more(
    tx: &mut Tx,
    actor: &Actor,
    id: SeriesId,
    number: usize,
    now: Timestamp,
) -> Result<usize, Refused> {
    let series = series::Entity::find_by_id((actor.organisation, id)).lock_exclusive().one(tx.conn()).await?;
    let series = series.filter(|series| series.ended_at.is_none()).ok_or(Refused::NotFound)?;
    require_open(tx.conn(), actor, series.team_id).await?;
    let planned = meetings(tx.conn(), actor, id).await?;
    let Some(last) = planned.iter().map(|(meeting, _)| meeting.date).max() else { return Err(Refused::NotFound) };
    // Meetings that were moved by themselves change nothing in the rhythm.
    let first = planned.iter().map(|(meeting, _)| meeting.date).min().unwrap_or(last);
    let from = series.anchor.unwrap_or(first);
    let arrangement = Arrangement {
        starts: Some(series.starts),
        minutes: series.minutes,
        place: series.place.clone(),
        choice: series.choice,
        cases: series.cases,
        remind_days: series.remind_days,
    };
    let later = dates(from, series.rhythm, MOST_DATES).into_iter().filter(|date| *date > last);
    let later: Vec<TimeDate> = later.take(number.min(MOST_MEETINGS)).collect();
    let later: Vec<TimeDate> = later.into_iter().filter(|date| may_be_on(*date, clock::date(now))).collect();
    insert_meetings(tx, actor, (series.team_id, id), &later, &arrangement, now).await?;
    if !later.is_empty() {
        let edition = letters::next_edition(tx.conn(), LetterKind::Series, id.0).await?;
        let about = About { organisation: actor.organisation, kind: LetterKind::Series, subject: id.0, edition };
        letters::write_to_team(tx, about, series.team_id, now, now).await?;
    }
    Ok(later.len())
}

/// Ends a series: no more meetings are planned by it. Those that are planned stay.
pub async fn end(tx: &mut Tx, actor: &Actor, id: SeriesId, now: Timestamp) -> Result<(), Refused> {
    let found = series::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    require_open(tx.conn(), actor, found.team_id).await?;
    let mut row = found.into_active_model();
    row.ended_at = Set(Some(now));
    row.update(tx.conn()).await?;
    Ok(())
}

/// Lists a team's series that go on, the newest first. Whoever calls it has seen that the team's meetings may be read.
pub async fn of_team<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Vec<series::Model>, DbErr> {
    series::Entity::find()
        .filter(series::Column::OrganisationId.eq(actor.organisation))
        .filter(series::Column::TeamId.eq(team))
        .filter(series::Column::EndedAt.is_null())
        .order_by_desc(series::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Returns a series of a team that the actor reads, with what they may do.
pub async fn get<C: ConnectionTrait>(db: &C, actor: &Actor, id: SeriesId) -> Result<(series::Model, Rights), Refused> {
    let found = series::Entity::find_by_id((actor.organisation, id)).one(db).await?.ok_or(Refused::NotFound)?;
    let rights = rights(db, actor, found.team_id).await?.ok_or(Refused::NotFound)?;
    Ok((found, rights))
}

/// Lists a series' meetings with their plans, by date.
pub async fn meetings<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: SeriesId,
) -> Result<Vec<(meeting::Model, meeting_plan::Model)>, DbErr> {
    let plans = meeting_plan::Entity::find()
        .filter(meeting_plan::Column::OrganisationId.eq(actor.organisation))
        .filter(meeting_plan::Column::SeriesId.eq(id))
        .all(db)
        .await?;
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(actor.organisation))
        .filter(meeting::Column::Id.is_in(plans.iter().map(|plan| plan.meeting_id)))
        .order_by_asc(meeting::Column::Date)
        .order_by_asc(meeting::Column::Id)
        .all(db)
        .await?;
    let with_plan = |meeting: meeting::Model| {
        let plan = plans.iter().find(|plan| plan.meeting_id == meeting.id)?.clone();
        Some((meeting, plan))
    };
    Ok(meetings.into_iter().filter_map(with_plan).collect())
}

async fn require_open<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<(), Refused> {
    rights(db, actor, team).await?.filter(|rights| rights.open).map(|_| ()).ok_or(Refused::NotFound)
}

async fn insert_meetings(
    tx: &mut Tx,
    actor: &Actor,
    (team, series): (TeamId, SeriesId),
    dates: &[TimeDate],
    arrangement: &Arrangement,
    now: Timestamp,
) -> Result<(), DbErr> {
    let rows: Vec<_> = dates.iter().map(|date| super::row(actor, team, *date, None, now)).collect();
    let plans: Vec<_> = rows
        .iter()
        .map(|row| plan::row((actor, row.id, Some(series)), arrangement.clone(), now).into_active_model())
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    meeting::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    meeting_plan::Entity::insert_many(plans).exec_without_returning(tx.conn()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_monthly_rhythm_keeps_its_weekday() {
        let second_tuesday = dates(date!(2026 - 03 - 10), Rhythm::Monthly, 4);
        assert_eq!(
            second_tuesday,
            [date!(2026 - 03 - 10), date!(2026 - 04 - 14), date!(2026 - 05 - 12), date!(2026 - 06 - 09)]
        );
        let fifth_thursday = dates(date!(2026 - 10 - 29), Rhythm::Monthly, 4);
        assert_eq!(
            fifth_thursday,
            [date!(2026 - 10 - 29), date!(2026 - 11 - 26), date!(2026 - 12 - 31), date!(2027 - 01 - 28)]
        );
        assert!(second_tuesday.iter().chain(&fifth_thursday).all(|date| date.day() >= 1));
    }

    #[test]
    fn weeks_are_counted() {
        assert_eq!(dates(date!(2026 - 12 - 28), Rhythm::Fortnightly, 2)[1], date!(2027 - 01 - 11));
        assert_eq!(dates(date!(2026 - 03 - 03), Rhythm::FourWeekly, 3)[2], date!(2026 - 04 - 28));
        assert_eq!(dates(date!(2026 - 03 - 03), Rhythm::Weekly, 0), []);
    }
}
