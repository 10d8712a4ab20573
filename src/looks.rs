//! Who opened what of whom: something that its owner reads, and nobody else.
//!
//! A day, never an hour, and once a day for each pair and thing. What nobody's name stands at (dots, lines without a name,
//! what is read in the library) is never in it: whoever reads there isn't watched.

use entity::ids::{AccountId, OrganisationId};
use entity::look::{self, LookKind, LookRole};
use entity::{account, case, record, shared_copy};
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::Duration;
use uuid::Uuid;

use crate::db::Tx;

/// Weeks that it is kept.
pub const KEPT_WEEKS: i64 = 13;
/// Looks shown at once, the last ones.
const LIST_LIMIT: u64 = 200;

/// Somebody opens something of somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    pub organisation: OrganisationId,
    pub owner: AccountId,
    pub looker: AccountId,
    pub kind: LookKind,
    pub subject: Uuid,
    pub role: LookRole,
}

/// A look as its owner reads it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub name: String,
    pub kind: LookKind,
    pub role: LookRole,
    /// What it was, by its title; empty for the account itself and for what is gone.
    pub title: String,
    pub day: TimeDate,
}

/// Notes a look; done again on the same day it changes nothing.
pub async fn note(tx: &mut Tx, look: Look, today: TimeDate) -> Result<(), DbErr> {
    if look.owner == look.looker {
        return Ok(());
    }
    let row = look::ActiveModel {
        organisation_id: Set(look.organisation),
        owner_id: Set(look.owner),
        looker_id: Set(look.looker),
        kind: Set(look.kind),
        subject_id: Set(look.subject),
        day: Set(today),
        role: Set(look.role),
    };
    look::Entity::insert(row)
        .on_conflict_do_nothing_on([
            look::Column::OrganisationId,
            look::Column::OwnerId,
            look::Column::LookerId,
            look::Column::Kind,
            look::Column::SubjectId,
            look::Column::Day,
        ])
        .exec_without_returning(tx.conn())
        .await
        .map(|_| ())
}

/// Lists who looked at what is this person's, the last day first. Whoever calls it is that person.
pub async fn list<C: ConnectionTrait>(db: &C, owner: AccountId) -> Result<Vec<Seen>, DbErr> {
    let rows = look::Entity::find()
        .filter(look::Column::OwnerId.eq(owner))
        .order_by_desc(look::Column::Day)
        .order_by_asc(look::Column::LookerId)
        .order_by_asc(look::Column::Kind)
        .order_by_asc(look::Column::SubjectId)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let lookers = account::Entity::find().filter(account::Column::Id.is_in(rows.iter().map(|row| row.looker_id)));
    let lookers = lookers.all(db).await?;
    let titles = titles(db, owner, &rows).await?;
    let seen = |row: look::Model| Seen {
        name: lookers.iter().find(|one| one.id == row.looker_id).map(|one| one.name.clone()).unwrap_or_default(),
        title: titles.iter().find(|(id, _)| *id == row.subject_id).map(|(_, title)| title.clone()).unwrap_or_default(),
        kind: row.kind,
        role: row.role,
        day: row.day,
    };
    Ok(rows.into_iter().map(seen).collect())
}

async fn titles<C: ConnectionTrait>(
    db: &C,
    owner: AccountId,
    rows: &[look::Model],
) -> Result<Vec<(Uuid, String)>, DbErr> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.subject_id).collect();
    let cases = case::Entity::find()
        .filter(case::Column::PresenterId.eq(owner))
        .filter(case::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let records = record::Entity::find()
        .filter(record::Column::PresenterId.eq(owner))
        .filter(record::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let copies = shared_copy::Entity::find().filter(shared_copy::Column::Id.is_in(ids)).all(db).await?;
    let cases = cases.into_iter().map(|case| (case.id.0, case.title));
    let records = records.into_iter().map(|record| (record.id.0, record.title));
    Ok(cases.chain(records).chain(copies.into_iter().map(|copy| (copy.id.0, copy.title))).collect())
}

/// Forgets what is older than its term; returns how many rows went.
pub async fn purge(tx: &mut Tx, today: TimeDate) -> Result<u64, DbErr> {
    let oldest = today - Duration::weeks(KEPT_WEEKS);
    let gone = look::Entity::delete_many().filter(look::Column::Day.lt(oldest)).exec(tx.conn()).await?;
    Ok(gone.rows_affected)
}
