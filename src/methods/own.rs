//! A team's own methods: a copy of one that it changes in its own words. What is kept could run when it was saved; a
//! conversation keeps the version that it started with.

use entity::ids::{MethodId, TeamId};
use entity::team_method;
use entity::time::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{Flaw, Method, find as find_built_in, flaws};
use crate::db::Tx;
use crate::frameworks;
use crate::people::Actor;

/// Most methods that a team has of its own.
const MOST: u64 = 40;

/// Why something with a team's methods can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such method or team here, or not for this person.
    #[error("not found")]
    NotFound,
    /// Somebody else saved it since.
    #[error("the method was saved elsewhere since")]
    Stale,
    /// It couldn't run like that.
    #[error("the method cannot run: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Flawed(Vec<Flaw>),
    /// The team has as many as anybody can oversee.
    #[error("the team has many methods already")]
    Full,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A method of a team.
#[derive(Clone, Debug)]
pub struct Own {
    pub id: MethodId,
    pub version: i32,
    pub method: Method,
}

/// Tells whether somebody may change a team's methods; `None` when they aren't even theirs to see.
pub async fn may_shape<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Option<bool>, DbErr> {
    Ok(frameworks::rights(db, actor, team).await?.map(|rights| rights.shape))
}

/// Lists a team's own methods, the first first.
pub async fn list<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Vec<Own>, DbErr> {
    let rows = team_method::Entity::find()
        .filter(team_method::Column::OrganisationId.eq(actor.organisation))
        .filter(team_method::Column::TeamId.eq(team))
        .order_by_asc(team_method::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns one of a team's own methods to somebody of the team.
pub async fn get<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId, id: MethodId) -> Result<Own, Refused> {
    may_shape(db, actor, team).await?.ok_or(Refused::NotFound)?;
    let row = team_method::Entity::find_by_id((actor.organisation, id)).one(db).await?;
    Ok(read(row.filter(|row| row.team_id == team).ok_or(Refused::NotFound)?)?)
}

/// Finds a method by what a form says: the key of one that comes with the product, or the id of one of the team's own.
pub async fn choose<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId, chosen: &str) -> Result<Method, Refused> {
    match (find_built_in(chosen), MethodId::parse(chosen)) {
        (Some(method), _) => Ok(method.clone()),
        (None, Some(id)) => Ok(get(db, actor, team, id).await?.method),
        (None, None) => Err(Refused::NotFound),
    }
}

/// Copies a method, for the team to change.
pub async fn copy(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    source: &Method,
    now: Timestamp,
) -> Result<MethodId, Refused> {
    require_shaper(tx, actor, team).await?;
    let have = team_method::Entity::find()
        .filter(team_method::Column::OrganisationId.eq(actor.organisation))
        .filter(team_method::Column::TeamId.eq(team));
    if have.count(tx.conn()).await? >= MOST {
        return Err(Refused::Full);
    }
    let id = MethodId::new();
    let method = Method { key: id.to_string(), ..source.clone() };
    let row = team_method::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(id),
        team_id: Set(team),
        body: Set(write(&method)?),
        version: Set(1),
        updated_at: Set(now),
    };
    tx.insert(row).await?;
    Ok(id)
}

/// Keeps a changed method, when it can run. `version` is the one that was read.
pub async fn save(tx: &mut Tx, actor: &Actor, team: TeamId, changed: Own, now: Timestamp) -> Result<(), Refused> {
    require_shaper(tx, actor, team).await?;
    let found = flaws(&changed.method);
    if !found.is_empty() {
        return Err(Refused::Flawed(found));
    }
    let saved = team_method::Entity::update_many()
        .set(team_method::ActiveModel {
            body: Set(write(&changed.method)?),
            version: Set(changed.version + 1),
            updated_at: Set(now),
            ..Default::default()
        })
        .filter(team_method::Column::OrganisationId.eq(actor.organisation))
        .filter(team_method::Column::TeamId.eq(team))
        .filter(team_method::Column::Id.eq(changed.id))
        .filter(team_method::Column::Version.eq(changed.version))
        .exec(tx.conn())
        .await?;
    if saved.rows_affected == 1 {
        return Ok(());
    }
    let there = get(tx.conn(), actor, team, changed.id).await;
    Err(there.map_or_else(|refused| refused, |_| Refused::Stale))
}

/// Takes a method out of the team's list. Conversations that were held with it keep theirs.
pub async fn discard(tx: &mut Tx, actor: &Actor, team: TeamId, id: MethodId) -> Result<(), Refused> {
    require_shaper(tx, actor, team).await?;
    get(tx.conn(), actor, team, id).await?;
    team_method::Entity::delete_by_id((actor.organisation, id)).exec(tx.conn()).await?;
    Ok(())
}

async fn require_shaper(tx: &Tx, actor: &Actor, team: TeamId) -> Result<(), Refused> {
    let may = may_shape(tx.conn(), actor, team).await?;
    may.filter(|shapes| *shapes).map(|_| ()).ok_or(Refused::NotFound)
}

fn read(row: team_method::Model) -> Result<Own, DbErr> {
    let method = super::kept::read(&row.body).map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(Own { id: row.id, version: row.version, method })
}

fn write(method: &Method) -> Result<String, DbErr> {
    serde_json::to_string(method).map_err(|error| DbErr::Custom(error.to_string()))
}
