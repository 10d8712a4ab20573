//! What everybody in the organisation reads of its closed quarters. The actor opens nothing more: managers and workers read the same.

use std::collections::BTreeMap;

use entity::ids::{OrganisationId, TeamId};
use entity::shared_copy::{self, SharedCopyState};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{deliberation, quarter_key, quarter_result, team, team_member};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::release::Release;
use crate::clock::{quarter, quarter_bounds};
use crate::people::Actor;

/// How many quarters stand beside each other.
pub const QUARTERS: usize = 8;
/// Most own teams that are listed.
const MOST_TEAMS: u64 = 200;

/// A quarter that is over, with what it tells; `None` when nothing was counted in it, or when it waits.
#[derive(Clone, Debug)]
pub struct Closed {
    pub quarter: String,
    pub release: Option<Release>,
    /// Something is in it that isn't counted yet: it has just ended, or nobody counted while the server was off.
    pub waits: bool,
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
    let open: Vec<String> = quarter_key::Entity::find()
        .select_only()
        .column(quarter_key::Column::Quarter)
        .filter(quarter_key::Column::OrganisationId.eq(actor.organisation))
        .filter(quarter_key::Column::Quarter.is_in(names.iter().map(String::as_str)))
        .order_by_asc(quarter_key::Column::Quarter)
        .limit(QUARTERS as u64)
        .into_tuple()
        .all(db)
        .await?;
    let closed = |quarter: String| {
        let row = rows.iter().find(|row| row.quarter == quarter);
        // What can't be read isn't shown as if nothing had been counted.
        let release = row.map(|row| serde_json::from_str(&row.released)).transpose();
        release
            .map(|release| Closed { waits: release.is_none() && open.contains(&quarter), quarter, release })
            .map_err(|error| DbErr::Json(error.to_string()))
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnPart {
    /// Conversations that began in this quarter, after which people were asked.
    pub conversations: u64,
    /// Items of the team that can be recognised in the library.
    pub items: u64,
}

/// Lists the actor's own teams by name, with what each put into the quarter that is under way: two counts for all of them.
pub async fn own_parts<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<(team::Model, OwnPart)>, DbErr> {
    let seats = team_member::Entity::find()
        .select_only()
        .column(team_member::Column::TeamId)
        .filter(team_member::Column::OrganisationId.eq(actor.organisation))
        .filter(team_member::Column::AccountId.eq(actor.account))
        .filter(team_member::Column::Role.ne(TeamRole::Guest))
        .into_query();
    let teams = team::Entity::find()
        .filter(team::Column::OrganisationId.eq(actor.organisation))
        .filter(team::Column::Id.in_subquery(seats))
        .order_by_asc(team::Column::Name)
        .order_by_asc(team::Column::Id)
        .limit(MOST_TEAMS)
        .all(db)
        .await?;
    let mut parts = parts(db, actor.organisation, teams.iter().map(|team| team.id).collect(), now).await?;
    let with_part = |team: team::Model| {
        let part = parts.remove(&team.id).unwrap_or_default();
        (team, part)
    };
    Ok(teams.into_iter().map(with_part).collect())
}

/// Counts what a team put in. The caller has checked that the actor is of the team.
pub async fn own_part<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    team: TeamId,
    now: Timestamp,
) -> Result<OwnPart, DbErr> {
    Ok(parts(db, organisation, vec![team], now).await?.remove(&team).unwrap_or_default())
}

async fn parts<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    teams: Vec<TeamId>,
    now: Timestamp,
) -> Result<BTreeMap<TeamId, OwnPart>, DbErr> {
    let mut parts: BTreeMap<TeamId, OwnPart> = BTreeMap::new();
    if teams.is_empty() {
        return Ok(parts);
    }
    let (begins, ends) = quarter_bounds(&quarter(now)).unwrap_or((now, now));
    let conversations: Vec<(TeamId, i64)> = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::TeamId)
        .column_as(deliberation::Column::Id.count(), "many")
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .filter(deliberation::Column::TeamId.is_in(teams.iter().copied()))
        .filter(deliberation::Column::OpenedAt.gte(begins))
        .filter(deliberation::Column::OpenedAt.lt(ends))
        .group_by(deliberation::Column::TeamId)
        .into_tuple()
        .all(db)
        .await?;
    let items: Vec<(TeamId, i64)> = shared_copy::Entity::find()
        .select_only()
        .column(shared_copy::Column::TeamId)
        .column_as(shared_copy::Column::Id.count(), "many")
        .filter(shared_copy::Column::OrganisationId.eq(organisation))
        .filter(shared_copy::Column::TeamId.is_in(teams))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared))
        .group_by(shared_copy::Column::TeamId)
        .into_tuple()
        .all(db)
        .await?;
    let count = |many: i64| u64::try_from(many).unwrap_or(0);
    for (team, many) in conversations {
        parts.entry(team).or_default().conversations = count(many);
    }
    for (team, many) in items {
        parts.entry(team).or_default().items = count(many);
    }
    Ok(parts)
}
