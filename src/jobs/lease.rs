//! One node runs a job: whoever holds its row. A node that dies loses the lease when its time is over.

use std::time::Duration;

use entity::job;
use entity::time::Timestamp;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};

use crate::db::Db;

/// Minutes that a lease lasts without being renewed: longer than clocks of nodes differ.
pub const LEASE_MINUTES: i64 = 5;
/// How often a running job renews its lease.
pub const RENEWAL: Duration = Duration::from_secs(60);

/// Takes a job that is due and held by nobody; `false` when it isn't due or another node was first.
pub async fn claim(db: &Db, name: &str, node: &str, now: Timestamp) -> Result<bool, DbErr> {
    let known = job::Entity::find_by_id(name.to_owned()).one(db.read()).await?;
    if known.as_ref().is_some_and(|row| row.due_at > now || row.leased_until > now) {
        return Ok(false);
    }
    let tx = db.write().await?;
    if known.is_none() {
        let row = job::ActiveModel {
            name: Set(name.to_owned()),
            holder: Set(String::new()),
            leased_until: Set(Timestamp(0)),
            due_at: Set(Timestamp(0)),
        };
        let insert =
            job::Entity::insert(row).on_conflict(OnConflict::column(job::Column::Name).do_nothing().to_owned());
        insert.exec_without_returning(tx.conn()).await?;
    }
    let taken = job::Entity::update_many()
        .col_expr(job::Column::Holder, Expr::value(node))
        .col_expr(job::Column::LeasedUntil, Expr::value(now.plus_minutes(LEASE_MINUTES)))
        .filter(job::Column::Name.eq(name))
        .filter(job::Column::DueAt.lte(now))
        .filter(job::Column::LeasedUntil.lte(now))
        .exec(tx.conn())
        .await?;
    tx.commit().await?;
    Ok(taken.rows_affected == 1)
}

/// Keeps a job that this node holds.
pub async fn renew(db: &Db, name: &str, node: &str, now: Timestamp) -> Result<(), DbErr> {
    change(db, name, node, (job::Column::LeasedUntil, now.plus_minutes(LEASE_MINUTES)), None).await
}

/// Lets a job go that this node holds; it is due again at `due_at`.
pub async fn settle(db: &Db, name: &str, node: &str, due_at: Timestamp) -> Result<(), DbErr> {
    change(db, name, node, (job::Column::LeasedUntil, Timestamp(0)), Some(due_at)).await
}

async fn change(
    db: &Db,
    name: &str,
    node: &str,
    (column, until): (job::Column, Timestamp),
    due_at: Option<Timestamp>,
) -> Result<(), DbErr> {
    let tx = db.write().await?;
    let mut update = job::Entity::update_many()
        .col_expr(column, Expr::value(until))
        .filter(job::Column::Name.eq(name))
        .filter(job::Column::Holder.eq(node));
    if let Some(due_at) = due_at {
        update = update.col_expr(job::Column::DueAt, Expr::value(due_at));
    }
    update.exec(tx.conn()).await?;
    tx.commit().await
}
