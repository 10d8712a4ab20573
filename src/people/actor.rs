//! Who is acting, in which organisation. Every read of personal data takes one.

use entity::ids::{AccountId, DeliberationId, OrganisationId, TeamId};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{account, login, membership, organisation};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, Iterable, JoinType, QueryFilter, QueryOrder,
    QueryResult, QuerySelect, QueryTrait, RelationDef, Select,
};

use super::logins;
use crate::crypto::Token;
use crate::db::Question;

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

/// Everything that a page of an organisation asks about its visitor, read at once: each page pays for it.
#[derive(Debug)]
pub struct Entrance {
    pub login: login::Model,
    pub account: account::Model,
    place: Place,
}

/// What somebody is in an organisation.
#[derive(Debug, FromQueryResult)]
struct Place {
    organisation_id: OrganisationId,
    organisation_name: String,
    slug: String,
    second_factor: bool,
    manager: bool,
    administrator: bool,
}

impl Place {
    fn of(organisation: organisation::Model, membership: &membership::Model) -> Self {
        Self {
            organisation_id: organisation.id,
            organisation_name: organisation.name,
            slug: organisation.slug,
            second_factor: organisation.second_factor,
            manager: membership.manager,
            administrator: membership.administrator,
        }
    }
}

impl Entrance {
    /// Finds the login of a token that hasn't expired, and its account's place in the organisation at this address.
    pub async fn find<C: ConnectionTrait>(
        db: &C,
        token: &Token,
        slug: &str,
        now: Timestamp,
    ) -> Result<Option<Self>, DbErr> {
        static AT_THE_DOOR: Question = Question::new();
        let [now, lately] = logins::bounds(now);
        let values = [token.hash().into(), now.into(), lately.into(), slug.into()];
        let asked = AT_THE_DOOR.ask(db.get_database_backend(), values, |[token, now, lately, slug]| {
            let query = login::Entity::find()
                .select_only()
                .join(JoinType::InnerJoin, to_account())
                .join(JoinType::InnerJoin, to_membership())
                .join(JoinType::InnerJoin, to_organisation())
                .filter(login::Column::TokenHash.eq(token))
                .filter(logins::is_on([now, lately]))
                .filter(organisation::Column::Slug.eq(slug));
            let query = columns::<login::Column>(query, "l_");
            let query = columns::<account::Column>(query, "a_");
            query
                .column_as(organisation::Column::Id, "organisation_id")
                .column_as(organisation::Column::Name, "organisation_name")
                .columns([organisation::Column::Slug, organisation::Column::SecondFactor])
                .columns([membership::Column::Manager, membership::Column::Administrator])
                .into_query()
        });
        Self::find_by_statement(asked).one(db).await
    }

    /// Tells whether the organisation lets this login in no further before a second factor was shown.
    pub fn lacks_second_factor(&self) -> bool {
        let leads = self.place.manager || self.place.administrator;
        self.place.second_factor && leads && !self.login.second
    }

    /// Returns what the login may be in the organisation; `None` when it is for another place, or not admitted yet.
    pub fn actor(&self) -> Option<Actor> {
        Actor::of(&self.login, &self.account, &self.place)
    }
}

impl FromQueryResult for Entrance {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        Ok(Self {
            login: login::Model::from_query_result(row, "l_")?,
            account: account::Model::from_query_result(row, "a_")?,
            place: Place::from_query_result(row, "")?,
        })
    }
}

fn columns<T: ColumnTrait + Iterable>(query: Select<login::Entity>, prefix: &str) -> Select<login::Entity> {
    T::iter().fold(query, |query, column| query.column_as(column, format!("{prefix}{}", column.as_str())))
}

fn to_account() -> RelationDef {
    let key = (login::Column::AccountId, account::Column::Id);
    login::Entity::belongs_to(account::Entity).from(key.0).to(key.1).into()
}

fn to_membership() -> RelationDef {
    let key = (account::Column::Id, membership::Column::AccountId);
    account::Entity::belongs_to(membership::Entity).from(key.0).to(key.1).into()
}

fn to_organisation() -> RelationDef {
    let key = (membership::Column::OrganisationId, organisation::Column::Id);
    membership::Entity::belongs_to(organisation::Entity).from(key.0).to(key.1).into()
}

impl Actor {
    /// Finds what this login may be in the organisation; `None` for a stranger there.
    pub async fn find<C: ConnectionTrait>(
        db: &C,
        login: &login::Model,
        account: &account::Model,
        organisation: organisation::Model,
    ) -> Result<Option<Self>, DbErr> {
        let membership = membership::Entity::find_by_id((organisation.id, account.id)).one(db).await?;
        Ok(membership.and_then(|membership| Self::of(login, account, &Place::of(organisation, &membership))))
    }

    fn of(login: &login::Model, account: &account::Model, place: &Place) -> Option<Self> {
        if login.organisation_id.is_some_and(|only| only != place.organisation_id) || !login.admitted {
            return None;
        }
        Some(Self {
            account: account.id,
            name: account.name.clone(),
            organisation: place.organisation_id,
            organisation_name: place.organisation_name.clone(),
            slug: place.slug.clone(),
            manager: place.manager,
            administrator: place.administrator,
            only: login.deliberation_id,
        })
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

    /// Makes the actor for whom who runs the server does something; `None` for somebody of another organisation.
    pub async fn of_operator<C: ConnectionTrait>(
        db: &C,
        account: &account::Model,
        organisation: organisation::Model,
    ) -> Result<Option<Self>, DbErr> {
        let membership = membership::Entity::find_by_id((organisation.id, account.id)).one(db).await?;
        Ok(membership.map(|membership| Self {
            account: account.id,
            name: account.name.clone(),
            organisation: organisation.id,
            organisation_name: organisation.name,
            slug: organisation.slug,
            manager: membership.manager,
            administrator: membership.administrator,
            only: None,
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
