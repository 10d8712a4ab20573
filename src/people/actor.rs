//! Who is acting, in which organisation. Every read of personal data takes one.

use entity::ids::{AccountId, DeliberationId, OrganisationId, TeamId};
use entity::team_member::{self, TeamRole};
use entity::{account, login, membership, organisation};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// A signed-in person in one organisation.
#[derive(Clone, Debug)]
pub struct Actor {
    pub account: AccountId,
    pub name: String,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub slug: String,
    pub manager: bool,
    pub administrator: bool,
    /// Set when the login opens one conversation only.
    pub only: Option<DeliberationId>,
}

impl Actor {
    /// Finds what this login may be in the organisation; `None` for a stranger there.
    pub async fn find<C: ConnectionTrait>(
        db: &C,
        login: &login::Model,
        account: &account::Model,
        organisation: organisation::Model,
    ) -> Result<Option<Self>, DbErr> {
        if login.organisation_id.is_some_and(|only| only != organisation.id) || !login.admitted {
            return Ok(None);
        }
        let membership = membership::Entity::find_by_id((organisation.id, account.id)).one(db).await?;
        Ok(membership.map(|membership| Self {
            account: account.id,
            name: account.name.clone(),
            organisation: organisation.id,
            organisation_name: organisation.name,
            slug: organisation.slug,
            manager: membership.manager,
            administrator: membership.administrator,
            only: login.deliberation_id,
        }))
    }

    /// Finds what this login may be in the organisation where the account's pages begin; `None` for who belongs to none.
    pub async fn at_home<C: ConnectionTrait>(
        db: &C,
        login: &login::Model,
        account: &account::Model,
    ) -> Result<Option<Self>, DbErr> {
        let first = membership::Entity::find()
            .filter(membership::Column::AccountId.eq(account.id))
            .order_by_asc(membership::Column::JoinedAt)
            .limit(1)
            .one(db)
            .await?;
        let Some(first) = first else { return Ok(None) };
        match organisation::Entity::find_by_id(first.organisation_id).one(db).await? {
            Some(organisation) => Self::find(db, login, account, organisation).await,
            None => Ok(None),
        }
    }

    /// Returns the actor's place in a team; `None` when there is none.
    pub async fn team_membership<C: ConnectionTrait>(
        &self,
        db: &C,
        team: TeamId,
    ) -> Result<Option<team_member::Model>, DbErr> {
        team_member::Entity::find_by_id((self.organisation, team, self.account)).one(db).await
    }

    /// Returns the actor's place in a team whose texts it may read: any role but guest.
    pub async fn reader_of<C: ConnectionTrait>(
        &self,
        db: &C,
        team: TeamId,
    ) -> Result<Option<team_member::Model>, DbErr> {
        Ok(self.team_membership(db, team).await?.filter(|member| member.role != TeamRole::Guest))
    }
}
