//! Who takes part in a conversation, and as what. Being expected isn't enough: only who is present reads along.

use entity::deliberation::{self, DeliberationState};
use entity::ids::{AccountId, DeliberationId};
use entity::participant::{self, ParticipantState, Turn};
use entity::time::Timestamp;
use entity::{account, meeting_plan};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult,
    IntoActiveModel, JoinType, PaginatorTrait, QueryFilter, QueryResult, QuerySelect, QueryTrait, RelationDef,
};

use super::{Refused, change, lead};
use crate::db::{Question, Tx};
use crate::methods::Reader;
use crate::people::Actor;

/// Most people in one conversation.
const MOST_PEOPLE: u64 = 200;

/// Somebody's place at the table, checked.
#[derive(Clone, Debug)]
pub struct Seat {
    pub deliberation: deliberation::Model,
    pub account: AccountId,
}

impl Seat {
    /// Tells whether this is the facilitator.
    pub fn is_facilitator(&self) -> bool {
        self.deliberation.facilitator_id == self.account
    }

    /// Tells whether this is the one who brought the case in.
    pub fn is_presenter(&self) -> bool {
        self.deliberation.presenter_id == self.account
    }

    /// Returns as whom this person reads and writes in a step.
    pub fn reader(&self) -> Reader {
        if self.is_presenter() { Reader::Presenter } else { Reader::Table }
    }

    /// Tells whether this is the one who types what matters.
    pub fn is_note_taker(&self) -> bool {
        self.deliberation.note_taker_id == self.account
    }
}

/// Somebody of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub account: AccountId,
    pub name: String,
    pub state: ParticipantState,
    /// Takes part through the facilitator.
    pub by_proxy: bool,
    pub ready: bool,
    /// Smaller went up earlier.
    pub hand: Option<i64>,
    pub turn: Option<Turn>,
}

/// A role that the facilitator hands to somebody present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Facilitator,
    NoteTaker,
}

/// Somebody's chair in a conversation, taken or not.
#[derive(Clone, Debug)]
pub struct Chair {
    seat: Seat,
    state: ParticipantState,
    by_proxy: bool,
    in_meeting: bool,
}

/// The row in which a chair is found.
struct Found {
    deliberation: deliberation::Model,
    state: ParticipantState,
    by_proxy: bool,
    in_meeting: bool,
}

impl FromQueryResult for Found {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            deliberation: deliberation::Model::from_query_result(row, prefix)?,
            state: row.try_get(prefix, "chair_state")?,
            by_proxy: row.try_get(prefix, "chair_by_proxy")?,
            in_meeting: row.try_get(prefix, "in_meeting")?,
        })
    }
}

impl Chair {
    /// Finds somebody's chair; for whoever has none the conversation isn't there.
    pub async fn find<C: ConnectionTrait>(db: &C, actor: &Actor, id: DeliberationId) -> Result<Self, Refused> {
        if actor.only.is_some_and(|only| only != id) {
            return Err(Refused::NotFound);
        }
        static CHAIR: Question = Question::new();
        let values = [actor.organisation.into(), id.into(), actor.account.into()];
        let asked = CHAIR.ask(db.get_database_backend(), values, |[organisation, id, account]| {
            let begun = meeting_plan::Column::BegunAt.is_not_null();
            let query = deliberation::Entity::find()
                .join_rev(JoinType::InnerJoin, to_deliberation())
                .join(JoinType::LeftJoin, to_plan())
                .column_as(participant::Column::State, "chair_state")
                .column_as(participant::Column::ByProxy, "chair_by_proxy")
                .expr_as(begun.and(meeting_plan::Column::EndedAt.is_null()), "in_meeting")
                .filter(participant::Column::OrganisationId.eq(organisation))
                .filter(participant::Column::DeliberationId.eq(id))
                .filter(participant::Column::AccountId.eq(account));
            query.into_query()
        });
        let found = Found::find_by_statement(asked).one(db).await?.ok_or(Refused::NotFound)?;
        let Found { deliberation, state, by_proxy, in_meeting } = found;
        Ok(Self { seat: Seat { deliberation, account: actor.account }, state, by_proxy, in_meeting })
    }

    /// Tells whether somebody still has to come in: who isn't present, or is so far through the facilitator only.
    pub fn has_to_enter(&self) -> bool {
        self.state != ParticipantState::Present || self.by_proxy
    }

    /// Tells whether the meeting around the conversation has begun by its plan, and isn't over.
    pub fn is_in_meeting(&self) -> bool {
        self.in_meeting
    }

    /// Returns the place at the table of somebody who is present.
    pub fn taken(self) -> Result<Seat, Refused> {
        match self.state {
            ParticipantState::Present => Ok(self.seat),
            ParticipantState::Expected => Err(Refused::NotFound),
        }
    }
}

pub(super) fn to_deliberation() -> RelationDef {
    use deliberation::Column as Conversation;
    participant::Entity::belongs_to(deliberation::Entity)
        .from((participant::Column::OrganisationId, participant::Column::DeliberationId))
        .to((Conversation::OrganisationId, Conversation::Id))
        .into()
}

fn to_plan() -> RelationDef {
    use deliberation::Column as Conversation;
    deliberation::Entity::belongs_to(meeting_plan::Entity)
        .from((Conversation::OrganisationId, Conversation::MeetingId))
        .to((meeting_plan::Column::OrganisationId, meeting_plan::Column::MeetingId))
        .into()
}

