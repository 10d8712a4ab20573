//! Somebody leaves a team: by themselves, or because an administrator takes them out. What they had in hand goes back, so that
//! nothing waits for them; what is theirs alone stays theirs.

use entity::case::{self, CaseState};
use entity::deliberation::{self, DeliberationState};
use entity::follow_up::{self, FollowUpState};
use entity::ids::{AccountId, DeliberationId, OrganisationId, SharedCopyId, TeamId};
use entity::participant::{self, ParticipantState};
use entity::shared_copy::{self, SharedCopyState};
use entity::time::Timestamp;
use entity::{agenda_item, meeting, meeting_plan, pitch, shared_origin};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::Refused;
use crate::db::Tx;
use crate::deliberations;
use crate::people::Actor;
use crate::shared_copies::{self, What};
use crate::teams::members::{self, TeamRef};
use crate::teams::{self, memberships};

/// Copies and conversations read at once.
const MOST: u64 = 500;

/// Takes somebody out of a team, which is told, and hands back what they had in hand.
pub async fn leave(
    tx: &mut Tx,
    team: TeamRef,
    account: AccountId,
    by: AccountId,
    now: Timestamp,
) -> Result<(), teams::Refused> {
    members::remove(tx, team, account, by, now).await?;
    Ok(hand_back(tx, team, account).await?)
}

/// Takes somebody out of an organisation and all its teams, and hands back what they had in hand there.
pub async fn leave_organisation(
    tx: &mut Tx,
    organisation: OrganisationId,
    account: AccountId,
    by: AccountId,
    now: Timestamp,
) -> Result<(), teams::Refused> {
    let places = members::of_account(tx.conn(), organisation, account).await?;
    memberships::remove(tx, organisation, account, by, now).await?;
    for place in places {
        hand_back(tx, TeamRef { organisation, team: place.team_id }, account).await?;
    }
    Ok(())
}

/// Lists what somebody shared or was about to share, of one team or of all of the organisation, by title.
pub async fn own_copies<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    team: Option<TeamId>,
) -> Result<Vec<shared_copy::Model>, DbErr> {
    let own = shared_origin::Entity::find().select_only().column(shared_origin::Column::SharedCopyId);
    let own = own.filter(shared_origin::Column::PresenterId.eq(actor.account)).into_query();
    let mut query = shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::Id.in_subquery(own))
        .filter(shared_copy::Column::State.ne(SharedCopyState::Withdrawn.to_value()));
    if let Some(team) = team {
        query = query.filter(shared_copy::Column::TeamId.eq(team));
    }
    query.order_by_asc(shared_copy::Column::Title).order_by_asc(shared_copy::Column::Id).limit(MOST).all(db).await
}

/// Withdraws the copies of these that are the actor's own.
pub async fn withdraw(tx: &mut Tx, actor: &Actor, copies: &[SharedCopyId]) -> Result<(), Refused> {
    for copy in own_copies(tx.conn(), actor, None).await?.into_iter().filter(|copy| copies.contains(&copy.id)) {
        shared_copies::withdraw(tx, actor, copy.id, What::Whole).await?;
    }
    Ok(())
}

/// Hands back what somebody had in hand in a team. Who leads an open conversation is still shown as leading it: anybody at the
/// table takes it over from there, as from somebody who was called away.
pub(super) async fn hand_back(tx: &mut Tx, team: TeamRef, account: AccountId) -> Result<(), DbErr> {
    give_back_copies(tx, team, account).await?;
    let of_team = Condition::all()
        .add(follow_up::Column::OrganisationId.eq(team.organisation))
        .add(follow_up::Column::TeamId.eq(team.team));
    follow_up::Entity::update_many()
        .col_expr(follow_up::Column::OwnerId, Expr::value(Option::<AccountId>::None))
        .filter(of_team)
        .filter(follow_up::Column::OwnerId.eq(account))
        .filter(follow_up::Column::State.eq(FollowUpState::Open.to_value()))
        .exec(tx.conn())
        .await?;
    leave_agendas(tx, team, account).await?;
    leave_tables(tx, team, account).await
}

