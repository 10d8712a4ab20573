//! Who is in a team, as what. Each change is told to the team.

use entity::ids::{AccountId, NoticeId, OrganisationId, TeamId};
use entity::team_member::{self, TeamRole};
use entity::team_notice::{self, NoticeKind};
use entity::time::Timestamp;
use entity::{account, membership};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Refused;
use crate::db::Tx;

/// Members listed at once.
const LIST_LIMIT: u64 = 200;

/// Which team of which organisation.
#[derive(Clone, Copy, Debug)]
pub struct TeamRef {
    pub organisation: OrganisationId,
    pub team: TeamId,
}

/// A change to somebody's place in a team.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub account: AccountId,
    pub role: TeamRole,
    pub coordinator: bool,
}

/// Puts somebody in a team, or changes their role there, and tells the team.
pub async fn put(tx: &mut Tx, team: TeamRef, place: Place, by: AccountId, now: Timestamp) -> Result<(), Refused> {
    // Locked, so that nobody becomes manager and member at the same moment.
    let member = membership::Entity::find_by_id((team.organisation, place.account));
    if member.lock_exclusive().one(tx.conn()).await?.ok_or(Refused::NotFound)?.manager {
        return Err(Refused::ManagerInTeam);
    }
    if place.coordinator && place.role != TeamRole::Member {
        return Err(Refused::CoordinatorIsMember);
    }
    let existing =
        team_member::Entity::find_by_id((team.organisation, team.team, place.account)).one(tx.conn()).await?;
    let Some(existing) = existing else {
        let row = team_member::ActiveModel {
            organisation_id: Set(team.organisation),
            team_id: Set(team.team),
            account_id: Set(place.account),
            role: Set(place.role),
            coordinator: Set(place.coordinator),
            joined_at: Set(now),
        };
        tx.insert(row).await?;
        return Ok(tell(
            tx,
            team,
            Notice { kind: NoticeKind::Joined, account: place.account, by, detail: place.role.as_str() },
            now,
        )
        .await?);
    };
    let (old_role, old_coordinator) = (existing.role, existing.coordinator);
    if old_role == TeamRole::Facilitator && place.role != TeamRole::Facilitator {
        require_another_facilitator(tx, team, place.account).await?;
    }
    let mut row: team_member::ActiveModel = existing.into();
    row.role = Set(place.role);
    row.coordinator = Set(place.coordinator);
    row.update(tx.conn()).await?;
    if old_role != place.role {
        let notice = Notice { kind: NoticeKind::RoleChanged, account: place.account, by, detail: place.role.as_str() };
        tell(tx, team, notice, now).await?;
    }
    if old_coordinator != place.coordinator {
        let detail = if place.coordinator { "yes" } else { "no" };
        let notice = Notice { kind: NoticeKind::CoordinatorChanged, account: place.account, by, detail };
        tell(tx, team, notice, now).await?;
    }
    Ok(())
}

/// Seats somebody who came for one conversation. The team isn't told: it sees them at the table.
pub async fn seat_guest(tx: &mut Tx, team: TeamRef, account: AccountId, now: Timestamp) -> Result<(), DbErr> {
    let row = team_member::ActiveModel {
        organisation_id: Set(team.organisation),
        team_id: Set(team.team),
        account_id: Set(account),
        role: Set(TeamRole::Guest),
        coordinator: Set(false),
        joined_at: Set(now),
    };
    tx.insert(row).await
}

/// Takes somebody out of a team and tells the others.
pub async fn remove(
    tx: &mut Tx,
    team: TeamRef,
    account: AccountId,
    by: AccountId,
    now: Timestamp,
) -> Result<(), Refused> {
    let place = team_member::Entity::find_by_id((team.organisation, team.team, account)).one(tx.conn()).await?;
    if place.ok_or(Refused::NotFound)?.role == TeamRole::Facilitator {
        require_another_facilitator(tx, team, account).await?;
    }
    team_member::Entity::delete_by_id((team.organisation, team.team, account)).exec(tx.conn()).await?;
    Ok(tell(tx, team, Notice { kind: NoticeKind::Left, account, by, detail: "" }, now).await?)
}

/// Refuses when the others of the team would be left without a facilitator.
async fn require_another_facilitator(tx: &mut Tx, team: TeamRef, account: AccountId) -> Result<(), Refused> {
    let others = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(team.organisation))
        .filter(team_member::Column::TeamId.eq(team.team))
        .filter(team_member::Column::AccountId.ne(account))
        .order_by_asc(team_member::Column::AccountId)
        .limit(LIST_LIMIT)
        .lock_exclusive()
        .all(tx.conn())
        .await?;
    match others.is_empty() || others.iter().any(|other| other.role == TeamRole::Facilitator) {
        true => Ok(()),
        false => Err(Refused::LastOne),
    }
}

/// Lists a team's members with their accounts, by name.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    team: TeamRef,
) -> Result<Vec<(team_member::Model, account::Model)>, DbErr> {
    let members = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(team.organisation))
        .filter(team_member::Column::TeamId.eq(team.team))
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let ids: Vec<AccountId> = members.iter().map(|member| member.account_id).collect();
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    let mut people: Vec<_> = members
        .into_iter()
        .filter_map(|member| accounts.iter().find(|a| a.id == member.account_id).map(|a| (member, a.clone())))
        .collect();
    people.sort_by(|a, b| a.1.name.cmp(&b.1.name).then(a.1.id.cmp(&b.1.id)));
    Ok(people)
}

/// Lists the teams that somebody is in.
pub async fn of_account<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    account: AccountId,
) -> Result<Vec<team_member::Model>, DbErr> {
    team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(organisation))
        .filter(team_member::Column::AccountId.eq(account))
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Lists the teams that somebody is in, of whatever organisation.
pub async fn everywhere<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Vec<TeamRef>, DbErr> {
    let places = team_member::Entity::find()
        .filter(team_member::Column::AccountId.eq(account))
        .order_by_asc(team_member::Column::OrganisationId)
        .order_by_asc(team_member::Column::TeamId)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    Ok(places.into_iter().map(|place| TeamRef { organisation: place.organisation_id, team: place.team_id }).collect())
}

/// Lists all places in all teams of an organisation, for its administrators.
pub async fn of_organisation<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<Vec<team_member::Model>, DbErr> {
    team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(organisation))
        .order_by_asc(team_member::Column::JoinedAt)
        .limit(LIST_LIMIT * 20)
        .all(db)
        .await
}

/// Something that a team is told.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    pub kind: NoticeKind,
    pub account: AccountId,
    pub by: AccountId,
    pub detail: &'a str,
}

/// Tells a team something about its members or agreement.
pub async fn tell(tx: &mut Tx, team: TeamRef, notice: Notice<'_>, now: Timestamp) -> Result<(), DbErr> {
    let row = team_notice::ActiveModel {
        organisation_id: Set(team.organisation),
        id: Set(NoticeId::new()),
        team_id: Set(team.team),
        kind: Set(notice.kind),
        account_id: Set(notice.account),
        by_account_id: Set(notice.by),
        detail: Set(notice.detail.to_owned()),
        created_at: Set(now),
    };
    tx.insert(row).await
}
