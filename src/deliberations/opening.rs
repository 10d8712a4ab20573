//! Opening a conversation about a meeting's case.

use entity::case::CaseState;
use entity::deliberation::{self, DeliberationState};
use entity::deliberation_step::{self, StepState};
use entity::ids::{AccountId, CaseId, DeliberationId, MeetingId};
use entity::participant::{self, ParticipantState};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{account, case, case_virtue, deliberation_virtue, meeting};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use super::Refused;
use crate::crypto::join_code;
use crate::db::Tx;
use crate::event::Event;
use crate::methods::{self, About, Method};
use crate::people::Actor;
use crate::people::logins::VISIT_HOURS;

/// Tells whether somebody with this place in a team may open its conversations.
pub fn may_open(role: TeamRole) -> bool {
    matches!(role, TeamRole::Member | TeamRole::Facilitator)
}

/// Opens the conversation about the case of a meeting, in the standard method.
pub async fn open(
    tx: &mut Tx,
    actor: &Actor,
    meeting: MeetingId,
    now: Timestamp,
) -> Result<deliberation::Model, Refused> {
    open_with(tx, actor, meeting, methods::standard(), now).await
}

/// Opens the conversation about the case of a meeting, or about the team itself as the method says. Whoever opens it leads it
/// and takes notes, until they hand that over. It keeps the method as it is now.
pub async fn open_with(
    tx: &mut Tx,
    actor: &Actor,
    meeting: MeetingId,
    method: &Method,
    now: Timestamp,
) -> Result<deliberation::Model, Refused> {
    let meeting = meeting::Entity::find_by_id((actor.organisation, meeting)).one(tx.conn()).await?;
    let meeting = meeting.ok_or(Refused::NotFound)?;
    let place = actor.reader_of(tx.conn(), meeting.team_id).await?.ok_or(Refused::NotFound)?;
    if actor.only.is_some() || !may_open(place.role) {
        return Err(Refused::NotFound);
    }
    let case = match method.about {
        About::Case => ready_case(tx, actor, &meeting).await?,
        About::Team => subject(tx, actor, &meeting, method, now).await?,
    };
    let row = insert(tx, actor, &meeting, (&case, method), now).await?;
    copy_virtues(tx, &row).await?;
    expect_team(tx, &row).await?;
    tx.record(Event::DeliberationChanged(row.organisation_id, row.id));
    Ok(row)
}

/// Finds the meeting's case, held until commit so that two people can't open it at once.
async fn ready_case(tx: &mut Tx, actor: &Actor, meeting: &meeting::Model) -> Result<case::Model, Refused> {
    let id: CaseId = meeting.case_id.ok_or(Refused::NoCase)?;
    let case = case::Entity::find_by_id((actor.organisation, id)).lock_exclusive().one(tx.conn()).await?;
    let case = case.ok_or(Refused::NoCase)?;
    // Opening shows the story to the team: only its presenter does that while it is being written.
    if case.state == CaseState::Draft && case.presenter_id != actor.account {
        return Err(Refused::NoCase);
    }
    let going_on = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::CaseId.eq(id))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .one(tx.conn())
        .await?;
    match going_on {
        Some(going_on) => Err(Refused::AlreadyOpen(going_on.id)),
        None => Ok(case),
    }
}

/// Writes down what a conversation of the team about itself is about: its method's name, and no story.
async fn subject(
    tx: &mut Tx,
    actor: &Actor,
    meeting: &meeting::Model,
    method: &Method,
    now: Timestamp,
) -> Result<case::Model, Refused> {
    let language = account::Entity::find_by_id(actor.account).one(tx.conn()).await?.ok_or(Refused::NotFound)?.language;
    let row = case::Model {
        organisation_id: actor.organisation,
        id: CaseId::new(),
        team_id: meeting.team_id,
        presenter_id: actor.account,
        title: method.name.get(&language).to_owned(),
        story: String::new(),
        learning_question: String::new(),
        client_perspective: String::new(),
        state: CaseState::Subject,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    Ok(row.into_active_model().insert(tx.conn()).await?)
}

async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    meeting: &meeting::Model,
    (case, method): (&case::Model, &Method),
    now: Timestamp,
) -> Result<deliberation::Model, DbErr> {
    let method_hash = methods::keep(tx, method).await?;
    let row = deliberation::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(DeliberationId::new()),
        team_id: Set(meeting.team_id),
        meeting_id: Set(meeting.id),
        case_id: Set(case.id),
        facilitator_id: Set(actor.account),
        presenter_id: Set(case.presenter_id),
        note_taker_id: Set(actor.account),
        method_hash: Set(method_hash),
        state: Set(DeliberationState::Open),
        step: Set(0),
        revision: Set(1),
        changes: Set(1),
        step_started_at: Set(now),
        step_extra_seconds: Set(0),
        paused_at: Set(None),
        join_code: Set(Some(join_code())),
        join_code_expires_at: Set(Some(now.plus_minutes(VISIT_HOURS * 60))),
        learning_question: Set(case.learning_question.clone()),
        answered: Set(None),
        answered_note: Set(String::new()),
        opened_at: Set(now),
        closed_at: Set(None),
    };
    let row = row.insert(tx.conn()).await?;
    lay_out_steps(tx, &row, method).await?;
    Ok(row)
}

async fn lay_out_steps(tx: &mut Tx, of: &deliberation::Model, method: &Method) -> Result<(), DbErr> {
    let rows = method.steps.iter().enumerate().map(|(number, step)| deliberation_step::ActiveModel {
        organisation_id: Set(of.organisation_id),
        deliberation_id: Set(of.id),
        step_key: Set(step.key.clone()),
        state: Set(if number == 0 { StepState::Current } else { StepState::Pending }),
        revealed: Set(false),
        position: Set(i32::try_from(number).ok()),
    });
    deliberation_step::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

async fn copy_virtues(tx: &mut Tx, of: &deliberation::Model) -> Result<(), DbErr> {
    let chosen = case_virtue::Entity::find()
        .filter(case_virtue::Column::OrganisationId.eq(of.organisation_id))
        .filter(case_virtue::Column::CaseId.eq(of.case_id))
        .limit(super::MOST_VIRTUES)
        .all(tx.conn())
        .await?;
    if chosen.is_empty() {
        return Ok(());
    }
    let rows = chosen.into_iter().map(|virtue| deliberation_virtue::ActiveModel {
        organisation_id: Set(of.organisation_id),
        deliberation_id: Set(of.id),
        virtue_id: Set(virtue.virtue_id),
        wording_version: Set(virtue.wording_version),
        position: Set(virtue.position),
    });
    deliberation_virtue::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Expects everybody of the team; whoever opens is there already.
async fn expect_team(tx: &mut Tx, of: &deliberation::Model) -> Result<(), DbErr> {
    let mut people: Vec<AccountId> = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(of.organisation_id))
        .filter(team_member::Column::TeamId.eq(of.team_id))
        .select_only()
        .column(team_member::Column::AccountId)
        .limit(200)
        .into_tuple()
        .all(tx.conn())
        .await?;
    if !people.contains(&of.presenter_id) {
        people.push(of.presenter_id);
    }
    let rows = people.into_iter().map(|account| participant::ActiveModel {
        organisation_id: Set(of.organisation_id),
        deliberation_id: Set(of.id),
        account_id: Set(account),
        state: Set(match account == of.facilitator_id {
            true => ParticipantState::Present,
            false => ParticipantState::Expected,
        }),
        by_proxy: Set(false),
        ready: Set(false),
        hand: Set(None),
        turn: Set(None),
    });
    participant::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}
