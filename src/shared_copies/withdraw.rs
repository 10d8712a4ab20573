//! Taking a copy back, whole or by part: the words are erased from the rows, and the index hears of it.

use entity::ids::{SharedCopyId, SharedPartId};
use entity::shared_copy::SharedCopyState;
use entity::{
    collection_item, item_recognition, shared_barrier, shared_copy, shared_origin, shared_part, shared_tension,
    shared_virtue, waved_through,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

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
            erase_parts(tx, part_rows(actor, copy).add(shared_part::Column::Id.is_in(parts))).await?;
        }
        What::Whole | What::Parts(_) => erase_all(tx, actor, &opened).await?,
    }
    tx.record(Event::SharedCopyChanged(actor.organisation, copy));
    Ok(())
}

async fn holds_all(tx: &Tx, actor: &Actor, copy: SharedCopyId, parts: &[SharedPartId]) -> Result<bool, DbErr> {
    let standing = rows::parts(tx.conn(), actor.organisation, vec![copy]).await?;
    Ok(standing.iter().filter(|part| !part.text.is_empty()).all(|part| parts.contains(&part.id)))
}

async fn erase_all(tx: &Tx, actor: &Actor, opened: &Opened) -> Result<(), Refused> {
    let (organisation, copy) = (actor.organisation, opened.copy.id);
    let state: SharedCopyState = next(opened.copy.state, Act::Withdraw).ok_or(Refused::NotNow)?;
    erase_parts(tx, part_rows(actor, copy)).await?;
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
    forget(tx, actor, copy).await?;
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
    Ok(set_state(tx, organisation, copy, state).await?)
}

/// Takes it out of what people made of it: collections, and who recognised it.
async fn forget(tx: &Tx, actor: &Actor, copy: SharedCopyId) -> Result<(), DbErr> {
    item_recognition::Entity::delete_many()
        .filter(item_recognition::Column::OrganisationId.eq(actor.organisation))
        .filter(item_recognition::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    collection_item::Entity::delete_many()
        .filter(collection_item::Column::OrganisationId.eq(actor.organisation))
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

fn part_rows(actor: &Actor, copy: SharedCopyId) -> Condition {
    Condition::all()
        .add(shared_part::Column::OrganisationId.eq(actor.organisation))
        .add(shared_part::Column::SharedCopyId.eq(copy))
}
