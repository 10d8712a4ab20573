//! Pitches: what somebody would like to bring in, in three sentences, and how the group chooses.
//!
//! A pitch is read by the team. Who voted for what is told to nobody; how many votes there are only once the votes are shown.

use std::collections::BTreeMap;

use entity::case::CaseState;
use entity::ids::{AccountId, CaseId, MeetingId, PitchId};
use entity::series::Choice;
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{account, case, deliberation, meeting, meeting_plan, pitch, pitch_vote};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{Refused, agenda, held, plan, put_case};
use crate::cases;
use crate::db::Tx;
use crate::people::Actor;
use crate::teams::members::{self, TeamRef};

/// Most characters of a sentence.
pub const LONGEST_SENTENCE: usize = 240;
/// Pitches read at once.
const LIST_LIMIT: u64 = 60;
/// Conversations looked back at to see whose turn it is.
const TURNS_LOOKED_AT: u64 = 200;

/// A pitch as somebody writes it, tidied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    /// What goes on.
    pub what: String,
    /// Why now.
    pub why: String,
    /// What they would like to know from the others.
    pub question: String,
    /// An own case that is ready; without one the story is told at the table.
    pub case: Option<CaseId>,
}

/// A pitch as the team reads it.
#[derive(Clone, Debug)]
pub struct Told {
    pub pitch: pitch::Model,
    pub name: String,
    /// Whether the reader voted for it.
    pub voted: bool,
    /// Votes, once they are shown.
    pub votes: Option<usize>,
}

/// Lists a meeting's pitches, as they came; once the votes are shown, those with most votes first.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    of: &meeting::Model,
    plan: &meeting_plan::Model,
) -> Result<Vec<Told>, DbErr> {
    let rows = pitch::Entity::find()
        .filter(pitch::Column::OrganisationId.eq(of.organisation_id))
        .filter(pitch::Column::MeetingId.eq(of.id))
        .order_by_asc(pitch::Column::CreatedAt)
        .order_by_asc(pitch::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let votes = votes(db, of, &rows).await?;
    let names = names(db, rows.iter().map(|row| row.account_id)).await?;
    let told = |pitch: pitch::Model| Told {
        name: names.get(&pitch.account_id).cloned().unwrap_or_default(),
        voted: votes.iter().any(|vote| vote.pitch_id == pitch.id && vote.account_id == actor.account),
        votes: plan.votes_shown_at.map(|_| votes.iter().filter(|vote| vote.pitch_id == pitch.id).count()),
        pitch,
    };
    let mut told: Vec<Told> = rows.into_iter().map(told).collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.votes.unwrap_or(0)));
    Ok(told)
}

