//! Building a framework: everybody proposes, the group keeps, merges, drops, rewords and orders.

use entity::ids::{OrganisationId, TeamId, VirtueId};
use entity::time::Timestamp;
use entity::virtue::{self, VirtueState};
use entity::{team, virtue_wording};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::state::{Act, transition};
use super::template::template;
use super::{LIST_LIMIT, MOST_VIRTUES, Refused, Wording, rights};
use crate::db::Tx;
use crate::people::Actor;
use crate::teams::members::TeamRef;

/// Which way a virtue moves in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Takes the template's virtues into the framework, after what is there, in the words of a language (`nl` or `en`). Those the
/// team ever had, even if it dropped them, stay as they are. Asks no rights: for founding a team, and after `rights`.
pub async fn adopt_template(tx: &mut Tx, team: TeamRef, language: &str, now: Timestamp) -> Result<(), DbErr> {
    let rows = lock(tx, team.organisation, team.team).await?;
    let first = next_position(&rows);
    let had = |key: &str| rows.iter().any(|row| row.template_key.as_deref() == Some(key));
    let fresh = template().virtues.iter().filter(|virtue| !had(&virtue.key));
    let (virtues, wordings): (Vec<_>, Vec<_>) = (first..)
        .zip(fresh)
        .map(|(position, virtue)| {
            let mut row = new_row(team, VirtueState::Kept, position, now);
            row.template_key = Some(virtue.key.clone());
            let words = wording_row(team.organisation, row.id, 1, virtue.wording(language), now);
            (row.into_active_model(), words)
        })
        .unzip();
    if virtues.is_empty() {
        return Ok(());
    }
    virtue::Entity::insert_many(virtues).exec(tx.conn()).await?;
    virtue_wording::Entity::insert_many(wordings).exec(tx.conn()).await?;
    Ok(())
}

/// Proposes a virtue to the team.
pub async fn propose(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    wording: Wording,
    now: Timestamp,
) -> Result<VirtueId, Refused> {
    rights(tx.conn(), actor, team).await?.filter(|rights| rights.propose).ok_or(Refused::NotFound)?;
    let team = TeamRef { organisation: actor.organisation, team };
    lock(tx, team.organisation, team.team).await?;
    let considered = virtue::Entity::find()
        .filter(virtue::Column::OrganisationId.eq(team.organisation))
        .filter(virtue::Column::TeamId.eq(team.team))
        .filter(virtue::Column::State.is_in([VirtueState::Proposed, VirtueState::Kept]));
    if considered.count(tx.conn()).await? >= MOST_VIRTUES {
        return Err(Refused::Full);
    }
    let row = new_row(team, VirtueState::Proposed, 0, now);
    let id = row.id;
    tx.insert(row.into_active_model()).await?;
    tx.insert(wording_row(team.organisation, id, 1, wording, now)).await?;
    Ok(id)
}

/// Takes a virtue into the framework, or back into it, at the end of the list.
pub async fn keep(tx: &mut Tx, actor: &Actor, team: TeamId, id: VirtueId) -> Result<(), Refused> {
    let rows = shaped(tx, actor, team).await?;
    let (row, state) = step(&rows, id, Act::Keep)?;
    let mut row = row.clone().into_active_model();
    row.state = Set(state);
    row.merged_into = Set(None);
    row.position = Set(next_position(&rows));
    row.update(tx.conn()).await?;
    Ok(())
}

