//! What a meeting has beside its date: when it starts and how long it takes, where, and how its cases are chosen.
//!
//! A meeting that was made on the spot has no plan until somebody plans it; then nothing is told about time.

use entity::ids::{MeetingId, SeriesId};
use entity::letter::LetterKind;
use entity::meeting;
use entity::meeting_plan;
use entity::series::Choice;
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::{Refused, held, may_be_on};
use crate::clock;
use crate::db::Tx;
use crate::letters::{self, About};
use crate::people::Actor;

/// Minutes of a meeting, when nobody says otherwise.
pub const USUAL_MINUTES: i32 = 120;
/// Days before a meeting at which people are reminded, when nobody says otherwise: time to prepare a case.
pub const USUAL_REMIND_DAYS: i32 = 5;
/// Longest meeting, in minutes.
pub const MOST_MINUTES: i32 = 480;
/// Shortest meeting, in minutes.
pub const FEWEST_MINUTES: i32 = 15;
/// Most cases in one meeting.
pub const MOST_CASES: i32 = 4;
/// Earliest reminder, in days before.
pub const MOST_REMIND_DAYS: i32 = 30;
/// Most characters of a place.
pub const LONGEST_PLACE: usize = 200;
/// Minutes that a change waits before it is mailed: who plans often changes something more.
pub(super) const CALM_MINUTES: i64 = 3;

/// How a meeting is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// Minutes after midnight.
    pub starts: Option<i32>,
    pub minutes: i32,
    pub place: String,
    pub choice: Choice,
    pub cases: i32,
    pub remind_days: i32,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self {
            starts: None,
            minutes: USUAL_MINUTES,
            place: String::new(),
            choice: Choice::Vote,
            cases: 2,
            remind_days: USUAL_REMIND_DAYS,
        }
    }
}

impl Arrangement {
    /// Returns how a meeting is arranged.
    pub fn of(plan: &meeting_plan::Model) -> Self {
        Self {
            starts: plan.starts,
            minutes: plan.minutes,
            place: plan.place.clone(),
            choice: plan.choice,
            cases: plan.cases,
            remind_days: plan.remind_days,
        }
    }
}

/// Returns the moment at which a meeting is planned to start; `None` when only its date is known.
pub fn starts_at(date: TimeDate, plan: &meeting_plan::Model) -> Option<Timestamp> {
    plan.starts.map(|minutes| clock::at_minute(date, minutes))
}

/// Finds a meeting's plan. Whoever calls it has seen that the meeting may be read.
pub async fn find<C: ConnectionTrait>(db: &C, meeting: &meeting::Model) -> Result<Option<meeting_plan::Model>, DbErr> {
    meeting_plan::Entity::find_by_id((meeting.organisation_id, meeting.id)).one(db).await
}

/// Lists the plans of meetings of one organisation.
pub async fn of_meetings<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    ids: impl IntoIterator<Item = MeetingId>,
) -> Result<Vec<meeting_plan::Model>, DbErr> {
    meeting_plan::Entity::find()
        .filter(meeting_plan::Column::OrganisationId.eq(actor.organisation))
        .filter(meeting_plan::Column::MeetingId.is_in(ids))
        .all(db)
        .await
}

/// Makes the plan of a new meeting.
pub(super) fn row(
    (actor, meeting, series): (&Actor, MeetingId, Option<SeriesId>),
    arrangement: Arrangement,
    now: Timestamp,
) -> meeting_plan::Model {
    meeting_plan::Model {
        organisation_id: actor.organisation,
        meeting_id: meeting,
        series_id: series,
        starts: arrangement.starts,
        minutes: arrangement.minutes,
        place: arrangement.place,
        choice: arrangement.choice,
        cases: arrangement.cases,
        remind_days: arrangement.remind_days,
        edition: 0,
        changed_at: now,
        cancelled_at: None,
        votes_shown_at: None,
        begun_at: None,
        ended_at: None,
    }
}