async fn votes<C: ConnectionTrait>(
    db: &C,
    of: &meeting::Model,
    rows: &[pitch::Model],
) -> Result<Vec<pitch_vote::Model>, DbErr> {
    pitch_vote::Entity::find()
        .filter(pitch_vote::Column::OrganisationId.eq(of.organisation_id))
        .filter(pitch_vote::Column::PitchId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await
}

async fn names<C: ConnectionTrait>(
    db: &C,
    ids: impl Iterator<Item = AccountId>,
) -> Result<BTreeMap<AccountId, String>, DbErr> {
    let rows = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Pitches, or changes the actor's own pitch, until it is chosen.
pub async fn put(tx: &mut Tx, actor: &Actor, id: MeetingId, words: Words, now: Timestamp) -> Result<(), Refused> {
    let planned = held(tx, actor, id).await?.0;
    let plan = plan::ensure(tx, actor, &planned.meeting, now).await?;
    if plan.cancelled_at.is_some() || plan.ended_at.is_some() {
        return Err(Refused::Over);
    }
    if let Some(case) = words.case {
        super::own_ready(tx, actor, planned.meeting.team_id, case).await?;
    }
    let own = pitch::Entity::find()
        .filter(pitch::Column::OrganisationId.eq(actor.organisation))
        .filter(pitch::Column::MeetingId.eq(id))
        .filter(pitch::Column::AccountId.eq(actor.account))
        .one(tx.conn())
        .await?;
    let new = own.is_none();
    let mut row = match own {
        Some(own) if own.chosen => return Err(Refused::Over),
        Some(own) => own.into_active_model(),
        None => pitch::ActiveModel {
            organisation_id: Set(actor.organisation),
            id: Set(PitchId::new()),
            meeting_id: Set(id),
            account_id: Set(actor.account),
            chosen: Set(false),
            created_at: Set(now),
            ..Default::default()
        },
    };
    row.title = Set(words.title);
    row.what = Set(words.what);
    row.why = Set(words.why);
    row.question = Set(words.question);
    row.case_id = Set(words.case);
    if new {
        row.insert(tx.conn()).await?
    } else {
        row.update(tx.conn()).await?
    };
    Ok(())
}

/// Takes the actor's own pitch back, with the votes for it; not once it is chosen.
pub async fn withdraw(tx: &mut Tx, actor: &Actor, meeting: MeetingId, id: PitchId) -> Result<(), Refused> {
    held(tx, actor, meeting).await?;
    let found = pitch::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?;
    let found = found.filter(|pitch| pitch.account_id == actor.account && pitch.meeting_id == meeting);
    if found.ok_or(Refused::NotFound)?.chosen {
        return Err(Refused::Over);
    }
    pitch::Entity::delete_by_id((actor.organisation, id)).exec(tx.conn()).await?;
    Ok(())
}

/// Votes, in place of what the actor voted before: at most as many votes as there are cases, until the votes are shown.
pub async fn vote(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    chosen: &[PitchId],
    now: Timestamp,
) -> Result<(), Refused> {
    let planned = held(tx, actor, id).await?.0;
    let plan = plan::ensure(tx, actor, &planned.meeting, now).await?;
    if plan.choice != Choice::Vote || plan.votes_shown_at.is_some() || plan.cancelled_at.is_some() {
        return Err(Refused::Over);
    }
    let told = list(tx.conn(), actor, &planned.meeting, &plan).await?;
    if chosen.len() > usize::try_from(plan.cases).unwrap_or(1) {
        return Err(Refused::TooMany);
    }
    if chosen.iter().any(|id| told.iter().all(|told| told.pitch.id != *id)) {
        return Err(Refused::NotFound);
    }
    pitch_vote::Entity::delete_many()
        .filter(pitch_vote::Column::OrganisationId.eq(actor.organisation))
        .filter(pitch_vote::Column::PitchId.is_in(told.iter().map(|told| told.pitch.id)))
        .filter(pitch_vote::Column::AccountId.eq(actor.account))
        .exec(tx.conn())
        .await?;
    let mut chosen = chosen.to_vec();
    chosen.sort();
    chosen.dedup();
    let rows: Vec<_> = chosen
        .into_iter()
        .map(|pitch| pitch_vote::ActiveModel {
            organisation_id: Set(actor.organisation),
            pitch_id: Set(pitch),
            account_id: Set(actor.account),
        })
        .collect();
    if !rows.is_empty() {
        pitch_vote::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Shows how many votes there are. From then on nobody votes any more.
pub async fn show_votes(tx: &mut Tx, actor: &Actor, id: MeetingId, now: Timestamp) -> Result<(), Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    if !rights.open {
        return Err(Refused::NotFound);
    }
    let plan = plan::ensure(tx, actor, &planned.meeting, now).await?;
    if plan.votes_shown_at.is_none() {
        let mut row = plan.into_active_model();
        row.votes_shown_at = Set(Some(now));
        row.update(tx.conn()).await?;
    }
    Ok(())
}

/// Puts pitches on the agenda, in this order. One without a case gets one, which its presenter can still write on.
pub async fn choose(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    chosen: &[PitchId],
    now: Timestamp,
) -> Result<(), Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    if !rights.open {
        return Err(Refused::NotFound);
    }
    let plan = plan::ensure(tx, actor, &planned.meeting, now).await?;
    if plan.cancelled_at.is_some() || plan.ended_at.is_some() {
        return Err(Refused::Over);
    }
    let told = list(tx.conn(), actor, &planned.meeting, &plan).await?;
    let mut on_the_table = planned.case.as_ref().is_some_and(|case| !case.state.is_over());
    for id in chosen {
        let pitch = told.iter().find(|told| told.pitch.id == *id).ok_or(Refused::NotFound)?.pitch.clone();
        let case = match pitch.case_id {
            Some(case) => case,
            None => tell(tx, &planned.meeting, &pitch, now).await?,
        };
        agenda::add_case(tx, &planned.meeting, &plan, case).await?;
        if !on_the_table {
            put_case(tx, planned.meeting.clone(), Some(case)).await?;
            on_the_table = true;
        }
        let mut row = pitch.into_active_model();
        row.chosen = Set(true);
        row.case_id = Set(Some(case));
        row.update(tx.conn()).await?;
    }
    Ok(())
}

/// Writes a pitch down as its presenter's case: its sentences are what they said so far.
async fn tell(tx: &mut Tx, of: &meeting::Model, pitch: &pitch::Model, now: Timestamp) -> Result<CaseId, Refused> {
    let story = [pitch.what.as_str(), pitch.why.as_str()].into_iter().filter(|part| !part.is_empty());
    let row = case::Model {
        organisation_id: of.organisation_id,
        id: CaseId::new(),
        team_id: of.team_id,
        presenter_id: pitch.account_id,
        title: pitch.title.clone(),
        story: story.collect::<Vec<_>>().join("\n\n"),
        learning_question: pitch.question.chars().take(cases::LONGEST_QUESTION).collect(),
        client_perspective: String::new(),
        state: CaseState::Ready,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    Ok(row.into_active_model().insert(tx.conn()).await?.id)
}

/// Names whose turn it is: who brought in a case longest ago, or never, first. No number belongs to it.
pub async fn turns<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    of: &meeting::Model,
) -> Result<Vec<(AccountId, String)>, DbErr> {
    let team = TeamRef { organisation: actor.organisation, team: of.team_id };
    let brought: Vec<AccountId> = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::TeamId.eq(of.team_id))
        .order_by_desc(deliberation::Column::OpenedAt)
        .select_only()
        .column(deliberation::Column::PresenterId)
        .limit(TURNS_LOOKED_AT)
        .into_tuple()
        .all(db)
        .await?;
    let people = members::list(db, team).await?;
    let mut people: Vec<_> = people.into_iter().filter(|(member, _)| member.role != TeamRole::Guest).collect();
    let last = |id: AccountId| brought.iter().position(|other| *other == id).unwrap_or(usize::MAX);
    people.sort_by_key(|(_, account)| std::cmp::Reverse(last(account.id)));
    Ok(people.into_iter().map(|(_, account)| (account.id, account.name)).collect())
}
