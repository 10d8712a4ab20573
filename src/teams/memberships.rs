//! Who belongs to an organisation, and its two roles: manager and administrator.

use entity::ids::{AccountId, OrganisationId};
use entity::time::Timestamp;
use entity::{account, membership, organisation, team_member};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::Refused;
use super::members::{self, TeamRef};
use crate::db::Tx;
use crate::people::logins;

/// People listed at once.
const LIST_LIMIT: u64 = 1000;

/// The roles that somebody has in the organisation itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrganisationRoles {
    pub manager: bool,
    pub administrator: bool,
}

/// Makes an account belong to an organisation; does nothing when it does already.
pub async fn join(
    tx: &mut Tx,
    organisation: OrganisationId,
    account: AccountId,
    roles: OrganisationRoles,
    now: Timestamp,
) -> Result<(), DbErr> {
    if membership::Entity::find_by_id((organisation, account)).one(tx.conn()).await?.is_some() {
        return Ok(());
    }
    let row = membership::ActiveModel {
        organisation_id: Set(organisation),
        account_id: Set(account),
        manager: Set(roles.manager),
        administrator: Set(roles.administrator),
        joined_at: Set(now),
    };
    tx.insert(row).await
}

/// Changes somebody's roles in the organisation. It opens nothing that came before.
pub async fn change_roles(
    tx: &mut Tx,
    organisation: OrganisationId,
    account: AccountId,
    roles: OrganisationRoles,
) -> Result<(), Refused> {
    let administrators = hold_administrators(tx, organisation).await?;
    let member = membership::Entity::find_by_id((organisation, account)).lock_exclusive().one(tx.conn()).await?;
    let member = member.ok_or(Refused::NotFound)?;
    if roles.manager && in_any_team(tx.conn(), organisation, account).await? {
        return Err(Refused::ManagerInTeam);
    }
    if member.administrator && !roles.administrator && administrators < 2 {
        return Err(Refused::LastOne);
    }
    let mut row: membership::ActiveModel = member.into();
    row.manager = Set(roles.manager);
    row.administrator = Set(roles.administrator);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Takes somebody out of the organisation: out of its teams, which are told, and out of its conversations by code. Where
/// they belong nowhere else, all their devices are signed out.
///
/// It opens nothing: what they wrote stays with those who could read it, and what only they could read, nobody reads.
pub async fn remove(
    tx: &mut Tx,
    organisation: OrganisationId,
    account: AccountId,
    by: AccountId,
    now: Timestamp,
) -> Result<(), Refused> {
    let administrators = hold_administrators(tx, organisation).await?;
    let member = membership::Entity::find_by_id((organisation, account)).lock_exclusive().one(tx.conn()).await?;
    if member.ok_or(Refused::NotFound)?.administrator && administrators < 2 {
        return Err(Refused::LastOne);
    }
    for place in members::of_account(tx.conn(), organisation, account).await? {
        let team = TeamRef { organisation, team: place.team_id };
        members::remove(tx, team, account, by, now).await?;
    }
    membership::Entity::delete_by_id((organisation, account)).exec(tx.conn()).await?;
    logins::end_visits(tx, organisation, account).await?;
    if of_account(tx.conn(), account).await?.is_empty() {
        logins::end_all(tx, account).await?;
    }
    Ok(())
}

/// Locks the administrators in one order, so that two of them can't each take the other's place; returns how many there are.
async fn hold_administrators(tx: &mut Tx, organisation: OrganisationId) -> Result<usize, DbErr> {
    let held = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::Administrator.eq(true))
        .order_by_asc(membership::Column::AccountId)
        .limit(LIST_LIMIT)
        .lock_exclusive()
        .all(tx.conn())
        .await?;
    Ok(held.len())
}

/// Lists the people of an organisation with their roles, by name.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<Vec<(membership::Model, account::Model)>, DbErr> {
    let members = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
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

/// Asks for the names of the members, for a statement that asks for more.
pub fn names(organisation: OrganisationId) -> Select<account::Entity> {
    let members = membership::Entity::find()
        .select_only()
        .column(membership::Column::AccountId)
        .filter(membership::Column::OrganisationId.eq(organisation));
    account::Entity::find()
        .select_only()
        .column(account::Column::Name)
        .filter(account::Column::Id.in_subquery(members.into_query()))
}

/// Lists the organisations that an account belongs to, by name.
pub async fn of_account<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Vec<organisation::Model>, DbErr> {
    let ids: Vec<OrganisationId> = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account))
        .limit(LIST_LIMIT)
        .all(db)
        .await?
        .into_iter()
        .map(|member| member.organisation_id)
        .collect();
    organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .order_by_asc(organisation::Column::Name)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Finds one person of an organisation.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    account: AccountId,
) -> Result<Option<(membership::Model, account::Model)>, DbErr> {
    let member = membership::Entity::find_by_id((organisation, account)).one(db).await?;
    let account = account::Entity::find_by_id(account).one(db).await?;
    Ok(member.zip(account))
}

async fn in_any_team<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    account: AccountId,
) -> Result<bool, DbErr> {
    let teams = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(organisation))
        .filter(team_member::Column::AccountId.eq(account));
    Ok(teams.count(db).await? > 0)
}
