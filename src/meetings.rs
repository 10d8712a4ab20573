//! Meetings: a date on which a team comes together, with what is planned for it and the case that is on the table.
//!
//! Of a case the team sees only the title and who brings it; the story stays with the presenter until the conversation opens.

pub mod agenda;
pub mod attendance;
pub mod calendar;
pub mod erase;
pub mod look_back;
pub mod pitches;
pub mod plan;
mod read;
pub mod series;
pub mod time_plan;

use entity::ids::{AccountId, CaseId, MeetingId, TeamId};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{case, meeting, meeting_plan};
use sea_orm::prelude::TimeDate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QuerySelect};
use time::Duration;

use crate::cases::CaseState;
use crate::db::Tx;
use crate::people::Actor;

pub use read::{attended_conversation, get, open_conversation, past, soon, upcoming};

/// Meetings listed at once.
const LIST_LIMIT: u64 = 60;
/// How far back a meeting may be written down, in days.
const DAYS_BACK: i64 = 366;
/// How far ahead a meeting may be planned, in days.
const DAYS_AHEAD: i64 = 731;

/// What the team sees of the case on a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub id: CaseId,
    pub title: String,
    pub presenter: AccountId,
    pub presenter_name: String,
    pub state: CaseState,
}

/// A meeting as the team sees it.
#[derive(Clone, Debug)]
pub struct Planned {
    pub meeting: meeting::Model,
    pub case: Option<Offered>,
    /// When and how; a meeting that was made on the spot has none.
    pub plan: Option<meeting_plan::Model>,
}

impl Planned {
    /// Tells whether the meeting was called off or has ended; without a plan: whether its case has been discussed.
    fn is_over(&self) -> bool {
        match &self.plan {
            Some(plan) => plan.cancelled_at.is_some() || plan.ended_at.is_some(),
            None => self.case.as_ref().is_some_and(|case| case.state.is_over()),
        }
    }

    /// Tells whether the meeting was called off.
    pub fn is_cancelled(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.cancelled_at.is_some())
    }
}

/// What the actor may do at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Members and facilitators plan meetings and open conversations.
    pub open: bool,
    /// The facilitator may take a case off the meeting; its presenter may too.
    pub lead: bool,
}

/// Why something about a meeting can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such meeting, team or case here, or not for this person.
    #[error("not found")]
    NotFound,
    /// The date lies too far back or ahead.
    #[error("the date lies too far away")]
    FarAway,
    /// There is a case on the meeting that hasn't been discussed yet.
    #[error("the meeting has a case already")]
    Taken,
    /// The meeting was called off, or is over, or hasn't begun.
    #[error("the meeting is not at that point")]
    Over,
    /// More votes than there are cases.
    #[error("too many")]
    TooMany,
    /// A conversation about the case is going on.
    #[error("a conversation is open")]
    Open,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Returns what the actor may do at a team's meetings; `None` when they aren't even theirs to see.
pub async fn rights<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Option<Rights>, DbErr> {
    let place = actor.reader_of(db, team).await?;
    Ok(place.map(|place| Rights {
        open: matches!(place.role, TeamRole::Member | TeamRole::Facilitator),
        lead: place.role == TeamRole::Facilitator,
    }))
}

/// Tells whether a meeting may be on this date: up to a year back, up to two years ahead.
pub fn may_be_on(date: TimeDate, today: TimeDate) -> bool {
    let days = (date - today).whole_days();
    (-DAYS_BACK..=DAYS_AHEAD).contains(&days)
}

/// Plans a meeting, with an own ready case on it if there is one.
pub async fn create(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    date: TimeDate,
    case: Option<CaseId>,
    now: Timestamp,
) -> Result<MeetingId, Refused> {
    rights(tx.conn(), actor, team).await?.filter(|rights| rights.open).ok_or(Refused::NotFound)?;
    if !may_be_on(date, crate::clock::date(now)) {
        return Err(Refused::FarAway);
    }
    if let Some(case) = case {
        own_ready(tx, actor, team, case).await?;
    }
    Ok(row(actor, team, date, case, now).into_active_model().insert(tx.conn()).await?.id)
}

