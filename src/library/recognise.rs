//! "Herken ik": that somebody knows from their own work what an item tells. It counts for what recurs; who it was is kept as a
//! keyed handle, until the quarter's key is destroyed.
//!
//! No event, no time, no count on the page: what a colleague recognised is nobody's to see.

use entity::ids::{RecognitionId, SharedCopyId};
use entity::item_recognition;
use entity::time::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::Reader;
use crate::clock::quarter;
use crate::crypto::InstanceKey;
use crate::db::Tx;
use crate::people::Actor;
use crate::quarters;
use crate::shared_copies::Refused;

/// Notes that the actor recognises an item, or no longer. Saying it twice counts once.
pub async fn put(
    tx: &mut Tx,
    key: &InstanceKey,
    actor: &Actor,
    copy: SharedCopyId,
    recognised: bool,
    now: Timestamp,
) -> Result<(), Refused> {
    let reader = Reader::of(tx.conn(), actor).await?;
    if super::copies(tx.conn(), &reader, vec![copy]).await?.is_empty() {
        return Err(Refused::NotFound);
    }
    let quarter = quarter(now);
    let salt = quarters::hold(tx, actor.organisation, &quarter, now).await?.ok_or(Refused::NotNow)?;
    let handle = handle(key, &salt, actor);
    item_recognition::Entity::delete_many().filter(own(actor, copy, &handle)).exec(tx.conn()).await?;
    if recognised {
        let row = item_recognition::ActiveModel {
            organisation_id: Set(actor.organisation),
            id: Set(RecognitionId::random()),
            shared_copy_id: Set(copy),
            quarter: Set(quarter),
            person_handle: Set(handle),
        };
        item_recognition::Entity::insert(row)
            .on_conflict_do_nothing_on([
                item_recognition::Column::OrganisationId,
                item_recognition::Column::SharedCopyId,
                item_recognition::Column::PersonHandle,
            ])
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

/// Tells whether the actor recognised an item this quarter; nobody can ask it of somebody else.
pub async fn is_own<C: ConnectionTrait>(
    db: &C,
    key: &InstanceKey,
    actor: &Actor,
    copy: SharedCopyId,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let Some(salt) = quarters::find(db, actor.organisation, &quarter(now)).await? else { return Ok(false) };
    let own = own(actor, copy, &handle(key, &salt, actor));
    Ok(item_recognition::Entity::find().filter(own).count(db).await? > 0)
}

/// The same handle as that of somebody's recognitions in conversations, so that one person counts once.
fn handle(key: &InstanceKey, salt: &str, actor: &Actor) -> String {
    key.handle(salt, &["person", &actor.account.to_string()])
}

fn own(actor: &Actor, copy: SharedCopyId, handle: &str) -> Condition {
    Condition::all()
        .add(item_recognition::Column::OrganisationId.eq(actor.organisation))
        .add(item_recognition::Column::SharedCopyId.eq(copy))
        .add(item_recognition::Column::PersonHandle.eq(handle))
}
