//! Choosing a few out of many: each person has so many choices, one a card or group. How it turned out is shown at the
//! reveal; who chose what is shown to nobody, ever.
//!
//! Until the reveal a vote holds a keyed handle, so that nobody votes twice and may think again; at the reveal the rows
//! are made anew in random order, without handles.

use std::collections::BTreeSet;

use entity::ids::{AccountId, DeliberationId, VoteId};
use entity::{deliberation, vote};
use rand::seq::SliceRandom;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{Refused, Room, Seat, contribution, grouping, hold, participants, require_participant};
use crate::crypto::InstanceKey;
use crate::db::Tx;
use crate::methods::Tool;
use crate::people::Actor;

/// Votes read at once.
const LIST_LIMIT: u64 = 5_000;

/// How often something was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Tally {
    pub subject: Uuid,
    pub votes: i64,
}

/// Makes somebody's choices in the present step, in place of those before: one's own, or as facilitator those of somebody
/// without a device.
pub async fn cast(
    tx: &mut Tx,
    key: &InstanceKey,
    actor: &Actor,
    id: DeliberationId,
    whose: AccountId,
    chosen: &BTreeSet<Uuid>,
) -> Result<(), Refused> {
    let seat = require_participant(tx.conn(), actor, id).await?;
    let room = hold(tx, actor.organisation, id).await?;
    if whose != actor.account {
        let proxy = seat.is_facilitator() && participants::by_proxy(tx.conn(), &room.deliberation, whose).await?;
        if !proxy {
            return Err(Refused::NotFound);
        }
    }
    let step = room.step();
    if !step.has(Tool::Votes) || room.standing().revealed {
        return Err(Refused::Conflict);
    }
    if chosen.len() > usize::from(step.votes.unwrap_or(0)) {
        return Err(Refused::Full);
    }
    let known = subjects(tx.conn(), &room, &seat).await?;
    if !chosen.is_subset(&known) {
        return Err(Refused::NotAsked);
    }
    let handle = handle(key, &room.deliberation, &step.key, whose);
    vote::Entity::delete_many()
        .filter(at(&room.deliberation, &step.key).add(vote::Column::Handle.eq(handle.as_str())))
        .exec(tx.conn())
        .await?;
    insert(tx, &room.deliberation, &step.key, chosen.iter().map(|subject| (*subject, Some(handle.clone()))).collect())
        .await
}

/// Returns what somebody chose in the present step, before the reveal; nobody can ask for somebody else's.
pub async fn own<C: ConnectionTrait>(
    db: &C,
    key: &InstanceKey,
    seat: &Seat,
    step: &str,
) -> Result<BTreeSet<Uuid>, DbErr> {
    let handle = handle(key, &seat.deliberation, step, seat.account);
    let chosen: Vec<Uuid> = vote::Entity::find()
        .filter(at(&seat.deliberation, step).add(vote::Column::Handle.eq(handle)))
        .select_only()
        .column(vote::Column::Subject)
        .limit(LIST_LIMIT)
        .into_tuple()
        .all(db)
        .await?;
    Ok(chosen.into_iter().collect())
}

/// Counts the people who have chosen in a step that isn't revealed.
pub async fn voters<C: ConnectionTrait>(db: &C, of: &deliberation::Model, step: &str) -> Result<usize, DbErr> {
    let handles: Vec<Option<String>> = vote::Entity::find()
        .filter(at(of, step).add(vote::Column::Handle.is_not_null()))
        .select_only()
        .column(vote::Column::Handle)
        .distinct()
        .limit(LIST_LIMIT)
        .into_tuple()
        .all(db)
        .await?;
    Ok(handles.len())
}

/// Returns how the choice of a step turned out, once it was revealed; nothing before.
pub async fn tally<C: ConnectionTrait>(db: &C, room: &Room, step: &str) -> Result<Vec<Tally>, DbErr> {
    if !room.find(step).is_some_and(|(step, standing)| step.has(Tool::Votes) && standing.revealed) {
        return Ok(Vec::new());
    }
    vote::Entity::find()
        .filter(at(&room.deliberation, step))
        .select_only()
        .column(vote::Column::Subject)
        .column_as(vote::Column::Id.count(), "votes")
        .group_by(vote::Column::Subject)
        .into_model()
        .all(db)
        .await
}