/// A copy that lay before them as second reader goes back to whoever laid it there.
async fn give_back_copies(tx: &mut Tx, team: TeamRef, account: AccountId) -> Result<(), DbErr> {
    let read = shared_origin::Entity::find().select_only().column(shared_origin::Column::SharedCopyId);
    let read = read.filter(shared_origin::Column::OrganisationId.eq(team.organisation));
    let read = read.filter(shared_origin::Column::ReaderId.eq(account)).into_query();
    let waiting: Vec<SharedCopyId> = shared_copy::Entity::find()
        .select_only()
        .column(shared_copy::Column::Id)
        .filter(shared_copy::Column::OrganisationId.eq(team.organisation))
        .filter(shared_copy::Column::TeamId.eq(team.team))
        .filter(shared_copy::Column::State.eq(SharedCopyState::WithReader.to_value()))
        .filter(shared_copy::Column::Id.in_subquery(read))
        .limit(MOST)
        .into_tuple()
        .all(tx.conn())
        .await?;
    // An empty note: it is listed as come back, and says that nobody answered.
    shared_origin::Entity::update_many()
        .col_expr(shared_origin::Column::ReaderId, Expr::value(Option::<AccountId>::None))
        .col_expr(shared_origin::Column::ReaderNote, Expr::value(Some(String::new())))
        .filter(shared_origin::Column::OrganisationId.eq(team.organisation))
        .filter(shared_origin::Column::SharedCopyId.is_in(waiting.iter().copied()))
        .exec(tx.conn())
        .await?;
    shared_copy::Entity::update_many()
        .col_expr(shared_copy::Column::State, Expr::value(SharedCopyState::Preparing.to_value()))
        .filter(shared_copy::Column::OrganisationId.eq(team.organisation))
        .filter(shared_copy::Column::Id.is_in(waiting))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Takes their turns off meetings that are still to come: what they pitched, and their case where no conversation began.
async fn leave_agendas(tx: &mut Tx, team: TeamRef, account: AccountId) -> Result<(), DbErr> {
    let cases = case::Entity::find().select_only().column(case::Column::Id);
    let cases = cases
        .filter(case::Column::OrganisationId.eq(team.organisation))
        .filter(case::Column::TeamId.eq(team.team))
        .filter(case::Column::PresenterId.eq(account))
        .filter(case::Column::State.eq(CaseState::Ready.to_value()))
        .filter(case::Column::Id.not_in_subquery(talked_about(team.organisation)))
        .into_query();
    let ended = meeting_plan::Entity::find().select_only().column(meeting_plan::Column::MeetingId);
    let ended = ended.filter(meeting_plan::Column::OrganisationId.eq(team.organisation));
    let ended = ended.filter(meeting_plan::Column::EndedAt.is_not_null()).into_query();
    let meetings = meeting::Entity::find().select_only().column(meeting::Column::Id);
    let meetings = meetings
        .filter(meeting::Column::OrganisationId.eq(team.organisation))
        .filter(meeting::Column::TeamId.eq(team.team))
        .into_query();
    pitch::Entity::delete_many()
        .filter(pitch::Column::OrganisationId.eq(team.organisation))
        .filter(pitch::Column::AccountId.eq(account))
        .filter(pitch::Column::MeetingId.in_subquery(meetings))
        .filter(pitch::Column::MeetingId.not_in_subquery(ended))
        .filter(
            Condition::any().add(pitch::Column::CaseId.is_null()).add(pitch::Column::CaseId.in_subquery(cases.clone())),
        )
        .exec(tx.conn())
        .await?;
    clear_case(tx, team.organisation, cases).await
}

fn talked_about(organisation: OrganisationId) -> SelectStatement {
    let cases = deliberation::Entity::find().select_only().column(deliberation::Column::CaseId);
    cases.filter(deliberation::Column::OrganisationId.eq(organisation)).into_query()
}

/// Takes cases off all meetings and their parts.
pub(super) async fn clear_case(tx: &mut Tx, organisation: OrganisationId, cases: SelectStatement) -> Result<(), DbErr> {
    let none = || Expr::value(Option::<entity::ids::CaseId>::None);
    meeting::Entity::update_many()
        .col_expr(meeting::Column::CaseId, none())
        .filter(meeting::Column::OrganisationId.eq(organisation))
        .filter(meeting::Column::CaseId.in_subquery(cases.clone()))
        .exec(tx.conn())
        .await?;
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::CaseId, none())
        .filter(agenda_item::Column::OrganisationId.eq(organisation))
        .filter(agenda_item::Column::CaseId.in_subquery(cases))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Nobody expects them any more at open conversations, and the notes are typed by who leads.
async fn leave_tables(tx: &mut Tx, team: TeamRef, account: AccountId) -> Result<(), DbErr> {
    let open: Vec<DeliberationId> = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::Id)
        .filter(deliberation::Column::OrganisationId.eq(team.organisation))
        .filter(deliberation::Column::TeamId.eq(team.team))
        .filter(deliberation::Column::State.eq(DeliberationState::Open.to_value()))
        .limit(MOST)
        .into_tuple()
        .all(tx.conn())
        .await?;
    participant::Entity::delete_many()
        .filter(participant::Column::OrganisationId.eq(team.organisation))
        .filter(participant::Column::DeliberationId.is_in(open.iter().copied()))
        .filter(participant::Column::AccountId.eq(account))
        .filter(participant::Column::State.eq(ParticipantState::Expected.to_value()))
        .exec(tx.conn())
        .await?;
    deliberation::Entity::update_many()
        .col_expr(deliberation::Column::NoteTakerId, Expr::col(deliberation::Column::FacilitatorId))
        .filter(deliberation::Column::OrganisationId.eq(team.organisation))
        .filter(deliberation::Column::Id.is_in(open.iter().copied()))
        .filter(deliberation::Column::NoteTakerId.eq(account))
        .exec(tx.conn())
        .await?;
    deliberations::hearsay::people_changed(tx, team.organisation, open).await
}
