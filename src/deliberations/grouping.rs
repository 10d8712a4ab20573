//! Putting cards together that say the same, and telling how warm a question is.
//!
//! Cards are chosen and put under a name: by keyboard and touch alike, nothing is dragged. Everybody at the table may; what
//! one does, all see at once. Who did it is not kept.

use entity::contribution::{self, ContributionKind, ContributionState, Warmth};
use entity::contribution_group;
use entity::deliberation;
use entity::ids::{ContributionId, DeliberationId, GroupId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{Refused, Room, Seat, hold, require_participant, votes};
use crate::db::Tx;
use crate::methods::{Step, Tool};
use crate::people::Actor;

/// Most characters in a group's name.
pub const LONGEST_NAME: usize = 80;
/// Most groups of one step.
const MOST_GROUPS: u64 = 60;

/// Where cards go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Into {
    /// A new group with this name.
    New(String),
    Existing(GroupId),
    /// Out of their groups.
    Loose,
}

/// Puts cards of the step with which the present one works into a group, or out of theirs.
pub async fn put(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    cards: &[ContributionId],
    into: Into,
) -> Result<(), Refused> {
    require_participant(tx.conn(), actor, id).await?;
    let room = hold(tx, actor.organisation, id).await?;
    let seat = Seat { deliberation: room.deliberation.clone(), account: actor.account };
    let source = source(&room, &seat, Tool::Groups)?.key.clone();
    if cards.is_empty() {
        return Err(Refused::Empty);
    }
    let group = match into {
        Into::New(name) => Some(create(tx, &room.deliberation, &source, name).await?),
        Into::Existing(group) => Some(find(tx.conn(), &room.deliberation, &source, group).await?),
        Into::Loose => None,
    };
    let of_step = Condition::all()
        .add(contribution::Column::OrganisationId.eq(actor.organisation))
        .add(contribution::Column::DeliberationId.eq(id))
        .add(contribution::Column::StepKey.eq(source.as_str()))
        .add(contribution::Column::State.eq(ContributionState::Placed))
        .add(contribution::Column::Id.is_in(cards.iter().copied()));
    // Choices follow the cards that are there, and nothing else whose id somebody sends.
    let cards: Vec<ContributionId> = contribution::Entity::find()
        .select_only()
        .column(contribution::Column::Id)
        .filter(of_step.clone())
        .into_tuple()
        .all(tx.conn())
        .await?;
    if cards.is_empty() {
        return Err(Refused::NotFound);
    }
    contribution::Entity::update_many()
        .col_expr(contribution::Column::GroupId, Expr::value(group))
        .filter(of_step)
        .exec(tx.conn())
        .await?;
    let emptied = forget_empty(tx, &room.deliberation, &source).await?;
    let mut from: Vec<Uuid> = emptied.into_iter().map(|group| group.0).collect();
    if let Some(group) = group {
        from.extend(cards.iter().map(|card| card.0));
        from.retain(|subject| *subject != group.0);
    }
    votes::follow(tx, &room.deliberation, from, group.map(|group| group.0)).await?;
    Ok(())
}

/// Lists the groups of a conversation by name.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    of: &deliberation::Model,
) -> Result<Vec<contribution_group::Model>, DbErr> {
    groups(of)
        .order_by_asc(contribution_group::Column::Name)
        .order_by_asc(contribution_group::Column::Id)
        .limit(MOST_GROUPS)
        .all(db)
        .await
}

/// Tells how warm a question is: the presenter does, or the facilitator for them.
pub async fn warm(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    card: ContributionId,
    warmth: Option<Warmth>,
) -> Result<(), Refused> {
    let seat = require_participant(tx.conn(), actor, id).await?;
    if !seat.is_presenter() && !seat.is_facilitator() {
        return Err(Refused::NotFound);
    }
    let room = hold(tx, actor.organisation, id).await?;
    let source = source(&room, &seat, Tool::Warmth)?;
    let told = contribution::Entity::update_many()
        .col_expr(contribution::Column::Warmth, Expr::value(warmth))
        .filter(contribution::Column::OrganisationId.eq(actor.organisation))
        .filter(contribution::Column::DeliberationId.eq(id))
        .filter(contribution::Column::StepKey.eq(source.key.as_str()))
        .filter(contribution::Column::Kind.eq(ContributionKind::Question))
        .filter(contribution::Column::State.eq(ContributionState::Placed))
        .filter(contribution::Column::Id.eq(card))
        .exec(tx.conn())
        .await?;
    if told.rows_affected == 0 { Err(Refused::NotFound) } else { Ok(()) }
}