/// Plans a meeting with a time and a place, and tells the team.
pub async fn create_planned(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    (date, arrangement): (TimeDate, plan::Arrangement),
    case: Option<CaseId>,
    now: Timestamp,
) -> Result<MeetingId, Refused> {
    let id = create(tx, actor, team, date, case, now).await?;
    let plan = plan::row((actor, id, None), arrangement, now).into_active_model().insert(tx.conn()).await?;
    let made = meeting::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    if let Some(case) = case {
        agenda::add_case(tx, &made, &plan, case).await?;
    }
    if date >= crate::clock::date(now) {
        plan::invite(tx, actor, &made, now).await?;
    }
    Ok(id)
}

fn row(actor: &Actor, team: TeamId, date: TimeDate, case: Option<CaseId>, now: Timestamp) -> meeting::Model {
    meeting::Model {
        organisation_id: actor.organisation,
        id: MeetingId::new(),
        team_id: team,
        date,
        case_id: case,
        created_by: actor.account,
        created_at: now,
    }
}

/// Puts an own ready case on a meeting that has none, or whose case has been discussed.
pub async fn choose_case(tx: &mut Tx, actor: &Actor, id: MeetingId, case: CaseId) -> Result<(), Refused> {
    let planned = held(tx, actor, id).await?.0;
    if planned.case.is_some_and(|case| !case.state.is_over()) {
        return Err(Refused::Taken);
    }
    own_ready(tx, actor, planned.meeting.team_id, case).await?;
    if let Some(plan) = &planned.plan {
        agenda::add_case(tx, &planned.meeting, plan, case).await?;
    }
    put_case(tx, planned.meeting, Some(case)).await
}

/// Takes the case off a meeting: its presenter may, and the facilitator; not while a conversation about it is open.
pub async fn take_off(tx: &mut Tx, actor: &Actor, id: MeetingId) -> Result<(), Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    let Some(case) = planned.case else { return Ok(()) };
    if !rights.lead && case.presenter != actor.account {
        return Err(Refused::NotFound);
    }
    if open_conversation(tx.conn(), actor, id).await?.is_some() {
        return Err(Refused::Open);
    }
    agenda::free_case(tx, &planned.meeting, case.id).await?;
    put_case(tx, planned.meeting, None).await
}

/// Finds a meeting as `get` does, and holds it until commit.
async fn held(tx: &mut Tx, actor: &Actor, id: MeetingId) -> Result<(Planned, Rights), Refused> {
    meeting::Entity::find_by_id((actor.organisation, id)).lock_exclusive().one(tx.conn()).await?;
    get(tx.conn(), actor, id).await
}

async fn put_case(tx: &mut Tx, meeting: meeting::Model, case: Option<CaseId>) -> Result<(), Refused> {
    let mut row = meeting.into_active_model();
    row.case_id = Set(case);
    row.update(tx.conn()).await?;
    Ok(())
}

async fn own_ready(tx: &mut Tx, actor: &Actor, team: TeamId, id: CaseId) -> Result<(), Refused> {
    let case = case::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?;
    case.filter(|case| case.presenter_id == actor.account && case.team_id == team && case.state == CaseState::Ready)
        .map(|_| ())
        .ok_or(Refused::NotFound)
}

/// Returns the earliest and the latest date on which a meeting may be.
pub fn first_and_last_date(today: TimeDate) -> (TimeDate, TimeDate) {
    (today.saturating_sub(Duration::days(DAYS_BACK)), today.saturating_add(Duration::days(DAYS_AHEAD)))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_meeting_may_be_written_down_up_to_a_year_later() {
        let today = date!(2026 - 03 - 04);
        let may = |date| may_be_on(date, today);
        assert!(may(date!(2026 - 03 - 04)) && may(date!(2025 - 03 - 04)) && may(date!(2028 - 03 - 04)));
        assert!(!may(date!(2025 - 03 - 01)) && !may(date!(2226 - 03 - 04)));
        let (first, last) = first_and_last_date(today);
        assert!(may(first) && may(last));
        assert!(!may(first.previous_day().unwrap()) && !may(last.next_day().unwrap()));
    }
}
