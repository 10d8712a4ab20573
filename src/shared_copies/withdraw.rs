//! Taking a copy back, whole or by part: the words are erased from the rows, and the index hears of it.

use entity::ids::{OrganisationId, SharedCopyId, SharedPartId};
use entity::shared_copy::SharedCopyState;
use entity::{
    collection_item, item_recognition, shared_barrier, shared_copy, shared_origin, shared_part, shared_tension,
    shared_virtue, waved_through,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Access, Act, Opened, Refused, copy_row, next, open, origin_row, rows, set_state};
use crate::db::Tx;
use crate::event::Event;
use crate::people::Actor;

/// How much is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Whole,
    Parts(Vec<SharedPartId>),
}

/// Tells whether the actor may withdraw a copy: its presenter, or the team's facilitator once the presenter has left.
pub async fn may_withdraw<C: ConnectionTrait>(db: &C, actor: &Actor, copy: SharedCopyId) -> Result<bool, DbErr> {
    let opened = open(db, actor, copy).await?;
    Ok(opened.is_some_and(|opened| opened.access != Access::Reader))
}

/// Erases the copy or some of its parts. With its last part the whole copy goes.
pub async fn withdraw(tx: &mut Tx, actor: &Actor, copy: SharedCopyId, what: What) -> Result<(), Refused> {
    let opened = open(tx.conn(), actor, copy).await?.filter(|opened| opened.access != Access::Reader);
    let opened = opened.ok_or(Refused::NotFound)?;
    match what {
        What::Parts(parts) if !holds_all(tx, actor, copy, &parts).await? => {
            next(opened.copy.state, Act::WithdrawPart).ok_or(Refused::NotNow)?;
            erase_parts(tx, part_rows(actor.organisation, copy).add(shared_part::Column::Id.is_in(parts))).await?;
        }
        What::Whole | What::Parts(_) => erase_all(tx, actor, &opened).await?,
    }
    tx.record(Event::SharedCopyChanged(actor.organisation, copy));
    Ok(())
}

/// Holds a copy until commit.
pub async fn hold(tx: &Tx, organisation: OrganisationId, copy: SharedCopyId) -> Result<(), DbErr> {
    shared_copy::Entity::find_by_id((organisation, copy)).lock_exclusive().one(tx.conn()).await.map(|_| ())
}

/// Takes a copy back whose time is over, whatever it had come to. Asks no rights: for what goes by itself.
pub async fn expire(tx: &mut Tx, organisation: OrganisationId, copy: SharedCopyId) -> Result<(), DbErr> {
    let found = shared_copy::Entity::find_by_id((organisation, copy)).one(tx.conn()).await?;
    let Some(state) = found.and_then(|found| next(found.state, Act::Withdraw)) else { return Ok(()) };
    empty(tx, organisation, copy, state).await?;
    tx.record(Event::SharedCopyChanged(organisation, copy));
    Ok(())
}

async fn holds_all(tx: &Tx, actor: &Actor, copy: SharedCopyId, parts: &[SharedPartId]) -> Result<bool, DbErr> {
    let standing = rows::parts(tx.conn(), actor.organisation, vec![copy]).await?;
    Ok(standing.iter().filter(|part| !part.text.is_empty()).all(|part| parts.contains(&part.id)))
}

async fn erase_all(tx: &Tx, actor: &Actor, opened: &Opened) -> Result<(), Refused> {
    let state: SharedCopyState = next(opened.copy.state, Act::Withdraw).ok_or(Refused::NotNow)?;
    Ok(empty(tx, actor.organisation, opened.copy.id, state).await?)
}

/// Empties a copy, with all that hangs on it.
async fn empty(tx: &Tx, organisation: OrganisationId, copy: SharedCopyId, state: SharedCopyState) -> Result<(), DbErr> {
    erase_parts(tx, part_rows(organisation, copy)).await?;
    shared_virtue::Entity::delete_many()
        .filter(shared_virtue::Column::OrganisationId.eq(organisation))
        .filter(shared_virtue::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    shared_tension::Entity::delete_many()
        .filter(shared_tension::Column::OrganisationId.eq(organisation))
        .filter(shared_tension::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    shared_barrier::Entity::delete_many()
        .filter(shared_barrier::Column::OrganisationId.eq(organisation))
        .filter(shared_barrier::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    forget(tx, organisation, copy).await?;
    waved_through::Entity::delete_many()
        .filter(waved_through::Column::OrganisationId.eq(organisation))
        .filter(waved_through::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    shared_origin::Entity::delete_many().filter(origin_row(organisation, copy)).exec(tx.conn()).await?;
    shared_copy::Entity::update_many()
        .col_expr(shared_copy::Column::Title, Expr::value(""))
        .filter(copy_row(organisation, copy))
        .exec(tx.conn())
        .await?;
    set_state(tx, organisation, copy, state).await
}

/// Takes it out of what people made of it: collections, and who recognised it.
async fn forget(tx: &Tx, organisation: OrganisationId, copy: SharedCopyId) -> Result<(), DbErr> {
    item_recognition::Entity::delete_many()
        .filter(item_recognition::Column::OrganisationId.eq(organisation))
        .filter(item_recognition::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    collection_item::Entity::delete_many()
        .filter(collection_item::Column::OrganisationId.eq(organisation))
        .filter(collection_item::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn erase_parts(tx: &Tx, rows: Condition) -> Result<(), DbErr> {
    shared_part::Entity::update_many()
        .col_expr(shared_part::Column::Text, Expr::value(""))
        .col_expr(shared_part::Column::Withdrawn, Expr::value(true))
        .filter(rows)
        .exec(tx.conn())
        .await
        .map(|_| ())
}

fn part_rows(organisation: OrganisationId, copy: SharedCopyId) -> Condition {
    Condition::all()
        .add(shared_part::Column::OrganisationId.eq(organisation))
        .add(shared_part::Column::SharedCopyId.eq(copy))
}
