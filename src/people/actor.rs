//! Who is acting, in which organisation. Every read of personal data takes one.

use entity::ids::{AccountId, DeliberationId, OrganisationId, TeamId};
use entity::team_member::{self, TeamRole};
use entity::{account, login, membership, organisation};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

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
