//! An account that belongs to no organisation any more is erased after a term without use. Until then its owner keeps their
//! journal and their proofs, and can take everything along.

use entity::ids::AccountId;
use entity::time::Timestamp;
use entity::{account, login, membership, unplaced_account};
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::{Gone, account as erasing};
use crate::db::Tx;
use crate::deliberations::joining::guests::NOWHERE;

/// Days without use after which an account that belongs nowhere is erased.
pub const TERM_DAYS: i64 = 365;
/// Accounts looked at in one go.
const MOST: u64 = 500;

/// Notes which accounts belong nowhere since when, and erases those whose term is over; returns how many.
pub async fn sweep(tx: &mut Tx, gone: &Gone, now: Timestamp) -> Result<usize, DbErr> {
    unplaced_account::Entity::delete_many()
        .filter(unplaced_account::Column::AccountId.in_subquery(placed()))
        .exec(tx.conn())
        .await?;
    let known = unplaced_account::Entity::find().select_only().column(unplaced_account::Column::AccountId).into_query();
    let new: Vec<AccountId> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::Id.not_in_subquery(placed()))
        .filter(account::Column::Id.not_in_subquery(known))
        // Somebody who came for one conversation by name goes with that conversation; who was erased is gone.
        .filter(account::Column::Email.contains("@"))
        .filter(Expr::col(account::Column::Email).not_like(format!("%{NOWHERE}")))
        .order_by_asc(account::Column::Id)
        .limit(MOST)
        .into_tuple()
        .all(tx.conn())
        .await?;
    if !new.is_empty() {
        let rows = new.iter().map(|id| unplaced_account::ActiveModel { account_id: Set(*id), since: Set(now) });
        unplaced_account::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    erase_due(tx, gone, now).await
}

async fn erase_due(tx: &mut Tx, gone: &Gone, now: Timestamp) -> Result<usize, DbErr> {
    let oldest = now.plus_days(-TERM_DAYS);
    let used = login::Entity::find().select_only().column(login::Column::AccountId);
    let used = used.filter(login::Column::SeenAt.gt(oldest)).into_query();
    // Whoever still comes by begins a new term.
    unplaced_account::Entity::update_many()
        .col_expr(unplaced_account::Column::Since, Expr::value(now))
        .filter(unplaced_account::Column::Since.lt(oldest))
        .filter(unplaced_account::Column::AccountId.in_subquery(used))
        .exec(tx.conn())
        .await?;
    let due: Vec<AccountId> = unplaced_account::Entity::find()
        .select_only()
        .column(unplaced_account::Column::AccountId)
        .filter(unplaced_account::Column::Since.lt(oldest))
        .order_by_asc(unplaced_account::Column::AccountId)
        .limit(MOST)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let due = account::Entity::find().filter(account::Column::Id.is_in(due)).all(tx.conn()).await?;
    for whose in &due {
        erasing::forget(tx, whose, gone).await?;
    }
    Ok(due.len())
}

/// Returns since when an account belongs nowhere; `None` for one that does, or that was not looked at yet.
pub async fn since<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Option<Timestamp>, DbErr> {
    Ok(unplaced_account::Entity::find_by_id(account).one(db).await?.map(|row| row.since))
}

fn placed() -> SelectStatement {
    membership::Entity::find().select_only().column(membership::Column::AccountId).into_query()
}
