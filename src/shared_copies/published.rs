//! What is shared, for the library and the search index. A copy in any other state is not there.

use entity::ids::{OrganisationId, SharedCopyId, TeamId};
use entity::shared_copy::{self, SharedCopyState};
use entity::{shared_part, shared_virtue};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::rows;
use crate::people::Actor;

/// A shared copy as its team reads it: no person, no date but the year.
#[derive(Clone, Debug)]
pub struct Published {
    pub organisation: OrganisationId,
    pub id: SharedCopyId,
    pub team: TeamId,
    pub title: String,
    pub year: i32,
    pub method_key: String,
    /// What stands and has words, in the order of reading.
    pub parts: Vec<shared_part::Model>,
    pub virtues: Vec<shared_virtue::Model>,
    pub tensions: Vec<String>,
}

/// Reads one shared copy, whoever asks: for the index, never for a page.
pub async fn published<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copy: SharedCopyId,
) -> Result<Option<Published>, DbErr> {
    Ok(published_many(db, organisation, vec![copy]).await?.pop())
}

/// Reads several shared copies with four queries, in the order of their ids; those that are not shared are left out.
pub async fn published_many<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copies: Vec<SharedCopyId>,
) -> Result<Vec<Published>, DbErr> {
    let most = copies.len() as u64;
    let found = shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(organisation))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared.to_value()))
        .filter(shared_copy::Column::Id.is_in(copies))
        .order_by_asc(shared_copy::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let ids: Vec<SharedCopyId> = found.iter().map(|copy| copy.id).collect();
    let parts = rows::parts(db, organisation, ids.clone()).await?;
    let virtues = rows::virtues(db, organisation, ids.clone()).await?;
    let tensions = rows::tensions(db, organisation, ids).await?;
    let published = found.into_iter().map(|copy| Published {
        organisation,
        id: copy.id,
        team: copy.team_id,
        title: copy.title,
        year: copy.year,
        method_key: copy.method_key,
        parts: parts.iter().filter(|one| one.shared_copy_id == copy.id && !one.text.is_empty()).cloned().collect(),
        virtues: virtues.iter().filter(|one| one.shared_copy_id == copy.id).cloned().collect(),
        tensions: tensions
            .iter()
            .filter(|one| one.shared_copy_id == copy.id)
            .map(|one| one.tension_key.clone())
            .collect(),
    });
    Ok(published.collect())
}

/// Lists shared copies of the whole instance in a fixed order, `limit` at a time, from after `last` on.
pub async fn published_ids<C: ConnectionTrait>(
    db: &C,
    last: Option<(OrganisationId, SharedCopyId)>,
    limit: u64,
) -> Result<Vec<(OrganisationId, SharedCopyId)>, DbErr> {
    use shared_copy::Column::{Id, OrganisationId};
    let mut query = shared_copy::Entity::find()
        .select_only()
        .columns([OrganisationId, Id])
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared.to_value()))
        .order_by_asc(OrganisationId)
        .order_by_asc(Id)
        .limit(limit);
    if let Some((organisation, copy)) = last {
        let later_here = Condition::all().add(OrganisationId.eq(organisation)).add(Id.gt(copy));
        query = query.filter(Condition::any().add(OrganisationId.gt(organisation)).add(later_here));
    }
    query.into_tuple().all(db).await
}

/// Reads a shared copy for somebody who may read the team's library; `None` for everybody else.
pub async fn show_in_library<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    copy: SharedCopyId,
) -> Result<Option<Published>, DbErr> {
    let Some(found) = published(db, actor.organisation, copy).await? else { return Ok(None) };
    Ok(actor.reader_of(db, found.team).await?.map(|_| found))
}