/// Returns the step whose cards the present one works with, when somebody may read them by now.
pub(super) fn source<'a>(room: &'a Room, seat: &Seat, tool: Tool) -> Result<&'a Step, Refused> {
    let step = Some(room.step()).filter(|step| step.has(tool)).ok_or(Refused::Conflict)?;
    let (source, standing) = room.find(step.source()).ok_or(Refused::NotFound)?;
    let may = source.may_read(standing, seat.reader()) && !room.keeps_out(seat.reader());
    if may { Ok(source) } else { Err(Refused::Conflict) }
}

async fn create(tx: &mut Tx, of: &deliberation::Model, step: &str, name: String) -> Result<GroupId, Refused> {
    if name.is_empty() {
        return Err(Refused::Empty);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Refused::TooLong);
    }
    let here = groups(of).filter(contribution_group::Column::StepKey.eq(step));
    // The same name means the same group.
    if let Some(same) = here.clone().filter(contribution_group::Column::Name.eq(name.as_str())).one(tx.conn()).await? {
        return Ok(same.id);
    }
    if here.count(tx.conn()).await? >= MOST_GROUPS {
        return Err(Refused::Full);
    }
    let row = contribution_group::ActiveModel {
        organisation_id: Set(of.organisation_id),
        id: Set(GroupId::random()),
        deliberation_id: Set(of.id),
        step_key: Set(step.to_owned()),
        name: Set(name),
    };
    Ok(row.insert(tx.conn()).await?.id)
}

async fn find<C: ConnectionTrait>(
    db: &C,
    of: &deliberation::Model,
    step: &str,
    id: GroupId,
) -> Result<GroupId, Refused> {
    let found = groups(of)
        .filter(contribution_group::Column::Id.eq(id))
        .filter(contribution_group::Column::StepKey.eq(step))
        .one(db)
        .await?;
    found.map(|group| group.id).ok_or(Refused::NotFound)
}

/// A group without cards is none. Returns those that are gone.
async fn forget_empty(tx: &mut Tx, of: &deliberation::Model, step: &str) -> Result<Vec<GroupId>, DbErr> {
    let held: Vec<Option<GroupId>> = contribution::Entity::find()
        .filter(contribution::Column::OrganisationId.eq(of.organisation_id))
        .filter(contribution::Column::DeliberationId.eq(of.id))
        .filter(contribution::Column::GroupId.is_not_null())
        .select_only()
        .column(contribution::Column::GroupId)
        .distinct()
        .into_tuple()
        .all(tx.conn())
        .await?;
    let empty: Vec<GroupId> = groups(of)
        .filter(contribution_group::Column::StepKey.eq(step))
        .filter(contribution_group::Column::Id.is_not_in(held.into_iter().flatten()))
        .select_only()
        .column(contribution_group::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    contribution_group::Entity::delete_many()
        .filter(contribution_group::Column::OrganisationId.eq(of.organisation_id))
        .filter(contribution_group::Column::DeliberationId.eq(of.id))
        .filter(contribution_group::Column::Id.is_in(empty.iter().copied()))
        .exec(tx.conn())
        .await?;
    Ok(empty)
}

fn groups(of: &deliberation::Model) -> sea_orm::Select<contribution_group::Entity> {
    contribution_group::Entity::find()
        .filter(contribution_group::Column::OrganisationId.eq(of.organisation_id))
        .filter(contribution_group::Column::DeliberationId.eq(of.id))
}