/// Returns the conversation for somebody who is present in it; to anyone else it isn't there.
pub async fn require_participant<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: DeliberationId,
) -> Result<Seat, Refused> {
    Chair::find(db, actor, id).await?.taken()
}

/// Returns the conversation for its facilitator; to anyone else there is nothing to steer.
pub async fn require_facilitator<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: DeliberationId,
) -> Result<Seat, Refused> {
    let seat = require_participant(db, actor, id).await?;
    if seat.is_facilitator() { Ok(seat) } else { Err(Refused::NotFound) }
}

/// Comes in: who is expected and still in the team becomes present, as long as the conversation is open. Who took part
/// through the facilitator speaks for themselves from now on.
///
/// A login for this conversation alone reaches this only after the facilitator admitted it.
pub async fn enter(tx: &mut Tx, actor: &Actor, id: DeliberationId) -> Result<Seat, Refused> {
    let chair = Chair::find(tx.conn(), actor, id).await?;
    let (account, was_present) = (actor.account, chair.state == ParticipantState::Present);
    let is_open = chair.seat.deliberation.state == DeliberationState::Open;
    if was_present && !(is_open && chair.has_to_enter()) {
        return Ok(chair.seat);
    }
    let in_team = actor.team_membership(tx.conn(), chair.seat.deliberation.team_id).await?.is_some();
    if !is_open || !in_team && !was_present {
        return Err(Refused::NotFound);
    }
    let deliberation = change(tx, actor.organisation, id).await?;
    let row = participant::ActiveModel {
        organisation_id: Set(actor.organisation),
        deliberation_id: Set(id),
        account_id: Set(account),
        state: Set(ParticipantState::Present),
        by_proxy: Set(false),
        ..Default::default()
    };
    row.update(tx.conn()).await?;
    Ok(Seat { deliberation, account })
}

/// Hands a role to somebody who is present.
pub async fn hand_over(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    role: Role,
    to: AccountId,
    now: Timestamp,
) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let deliberation = change(tx, actor.organisation, id).await?;
    let heir = participant::Entity::find_by_id((actor.organisation, id, to)).one(tx.conn()).await?;
    if heir.is_none_or(|heir| heir.state != ParticipantState::Present) {
        return Err(Refused::NotFound);
    }
    let revision = deliberation.revision;
    if role == Role::Facilitator && to != deliberation.facilitator_id {
        lead::note(tx, &deliberation, to, lead::Way::HandedOver, now).await?;
    }
    let mut row = deliberation.into_active_model();
    match role {
        Role::Facilitator => {
            row.facilitator_id = Set(to);
            // What the former one still presses comes too late.
            row.revision = Set(revision + 1);
        }
        Role::NoteTaker => row.note_taker_id = Set(to),
    }
    row.update(tx.conn()).await?;
    Ok(())
}

/// Lets somebody who is in the team take part without a device: what they say is typed by the facilitator. Once they come in
/// on a device of their own, they speak for themselves.
pub async fn seat_without_device(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    whom: AccountId,
) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let of = change(tx, actor.organisation, id).await?;
    let key = (actor.organisation, id, whom);
    let row = participant::Entity::find_by_id(key).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    // Whoever is in on a device needs nobody's hand.
    if row.state == ParticipantState::Present || whom == of.facilitator_id {
        return Err(Refused::Conflict);
    }
    let mut row = row.into_active_model();
    row.state = Set(ParticipantState::Present);
    row.by_proxy = Set(true);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Tells whether somebody takes part through the facilitator.
pub async fn by_proxy<C: ConnectionTrait>(db: &C, of: &deliberation::Model, account: AccountId) -> Result<bool, DbErr> {
    let row = participant::Entity::find_by_id((of.organisation_id, of.id, account)).one(db).await?;
    Ok(row.is_some_and(|row| row.by_proxy && row.state == ParticipantState::Present))
}

/// Lists the people of a conversation by name.
pub async fn list<C: ConnectionTrait>(db: &C, of: &deliberation::Model) -> Result<Vec<Person>, DbErr> {
    let seats = participant::Entity::find()
        .filter(participant::Column::OrganisationId.eq(of.organisation_id))
        .filter(participant::Column::DeliberationId.eq(of.id))
        .limit(MOST_PEOPLE)
        .all(db)
        .await?;
    let names: Vec<(AccountId, String)> = account::Entity::find()
        .filter(account::Column::Id.is_in(seats.iter().map(|seat| seat.account_id)))
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    let named = |seat: participant::Model| {
        let name = names.iter().find(|(id, _)| *id == seat.account_id)?.1.clone();
        Some(Person {
            account: seat.account_id,
            name,
            state: seat.state,
            by_proxy: seat.by_proxy,
            ready: seat.ready,
            hand: seat.hand,
            turn: seat.turn,
        })
    };
    let mut people: Vec<Person> = seats.into_iter().filter_map(named).collect();
    people.sort_by(|a, b| a.name.cmp(&b.name).then(a.account.cmp(&b.account)));
    Ok(people)
}

/// Counts the people of a conversation, present or expected.
pub async fn count<C: ConnectionTrait>(db: &C, of: &deliberation::Model) -> Result<u64, DbErr> {
    participant::Entity::find()
        .filter(participant::Column::OrganisationId.eq(of.organisation_id))
        .filter(participant::Column::DeliberationId.eq(of.id))
        .count(db)
        .await
}
