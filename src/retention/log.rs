//! What was erased when: a day, a kind, a number.

use entity::erased_count;
use entity::ids::OrganisationId;
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use crate::clock;
use crate::db::Tx;

/// Lines listed at once.
const LIST_LIMIT: u64 = 60;
/// Days for which the numbers themselves are kept.
const KEPT_DAYS: i64 = 2 * 366;

/// Counts what was erased.
pub async fn add(
    tx: &mut Tx,
    organisation: OrganisationId,
    day: TimeDate,
    kind: &str,
    number: u64,
) -> Result<(), DbErr> {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let counted = erased_count::Entity::update_many()
        .col_expr(erased_count::Column::Number, Expr::col(erased_count::Column::Number).add(number))
        .filter(erased_count::Column::OrganisationId.eq(organisation))
        .filter(erased_count::Column::Day.eq(day))
        .filter(erased_count::Column::Kind.eq(kind))
        .exec(tx.conn())
        .await?;
    if counted.rows_affected == 0 {
        let row = erased_count::Model { organisation_id: organisation, day, kind: kind.to_owned(), number };
        tx.insert(row.into_active_model()).await?;
    }
    Ok(())
}

/// Lists what was erased lately, the latest day first.
pub async fn recent<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<Vec<erased_count::Model>, DbErr> {
    erased_count::Entity::find()
        .filter(erased_count::Column::OrganisationId.eq(organisation))
        .order_by_desc(erased_count::Column::Day)
        .order_by_asc(erased_count::Column::Kind)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Forgets numbers of more than two years ago.
pub async fn forget_old(tx: &mut Tx, now: Timestamp) -> Result<(), DbErr> {
    let old = erased_count::Column::Day.lt(clock::date(now.plus_days(-KEPT_DAYS)));
    erased_count::Entity::delete_many().filter(old).exec(tx.conn()).await.map(|_| ())
}
