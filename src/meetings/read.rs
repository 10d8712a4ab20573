//! Reading meetings: what comes, what was, and the conversations that are held at them.

use entity::deliberation::{self, DeliberationState};
use entity::ids::{AccountId, CaseId, DeliberationId, MeetingId, TeamId};
use entity::participant::{self, ParticipantState};
use entity::team_member::TeamRole;
use entity::{account, case, meeting};
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use time::Duration;

use super::{LIST_LIMIT, Offered, Planned, Refused, Rights, plan, rights};
use crate::cases::CaseState;
use crate::people::Actor;
use crate::teams::members;

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
/// has been discussed is over, also before the day is; one whose conversation is open is left to the list of conversations.
pub async fn soon<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    today: TimeDate,
    days: i64,
) -> Result<Vec<Planned>, DbErr> {
    let places = members::of_account(db, actor.organisation, actor.account).await?;
    let teams = places.iter().filter(|place| place.role != TeamRole::Guest).map(|place| place.team_id);
    let expected_at = participant::Entity::find()
        .select_only()
        .column(participant::Column::DeliberationId)
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::AccountId.eq(actor.account))
        .into_query();
    let open = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::MeetingId)
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .filter(deliberation::Column::Id.in_subquery(expected_at))
        .into_query();
    let rows = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(actor.organisation))
        .filter(meeting::Column::TeamId.is_in(teams))
        .filter(meeting::Column::Id.not_in_subquery(open))
        .filter(meeting::Column::Date.gte(today))
        .filter(meeting::Column::Date.lte(today.saturating_add(Duration::days(days))))
        .order_by_asc(meeting::Column::Date)
        .order_by_asc(meeting::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let mut planned = with_cases(db, actor, rows).await?;
    planned.retain(|planned| !planned.is_over());
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
    let planned = with_cases(db, actor, vec![row]).await?.pop().ok_or(Refused::NotFound)?;
    Ok((planned, rights))
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
    with_cases(db, actor, rows).await
}

/// Puts the cases' titles and presenters to meetings of one organisation, two queries for all.
async fn with_cases<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    rows: Vec<meeting::Model>,
) -> Result<Vec<Planned>, DbErr> {
    let offered = offered(db, actor, rows.iter().filter_map(|row| row.case_id).collect()).await?;
    let plans = plan::of_meetings(db, actor, rows.iter().map(|row| row.id)).await?;
    let planned = rows.into_iter().map(|meeting| {
        let case = meeting.case_id.and_then(|id| offered.iter().find(|case| case.id == id).cloned());
        let plan = plans.iter().find(|plan| plan.meeting_id == meeting.id).cloned();
        Planned { meeting, case, plan }
    });
    Ok(planned.collect())
}

/// Returns what a team sees of cases that were put on its meetings.
pub(super) async fn offered<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    ids: Vec<CaseId>,
) -> Result<Vec<Offered>, DbErr> {
    let mut offered: Vec<Offered> = Vec::new();
    if !ids.is_empty() {
        let columns = [case::Column::Id, case::Column::Title, case::Column::PresenterId, case::Column::State];
        let cases: Vec<(CaseId, String, AccountId, CaseState)> = case::Entity::find()
            .select_only()
            .columns(columns)
            .filter(case::Column::OrganisationId.eq(actor.organisation))
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
    Ok(offered)
}
