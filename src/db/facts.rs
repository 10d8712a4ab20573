//! Facts about the instance, by name: what isn't anybody's and isn't worth a table.

use entity::setting;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

use super::Tx;

/// Names this database's life; a restore ends it, so that no index outlives the rows that it was made of.
pub const EPOCH: &str = "db_epoch";

/// Returns a fact.
pub async fn find<C: ConnectionTrait>(db: &C, key: &str) -> Result<Option<String>, DbErr> {
    Ok(setting::Entity::find_by_id(key.to_owned()).one(db).await?.map(|row| row.value))
}

/// Notes a fact, in place of what was known.
pub async fn put(tx: &mut Tx, key: &str, value: String) -> Result<(), DbErr> {
    let row = setting::ActiveModel { key: Set(key.to_owned()), value: Set(value) };
    let replace = OnConflict::column(setting::Column::Key).update_column(setting::Column::Value).to_owned();
    setting::Entity::insert(row).on_conflict(replace).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Forgets a fact; tells whether there was one.
pub async fn forget(tx: &mut Tx, key: &str) -> Result<bool, DbErr> {
    Ok(setting::Entity::delete_by_id(key.to_owned()).exec(tx.conn()).await?.rows_affected > 0)
}