/// Lets a virtue go on as part of another that is kept or proposed. What was merged into it follows.
pub async fn merge(tx: &mut Tx, actor: &Actor, team: TeamId, id: VirtueId, into: VirtueId) -> Result<(), Refused> {
    let rows = shaped(tx, actor, team).await?;
    let (row, state) = step(&rows, id, Act::Merge)?;
    let target = rows.iter().find(|other| other.id == into && other.id != id).ok_or(Refused::NotFound)?;
    if !matches!(target.state, VirtueState::Kept | VirtueState::Proposed) {
        return Err(Refused::OtherState);
    }
    let mut row = row.clone().into_active_model();
    row.state = Set(state);
    row.merged_into = Set(Some(into));
    row.update(tx.conn()).await?;
    virtue::Entity::update_many()
        .col_expr(virtue::Column::MergedInto, Expr::value(into))
        .filter(virtue::Column::OrganisationId.eq(actor.organisation))
        .filter(virtue::Column::MergedInto.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Leaves a virtue out. Its words stay for the records that refer to it.
pub async fn drop(tx: &mut Tx, actor: &Actor, team: TeamId, id: VirtueId) -> Result<(), Refused> {
    let rows = shaped(tx, actor, team).await?;
    let (row, state) = step(&rows, id, Act::Drop)?;
    let mut row = row.clone().into_active_model();
    row.state = Set(state);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Gives a virtue new words, as a new version, and says which of the template's virtues it resembles, if any.
pub async fn reword(
    tx: &mut Tx,
    actor: &Actor,
    id: (TeamId, VirtueId),
    wording: Wording,
    resembles: Option<String>,
    now: Timestamp,
) -> Result<(), Refused> {
    let (team, id) = id;
    let rows = shaped(tx, actor, team).await?;
    let row = rows.into_iter().find(|row| row.id == id).ok_or(Refused::NotFound)?;
    if !matches!(row.state, VirtueState::Kept | VirtueState::Proposed) {
        return Err(Refused::OtherState);
    }
    let key = (row.organisation_id, id, row.wording_version);
    let old = virtue_wording::Entity::find_by_id(key).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    let old =
        Wording { name: old.name, too_little: old.too_little, too_much: old.too_much, explanation: old.explanation };
    let version = row.wording_version + i32::from(old != wording);
    if version > row.wording_version {
        tx.insert(wording_row(row.organisation_id, id, version, wording, now)).await?;
    }
    let mut row = row.into_active_model();
    row.wording_version = Set(version);
    row.template_key = Set(resembles.filter(|key| template().virtues.iter().any(|virtue| virtue.key == *key)));
    row.update(tx.conn()).await?;
    Ok(())
}

/// Changes places with the neighbour above or below; does nothing at the ends.
pub async fn reorder(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    id: VirtueId,
    direction: Direction,
) -> Result<(), Refused> {
    let rows = shaped(tx, actor, team).await?;
    let kept: Vec<_> = rows.iter().filter(|row| row.state == VirtueState::Kept).collect();
    let here = kept.iter().position(|row| row.id == id).ok_or(Refused::NotFound)?;
    let there = match direction {
        Direction::Up => here.checked_sub(1),
        Direction::Down => Some(here + 1),
    };
    let Some(neighbour) = there.and_then(|there| kept.get(there)) else { return Ok(()) };
    for (row, position) in [(kept[here], neighbour.position), (*neighbour, kept[here].position)] {
        let mut row = row.clone().into_active_model();
        row.position = Set(position);
        row.update(tx.conn()).await?;
    }
    Ok(())
}

/// Checks the right to shape, then returns all virtues of the team, held against changes by others until commit.
async fn shaped(tx: &mut Tx, actor: &Actor, team: TeamId) -> Result<Vec<virtue::Model>, Refused> {
    rights(tx.conn(), actor, team).await?.filter(|rights| rights.shape).ok_or(Refused::NotFound)?;
    Ok(lock(tx, actor.organisation, team).await?)
}

fn step(rows: &[virtue::Model], id: VirtueId, act: Act) -> Result<(&virtue::Model, VirtueState), Refused> {
    let row = rows.iter().find(|row| row.id == id).ok_or(Refused::NotFound)?;
    Ok((row, transition(row.state, act)?))
}

/// Lets one at a time shape a team's framework, so that places stay distinct. Locking the team's row does it on PostgreSQL;
/// SQLite has one writer anyway.
async fn lock(tx: &mut Tx, organisation: OrganisationId, team: TeamId) -> Result<Vec<virtue::Model>, DbErr> {
    team::Entity::find_by_id((organisation, team)).lock_exclusive().one(tx.conn()).await?;
    virtue::Entity::find()
        .filter(virtue::Column::OrganisationId.eq(organisation))
        .filter(virtue::Column::TeamId.eq(team))
        .order_by_asc(virtue::Column::Position)
        .order_by_asc(virtue::Column::Id)
        .limit(LIST_LIMIT * 10)
        .all(tx.conn())
        .await
}

fn next_position(rows: &[virtue::Model]) -> i32 {
    rows.iter().map(|row| row.position).max().unwrap_or(0) + 1
}

fn new_row(team: TeamRef, state: VirtueState, position: i32, now: Timestamp) -> virtue::Model {
    virtue::Model {
        organisation_id: team.organisation,
        id: VirtueId::new(),
        team_id: team.team,
        template_key: None,
        position,
        state,
        merged_into: None,
        wording_version: 1,
        created_at: now,
    }
}

fn wording_row(
    organisation: OrganisationId,
    id: VirtueId,
    version: i32,
    words: Wording,
    now: Timestamp,
) -> virtue_wording::ActiveModel {
    virtue_wording::ActiveModel {
        organisation_id: Set(organisation),
        virtue_id: Set(id),
        version: Set(version),
        name: Set(words.name),
        too_little: Set(words.too_little),
        too_much: Set(words.too_much),
        explanation: Set(words.explanation),
        created_at: Set(now),
    }
}
