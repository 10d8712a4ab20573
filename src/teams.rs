//! Organisations, their teams, and who belongs to them in which role.

pub mod agreements;
pub mod invitations;
pub mod members;
pub mod memberships;
pub mod notices;
pub mod organisations;
pub mod standing;

use entity::ids::{OrganisationId, TeamId};
use entity::team;
use entity::time::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::db::Tx;

/// Teams listed at once.
const LIST_LIMIT: u64 = 200;

/// Why something about teams can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Nobody is manager and team member in one organisation.
    #[error("a manager can't be a member of a team")]
    ManagerInTeam,
    /// A working coordinator is a member of the team, in no other role.
    #[error("a coordinator is a member")]
    CoordinatorIsMember,
    /// The last facilitator or administrator stays until there is another.
    #[error("the last one in this role stays")]
    LastOne,
    /// There is no such person or team here.
    #[error("not found")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes a team without members.
pub async fn create(
    tx: &mut Tx,
    organisation: OrganisationId,
    name: String,
    now: Timestamp,
) -> Result<team::Model, DbErr> {
    let row = team::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(TeamId::new()),
        name: Set(name),
        created_at: Set(now),
    };
    row.insert(tx.conn()).await
}

/// Finds a team of the organisation.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    team: TeamId,
) -> Result<Option<team::Model>, DbErr> {
    team::Entity::find_by_id((organisation, team)).one(db).await
}

/// Asks for the names of the teams, for a statement that asks for more.
pub fn names(organisation: OrganisationId) -> Select<team::Entity> {
    let teams = team::Entity::find().select_only().column(team::Column::Name);
    teams.filter(team::Column::OrganisationId.eq(organisation))
}

/// Lists the organisation's teams by name.
pub async fn list<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Vec<team::Model>, DbErr> {
    team::Entity::find()
        .filter(team::Column::OrganisationId.eq(organisation))
        .order_by_asc(team::Column::Name)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}
