//! Searches that somebody keeps: the address's query under a name, for nobody else. What they find is asked anew each time, with
//! the rights of that moment.

use entity::ids::SavedSearchId;
use entity::saved_search;
use entity::time::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::db::Tx;
use crate::people::Actor;

/// Searches that one person keeps, at most.
pub const MOST: u64 = 30;
/// Most characters of a name.
pub const LONGEST_NAME: usize = 120;

/// Lists the searches that somebody keeps, by name.
pub async fn list<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<saved_search::Model>, DbErr> {
    saved_search::Entity::find()
        .filter(saved_search::Column::OrganisationId.eq(actor.organisation))
        .filter(saved_search::Column::AccountId.eq(actor.account))
        .order_by_asc(saved_search::Column::Name)
        .order_by_asc(saved_search::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// Keeps a search; `false` when there are too many already. The same search is kept once.
pub async fn keep(tx: &mut Tx, actor: &Actor, name: &str, query: String, now: Timestamp) -> Result<bool, DbErr> {
    let kept = saved_search::Entity::find()
        .filter(saved_search::Column::OrganisationId.eq(actor.organisation))
        .filter(saved_search::Column::AccountId.eq(actor.account));
    if kept.count(tx.conn()).await? >= MOST {
        return Ok(false);
    }
    let row = saved_search::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(SavedSearchId::new()),
        account_id: Set(actor.account),
        name: Set(name.chars().take(LONGEST_NAME).collect()),
        query: Set(query),
        created_at: Set(now),
    };
    saved_search::Entity::insert(row)
        .on_conflict_do_nothing_on([
            saved_search::Column::OrganisationId,
            saved_search::Column::AccountId,
            saved_search::Column::Query,
        ])
        .exec_without_returning(tx.conn())
        .await?;
    Ok(true)
}

/// Lets go of one of one's own searches.
pub async fn let_go(tx: &mut Tx, actor: &Actor, id: SavedSearchId) -> Result<(), DbErr> {
    saved_search::Entity::delete_many()
        .filter(saved_search::Column::OrganisationId.eq(actor.organisation))
        .filter(saved_search::Column::AccountId.eq(actor.account))
        .filter(saved_search::Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