/// Throws the votes of a step together: nothing is left of whose they were.
pub(super) async fn forget_who(tx: &mut Tx, of: &deliberation::Model, step: &str) -> Result<(), Refused> {
    let mut subjects: Vec<Uuid> = vote::Entity::find()
        .filter(at(of, step))
        .select_only()
        .column(vote::Column::Subject)
        .into_tuple()
        .all(tx.conn())
        .await?;
    subjects.shuffle(&mut rand::rng());
    vote::Entity::delete_many().filter(at(of, step)).exec(tx.conn()).await?;
    insert(tx, of, step, subjects.into_iter().map(|subject| (subject, None)).collect()).await
}

/// Lets choices follow what became of their subjects: cards that went into a group, a group whose last cards went into
/// another. Choices of what is nowhere any more are let go.
pub(super) async fn follow(
    tx: &mut Tx,
    of: &deliberation::Model,
    from: Vec<Uuid>,
    to: Option<Uuid>,
) -> Result<(), DbErr> {
    let here = Condition::all()
        .add(vote::Column::OrganisationId.eq(of.organisation_id))
        .add(vote::Column::DeliberationId.eq(of.id));
    let concerned = from.iter().copied().chain(to);
    let rows = vote::Entity::find()
        .filter(here.clone().add(vote::Column::Subject.is_in(concerned)))
        .order_by_asc(vote::Column::Id)
        .limit(LIST_LIMIT)
        .all(tx.conn())
        .await?;
    let mut seen = BTreeSet::new();
    // Nobody chooses one thing twice; once nobody knows whose a choice is, each counts.
    let second = |row: &&vote::Model| match &row.handle {
        Some(handle) => !seen.insert((row.step_key.clone(), handle.clone())),
        None => false,
    };
    let gone: Vec<VoteId> = match to {
        Some(_) => rows.iter().filter(second).map(|row| row.id).collect(),
        None => rows.iter().map(|row| row.id).collect(),
    };
    vote::Entity::delete_many().filter(here.clone().add(vote::Column::Id.is_in(gone))).exec(tx.conn()).await?;
    vote::Entity::update_many()
        .col_expr(vote::Column::Subject, Expr::value(to.unwrap_or_default()))
        .filter(here.add(vote::Column::Subject.is_in(from)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Lists what can be chosen in the present step: groups, and cards in none.
async fn subjects<C: ConnectionTrait>(db: &C, room: &Room, seat: &Seat) -> Result<BTreeSet<Uuid>, Refused> {
    let source = grouping::source(room, seat, Tool::Votes)?;
    let cards = contribution::readable(db, room, seat.reader()).await?;
    let cards = cards.into_iter().filter(|card| card.step_key == source.key);
    Ok(cards.map(|card| card.group_id.map_or(card.id.0, |group| group.0)).collect())
}

fn handle(key: &InstanceKey, of: &deliberation::Model, step: &str, whose: AccountId) -> String {
    key.handle(&of.id.to_string(), &["vote", step, &whose.to_string()])
}

fn at(of: &deliberation::Model, step: &str) -> Condition {
    Condition::all()
        .add(vote::Column::OrganisationId.eq(of.organisation_id))
        .add(vote::Column::DeliberationId.eq(of.id))
        .add(vote::Column::StepKey.eq(step))
}

async fn insert(
    tx: &mut Tx,
    of: &deliberation::Model,
    step: &str,
    votes: Vec<(Uuid, Option<String>)>,
) -> Result<(), Refused> {
    if votes.is_empty() {
        return Ok(());
    }
    let rows = votes.into_iter().map(|(subject, handle)| vote::ActiveModel {
        organisation_id: Set(of.organisation_id),
        id: Set(VoteId::random()),
        deliberation_id: Set(of.id),
        step_key: Set(step.to_owned()),
        subject: Set(subject),
        handle: Set(handle),
    });
    vote::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}
