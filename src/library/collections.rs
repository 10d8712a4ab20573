//! Collections: items and pages of the handbook in a row, to be read. A team makes them; one may be "begin here", for newcomers.
//!
//! A collection never opens anything: what its reader may not read is left out, as if it weren't there.

use entity::collection::Model as Collection;
use entity::ids::{CollectionId, CollectionItemId, SharedCopyId, TeamId};
use entity::time::Timestamp;
use entity::{collection, collection_item, shared_copy};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::Reader;
use crate::db::Tx;
use crate::people::Actor;
use crate::shared_copies::Refused;

/// Collections listed at once.
const LIST_LIMIT: u64 = 60;
/// Things to read in one collection, at most.
const MOST_ITEMS: u64 = 50;
/// Most characters of a title and of what stands under it.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_ABOUT: usize = 1_000;

/// What somebody writes of a collection.
#[derive(Clone, Debug)]
pub struct Draft {
    pub title: String,
    pub about: String,
    pub begin_here: bool,
}

/// One thing to read.
#[derive(Clone, Debug)]
pub enum Thing {
    Copy(shared_copy::Model),
    Handbook(String),
}

/// Lists the collections of the reader's teams: those to begin with first, then by title.
pub async fn list<C: ConnectionTrait>(db: &C, reader: &Reader) -> Result<Vec<Collection>, DbErr> {
    collection::Entity::find()
        .filter(collection::Column::OrganisationId.eq(reader.organisation))
        .filter(collection::Column::TeamId.is_in(reader.team_ids()))
        .order_by_desc(collection::Column::BeginHere)
        .order_by_asc(collection::Column::Title)
        .order_by_asc(collection::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Finds a collection of one of the reader's teams.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Reader, id: CollectionId) -> Result<Option<Collection>, DbErr> {
    let row = collection::Entity::find_by_id((reader.organisation, id)).one(db).await?;
    Ok(row.filter(|row| reader.team(row.team_id).is_some()))
}

/// Lists what there is to read in a collection, as far as the reader may.
pub async fn things<C: ConnectionTrait>(
    db: &C,
    reader: &Reader,
    id: CollectionId,
) -> Result<Vec<(CollectionItemId, Thing)>, DbErr> {
    let rows = collection_item::Entity::find()
        .filter(collection_item::Column::OrganisationId.eq(reader.organisation))
        .filter(collection_item::Column::CollectionId.eq(id))
        .order_by_asc(collection_item::Column::Position)
        .order_by_asc(collection_item::Column::Id)
        .limit(MOST_ITEMS)
        .all(db)
        .await?;
    let copies = super::copies(db, reader, rows.iter().filter_map(|row| row.shared_copy_id).collect()).await?;
    let thing = |row: collection_item::Model| {
        let copy = row.shared_copy_id.and_then(|id| copies.iter().find(|copy| copy.id == id).cloned());
        let thing = copy.map(Thing::Copy).or(row.handbook_slug.map(Thing::Handbook))?;
        Some((row.id, thing))
    };
    Ok(rows.into_iter().filter_map(thing).collect())
}

/// Makes a collection for a team that the actor reads.
pub async fn create(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    draft: Draft,
    now: Timestamp,
) -> Result<CollectionId, Refused> {
    actor.reader_of(tx.conn(), team).await?.ok_or(Refused::NotFound)?;
    let id = CollectionId::new();
    let row = collection::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(id),
        team_id: Set(team),
        title: Set(draft.title),
        about: Set(draft.about),
        begin_here: Set(draft.begin_here),
        created_at: Set(now),
    };
    tx.insert(row).await?;
    Ok(id)
}

/// Writes a collection's words anew.
pub async fn update(tx: &mut Tx, actor: &Actor, id: CollectionId, draft: Draft) -> Result<(), Refused> {
    let mut row = own(tx, actor, id).await?.into_active_model();
    row.title = Set(draft.title);
    row.about = Set(draft.about);
    row.begin_here = Set(draft.begin_here);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Takes a collection away; what stood in it stays in the library.
pub async fn remove(tx: &mut Tx, actor: &Actor, id: CollectionId) -> Result<(), Refused> {
    own(tx, actor, id).await?;
    collection::Entity::delete_by_id((actor.organisation, id)).exec(tx.conn()).await?;
    Ok(())
}

/// Puts an item at the end of a collection, once.
pub async fn add(tx: &mut Tx, actor: &Actor, id: CollectionId, copy: SharedCopyId) -> Result<(), Refused> {
    own(tx, actor, id).await?;
    let reader = Reader::of(tx.conn(), actor).await?;
    if super::copies(tx.conn(), &reader, vec![copy]).await?.is_empty() {
        return Err(Refused::NotFound);
    }
    let rows = collection_item::Entity::find()
        .filter(collection_item::Column::OrganisationId.eq(actor.organisation))
        .filter(collection_item::Column::CollectionId.eq(id));
    let there = rows.clone().filter(collection_item::Column::SharedCopyId.eq(copy));
    if there.count(tx.conn()).await? > 0 {
        return Ok(());
    }
    let last = rows.order_by_desc(collection_item::Column::Position).one(tx.conn()).await?;
    let row = collection_item::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(CollectionItemId::random()),
        collection_id: Set(id),
        shared_copy_id: Set(Some(copy)),
        handbook_slug: Set(None),
        position: Set(last.map_or(0, |row| row.position + 1)),
    };
    tx.insert(row).await?;
    Ok(())
}

/// Takes one thing out of a collection.
pub async fn take_out(tx: &mut Tx, actor: &Actor, id: CollectionId, item: CollectionItemId) -> Result<(), Refused> {
    own(tx, actor, id).await?;
    collection_item::Entity::delete_many()
        .filter(collection_item::Column::OrganisationId.eq(actor.organisation))
        .filter(collection_item::Column::CollectionId.eq(id))
        .filter(collection_item::Column::Id.eq(item))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Finds a collection of a team that the actor reads, and holds it until commit.
async fn own(tx: &Tx, actor: &Actor, id: CollectionId) -> Result<Collection, Refused> {
    let row = collection::Entity::find_by_id((actor.organisation, id)).lock_exclusive().one(tx.conn()).await?;
    let row = row.ok_or(Refused::NotFound)?;
    actor.reader_of(tx.conn(), row.team_id).await?.ok_or(Refused::NotFound)?;
    Ok(row)
}
