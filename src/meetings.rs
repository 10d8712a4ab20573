//! Meetings: a date on which a team comes together, with the case that somebody brings in.
//!
//! Of a case the team sees only the title and who brings it; the story stays with the presenter until the conversation opens.

use entity::deliberation::{self, DeliberationState};
use entity::ids::{AccountId, CaseId, DeliberationId, MeetingId, TeamId};
use entity::participant::{self, ParticipantState};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{account, case, meeting};
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Order,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use time::Duration;

use crate::cases::CaseState;
use crate::db::Tx;
use crate::people::Actor;
use crate::teams::members;

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
    let row = meeting::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(MeetingId::new()),
        team_id: Set(team),
        date: Set(date),
        case_id: Set(case),
        created_by: Set(actor.account),
        created_at: Set(now),
    };
    Ok(row.insert(tx.conn()).await?.id)
}

/// Lists a team's meetings from today on, the next one first.
pub async fn upcoming<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    team: TeamId,
    today: TimeDate,
) -> Result<Vec<Planned>, DbErr> {
    list(db, actor, team, meeting::Column::Date.gte(today), Order::Asc).await
}

/// Lists the meetings of the next days in the teams that the actor is in, guests excepted, the nearest first. One whose case
/// has been discussed is over, also before the day is.
pub async fn soon<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    today: TimeDate,
    days: i64,
) -> Result<Vec<Planned>, DbErr> {
    let places = members::of_account(db, actor.organisation, actor.account).await?;
    let teams = places.iter().filter(|place| place.role != TeamRole::Guest).map(|place| place.team_id);
    let rows = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(actor.organisation))
        .filter(meeting::Column::TeamId.is_in(teams))
        .filter(meeting::Column::Date.gte(today))
        .filter(meeting::Column::Date.lte(today.saturating_add(Duration::days(days))))
        .order_by_asc(meeting::Column::Date)
        .order_by_asc(meeting::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let mut planned = with_cases(db, rows).await?;
    planned.retain(|meeting| meeting.case.as_ref().is_none_or(|case| case.state != CaseState::Discussed));
    Ok(planned)
}

/// Lists a team's meetings before today, the last one first.
pub async fn past<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    team: TeamId,
    today: TimeDate,
) -> Result<Vec<Planned>, DbErr> {
    list(db, actor, team, meeting::Column::Date.lt(today), Order::Desc).await
}

/// Returns a meeting of a team that the actor is in, guests excepted, with what they may do there.
pub async fn get<C: ConnectionTrait>(db: &C, actor: &Actor, id: MeetingId) -> Result<(Planned, Rights), Refused> {
    let row = meeting::Entity::find_by_id((actor.organisation, id)).one(db).await?.ok_or(Refused::NotFound)?;
    let rights = rights(db, actor, row.team_id).await?.ok_or(Refused::NotFound)?;
    let planned = with_cases(db, vec![row]).await?.pop().ok_or(Refused::NotFound)?;
    Ok((planned, rights))
}

/// Puts an own ready case on a meeting that has none, or whose case has been discussed.
pub async fn choose_case(tx: &mut Tx, actor: &Actor, id: MeetingId, case: CaseId) -> Result<(), Refused> {
    let planned = held(tx, actor, id).await?.0;
    if planned.case.is_some_and(|case| case.state != CaseState::Discussed) {
        return Err(Refused::Taken);
    }
    own_ready(tx, actor, planned.meeting.team_id, case).await?;
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
    put_case(tx, planned.meeting, None).await
}

/// Finds the conversation that goes on at a meeting. Only its id: who may enter is for the conversation to say.
pub async fn open_conversation<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: MeetingId,
) -> Result<Option<DeliberationId>, DbErr> {
    let open = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::MeetingId.eq(id))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .order_by_desc(deliberation::Column::Id)
        .one(db)
        .await?;
    Ok(open.map(|open| open.id))
}

/// Finds the last conversation of a meeting that is closed, for somebody who was there: they read it back.
pub async fn attended_conversation<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: MeetingId,
) -> Result<Option<DeliberationId>, DbErr> {
    let was_there = participant::Entity::find()
        .select_only()
        .column(participant::Column::DeliberationId)
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::AccountId.eq(actor.account))
        .filter(participant::Column::State.eq(ParticipantState::Present))
        .into_query();
    let held = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::MeetingId.eq(id))
        .filter(deliberation::Column::State.eq(DeliberationState::Closed))
        .filter(deliberation::Column::Id.in_subquery(was_there))
        .order_by_desc(deliberation::Column::Id)
        .one(db)
        .await?;
    Ok(held.map(|held| held.id))
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

async fn list<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    team: TeamId,
    when: sea_orm::sea_query::SimpleExpr,
    order: Order,
) -> Result<Vec<Planned>, DbErr> {
    if rights(db, actor, team).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(actor.organisation))
        .filter(meeting::Column::TeamId.eq(team))
        .filter(when)
        .order_by(meeting::Column::Date, order.clone())
        .order_by(meeting::Column::Id, order)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    with_cases(db, rows).await
}

/// Puts the cases' titles and presenters to meetings of one organisation, two queries for all.
async fn with_cases<C: ConnectionTrait>(db: &C, rows: Vec<meeting::Model>) -> Result<Vec<Planned>, DbErr> {
    let ids: Vec<CaseId> = rows.iter().filter_map(|row| row.case_id).collect();
    let organisation = rows.first().map(|row| row.organisation_id);
    let mut offered: Vec<Offered> = Vec::new();
    if let (Some(organisation), false) = (organisation, ids.is_empty()) {
        let columns = [case::Column::Id, case::Column::Title, case::Column::PresenterId, case::Column::State];
        let cases: Vec<(CaseId, String, AccountId, CaseState)> = case::Entity::find()
            .select_only()
            .columns(columns)
            .filter(case::Column::OrganisationId.eq(organisation))
            .filter(case::Column::Id.is_in(ids))
            .into_tuple()
            .all(db)
            .await?;
        let names: Vec<(AccountId, String)> = account::Entity::find()
            .select_only()
            .columns([account::Column::Id, account::Column::Name])
            .filter(account::Column::Id.is_in(cases.iter().map(|case| case.2)))
            .into_tuple()
            .all(db)
            .await?;
        let name_of = |id| names.iter().find(|(account, _)| *account == id).map(|(_, name)| name.clone());
        offered.extend(cases.into_iter().map(|(id, title, presenter, state)| {
            let presenter_name = name_of(presenter).unwrap_or_default();
            Offered { id, title, presenter, presenter_name, state }
        }));
    }
    let planned = rows.into_iter().map(|meeting| {
        let case = meeting.case_id.and_then(|id| offered.iter().find(|case| case.id == id).cloned());
        Planned { meeting, case }
    });
    Ok(planned.collect())
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
