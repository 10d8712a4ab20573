//! What everybody in the organisation reads of its closed quarters. The actor opens nothing more: managers and workers read the same.

use entity::ids::{OrganisationId, TeamId};
use entity::shared_copy::{self, SharedCopyState};
use entity::time::Timestamp;
use entity::{deliberation, quarter_result};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::release::Release;
use crate::clock::{quarter, quarter_bounds};
use crate::people::Actor;

/// How many quarters stand beside each other.
pub const QUARTERS: usize = 8;

/// A quarter that is over, with what it tells; `None` when nothing was counted in it.
#[derive(Clone, Debug)]
pub struct Closed {
    pub quarter: String,
    pub release: Option<Release>,
}

/// Returns the last eight quarters that are over, the oldest first.
pub async fn closed<C: ConnectionTrait>(db: &C, actor: &Actor, now: Timestamp) -> Result<Vec<Closed>, DbErr> {
    let names = last(now, QUARTERS);
    let rows = quarter_result::Entity::find()
        .filter(quarter_result::Column::OrganisationId.eq(actor.organisation))
        .filter(quarter_result::Column::Quarter.is_in(names.iter().map(String::as_str)))
        .order_by_asc(quarter_result::Column::Quarter)
        .limit(QUARTERS as u64)
        .all(db)
        .await?;
    let closed = |quarter: String| {
        let row = rows.iter().find(|row| row.quarter == quarter);
        // What can't be read isn't shown as if nothing had been counted.
        let release = row.map(|row| serde_json::from_str(&row.released)).transpose();
        release.map(|release| Closed { quarter, release }).map_err(|error| DbErr::Json(error.to_string()))
    };
    names.into_iter().map(closed).collect()
}

/// Names the quarters before this one, the oldest first.
pub fn last(now: Timestamp, many: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = quarter(now);
    while names.len() < many {
        let Some((begins, _)) = quarter_bounds(&at) else { break };
        at = quarter(begins.plus_minutes(-1));
        names.push(at.clone());
    }
    names.reverse();
    names
}

/// What a team put into the quarter that is under way: what its members may know of it, and nobody's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnPart {
    /// Conversations that began in this quarter, after which people were asked.
    pub conversations: u64,
    /// Items of the team that can be recognised in the library.
    pub items: u64,
}

/// Counts what a team put in. The caller has checked that the actor is of the team.
pub async fn own_part<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    team: TeamId,
    now: Timestamp,
) -> Result<OwnPart, DbErr> {
    let (begins, ends) = quarter_bounds(&quarter(now)).unwrap_or((now, now));
    let conversations = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .filter(deliberation::Column::TeamId.eq(team))
        .filter(deliberation::Column::OpenedAt.gte(begins))
        .filter(deliberation::Column::OpenedAt.lt(ends))
        .count(db)
        .await?;
    let items = shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(organisation))
        .filter(shared_copy::Column::TeamId.eq(team))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared))
        .count(db)
        .await?;
    Ok(OwnPart { conversations, items })
}
