//! What a team was told: who came and left, whose role changed, that the agreement changed.

use entity::ids::{AccountId, OrganisationId, TeamId};
use entity::team_notice::{self, NoticeKind};
use entity::time::Timestamp;
use entity::{account, team};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::db::Tx;

/// Notices shown at once.
const LIST_LIMIT: u64 = 12;
/// Days that a notice is shown.
pub const SHOWN_DAYS: i64 = 28;

/// A notice with the names that its sentence needs.
#[derive(Clone, Debug)]
pub struct Told {
    pub team: TeamId,
    pub team_name: String,
    pub kind: NoticeKind,
    pub name: String,
    pub by: String,
    /// Whoever it is about did it.
    pub by_self: bool,
    pub detail: String,
    pub at: Timestamp,
}

/// Forgets what teams were told before a moment; returns how much.
pub async fn forget_before(tx: &Tx, organisation: OrganisationId, before: Timestamp) -> Result<u64, DbErr> {
    let old = team_notice::Entity::delete_many()
        .filter(team_notice::Column::OrganisationId.eq(organisation))
        .filter(team_notice::Column::CreatedAt.lt(before));
    Ok(old.exec(tx.conn()).await?.rows_affected)
}

/// Lists what these teams of the organisation were told in the last weeks, the newest first.
pub async fn recent<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    teams: &[TeamId],
    now: Timestamp,
) -> Result<Vec<Told>, DbErr> {
    let notices = team_notice::Entity::find()
        .filter(team_notice::Column::OrganisationId.eq(organisation))
        .filter(team_notice::Column::TeamId.is_in(teams.iter().copied()))
        .filter(team_notice::Column::CreatedAt.gt(now.plus_days(-SHOWN_DAYS)))
        .order_by_desc(team_notice::Column::CreatedAt)
        .order_by_desc(team_notice::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let people: Vec<AccountId> = notices.iter().flat_map(|n| [n.account_id, n.by_account_id]).collect();
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(people)).all(db).await?;
    let teams = team::Entity::find()
        .filter(team::Column::OrganisationId.eq(organisation))
        .filter(team::Column::Id.is_in(teams.iter().copied()))
        .all(db)
        .await?;
    let name = |id: AccountId| accounts.iter().find(|a| a.id == id).map(|a| a.name.clone()).unwrap_or_default();
    let team_name = |id: TeamId| teams.iter().find(|t| t.id == id).map(|t| t.name.clone()).unwrap_or_default();
    Ok(notices
        .into_iter()
        .map(|notice| Told {
            team: notice.team_id,
            team_name: team_name(notice.team_id),
            kind: notice.kind,
            name: name(notice.account_id),
            by: name(notice.by_account_id),
            by_self: notice.account_id == notice.by_account_id,
            detail: notice.detail,
            at: notice.created_at,
        })
        .collect())
}
