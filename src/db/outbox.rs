//! Reading events back, in commit order, each reader at its own pace.

use entity::{outbox, reader_cursor};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::event::Event;

/// Events read at once.
const BATCH: u64 = 500;

/// Returns up to 500 events after `seq`, with their numbers; events of an unknown kind are `None`.
pub async fn after<C: ConnectionTrait>(db: &C, seq: i64) -> Result<Vec<(i64, Option<Event>)>, DbErr> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::Seq.gt(seq))
        .order_by_asc(outbox::Column::Seq)
        .limit(BATCH)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.seq, Event::parse(row.organisation_id, &row.kind, row.subject))).collect())
}

/// Returns the number of the last event, or what was trimmed up to; 0 in a new database.
pub async fn last<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let newest = outbox::Entity::find().order_by_desc(outbox::Column::Seq).one(db).await?.map_or(0, |row| row.seq);
    Ok(newest.max(trimmed(db).await?))
}

/// Returns up to which event the outbox was trimmed.
pub async fn trimmed<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    cursor(db, TRIMMED).await
}

pub async fn cursor<C: ConnectionTrait>(db: &C, reader: &str) -> Result<i64, DbErr> {
    Ok(reader_cursor::Entity::find_by_id(reader.to_owned()).one(db).await?.map_or(0, |row| row.seq))
}

/// Deletes the events up to and including `seq`, which every durable reader has passed.
pub async fn trim<C: ConnectionTrait>(db: &C, seq: i64) -> Result<(), DbErr> {
    outbox::Entity::delete_many().filter(outbox::Column::Seq.lte(seq)).exec(db).await?;
    let row = reader_cursor::ActiveModel { reader: Set(TRIMMED.to_owned()), seq: Set(seq) };
    reader_cursor::Entity::insert(row)
        .on_conflict(
            OnConflict::column(reader_cursor::Column::Reader).update_column(reader_cursor::Column::Seq).to_owned(),
        )
        .exec(db)
        .await?;
    Ok(())
}

/// The cursor that remembers how far the outbox was trimmed, so that numbers never seem to go back.
pub const TRIMMED: &str = "trimmed";