/// Returns a held meeting's plan, made when there is none yet.
pub(super) async fn ensure(
    tx: &mut Tx,
    actor: &Actor,
    meeting: &meeting::Model,
    now: Timestamp,
) -> Result<meeting_plan::Model, DbErr> {
    match find(tx.conn(), meeting).await? {
        Some(plan) => Ok(plan),
        None => row((actor, meeting.id, None), Arrangement::default(), now).into_active_model().insert(tx.conn()).await,
    }
}

/// Changes when and how a meeting is; whoever may plan may change. When date, time or place change, the team is told.
pub async fn change(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    (date, arrangement): (TimeDate, Arrangement),
    now: Timestamp,
) -> Result<(), Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    if !rights.open {
        return Err(Refused::NotFound);
    }
    if !may_be_on(date, clock::date(now)) {
        return Err(Refused::FarAway);
    }
    let plan = ensure(tx, actor, &planned.meeting, now).await?;
    if plan.cancelled_at.is_some() {
        return Err(Refused::Over);
    }
    let is_told = is_told((planned.meeting.date, &plan), (date, &arrangement), now);
    let edition = plan.edition + i32::from(is_told);
    let team = planned.meeting.team_id;
    arranged(plan, arrangement, is_told, now).update(tx.conn()).await?;
    let mut meeting = planned.meeting.into_active_model();
    meeting.date = Set(date);
    meeting.update(tx.conn()).await?;
    if is_told {
        let about = About { organisation: actor.organisation, kind: LetterKind::Meeting, subject: id.0, edition };
        letters::write_to_team(tx, about, team, now.plus_minutes(CALM_MINUTES), now).await?;
    }
    Ok(())
}

/// Tells whether a change is one of date, time or place of a meeting to come: then people and calendars hear of it.
pub(super) fn is_told(
    (was, plan): (TimeDate, &meeting_plan::Model),
    (date, arrangement): (TimeDate, &Arrangement),
    now: Timestamp,
) -> bool {
    let old = (was, plan.starts, plan.minutes, plan.place.as_str());
    let new = (date, arrangement.starts, arrangement.minutes, arrangement.place.as_str());
    old != new && date >= clock::date(now)
}

/// Returns a plan as it is arranged from now on.
pub(super) fn arranged(
    plan: meeting_plan::Model,
    arrangement: Arrangement,
    is_told: bool,
    now: Timestamp,
) -> meeting_plan::ActiveModel {
    let (edition, changed_at) = (plan.edition, plan.changed_at);
    let mut row = plan.into_active_model();
    row.starts = Set(arrangement.starts);
    row.minutes = Set(arrangement.minutes);
    row.place = Set(arrangement.place);
    row.choice = Set(arrangement.choice);
    row.cases = Set(arrangement.cases);
    row.remind_days = Set(arrangement.remind_days);
    row.edition = Set(edition + i32::from(is_told));
    row.changed_at = Set(if is_told { now } else { changed_at });
    row
}

/// Calls a meeting off, and tells the team. What was pitched for it stays to be read.
pub async fn cancel(tx: &mut Tx, actor: &Actor, id: MeetingId, now: Timestamp) -> Result<(), Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    if !rights.open {
        return Err(Refused::NotFound);
    }
    let plan = ensure(tx, actor, &planned.meeting, now).await?;
    if plan.cancelled_at.is_some() {
        return Ok(());
    }
    if plan.begun_at.is_some() {
        return Err(Refused::Over);
    }
    let edition = plan.edition + 1;
    let mut row = plan.into_active_model();
    row.cancelled_at = Set(Some(now));
    row.edition = Set(edition);
    row.update(tx.conn()).await?;
    if planned.meeting.date >= clock::date(now) {
        let about = About { organisation: actor.organisation, kind: LetterKind::Cancelled, subject: id.0, edition };
        letters::write_to_team(tx, about, planned.meeting.team_id, now, now).await?;
    }
    Ok(())
}

/// Tells the team about a meeting that was planned by itself.
pub(super) async fn invite(tx: &mut Tx, actor: &Actor, meeting: &meeting::Model, now: Timestamp) -> Result<(), DbErr> {
    let about =
        About { organisation: actor.organisation, kind: LetterKind::Meeting, subject: meeting.id.0, edition: 0 };
    letters::write_to_team(tx, about, meeting.team_id, now.plus_minutes(CALM_MINUTES), now).await
}
