//! Closing a quarter: it is counted, its result is frozen, and in the same transaction what it was counted from and its key go.
//!
//! Done again it does nothing, so a clock that jumps or a server that slept for months keeps the rules: each quarter that is
//! over is closed once, and nothing is added to a closed one.

use std::collections::BTreeSet;

use entity::ids::OrganisationId;
use entity::time::Timestamp;
use entity::{insight_least, item_recognition, quarter_key, quarter_result, recognition};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::count;
use super::disclosure::{LEAST_PEOPLE, Rules};
use super::release::release;
use crate::clock::quarter;
use crate::crypto::InstanceKey;
use crate::db::{Db, Tx};
use crate::quarters;

/// Most that an organisation may ask for.
pub const MOST_LEAST: usize = 25;

/// Closes every quarter that is over, each in a transaction of its own; returns how many.
pub async fn close_past(db: &Db, key: &InstanceKey, now: Timestamp) -> Result<usize, DbErr> {
    let mut closed = 0;
    for (organisation, of) in past(db.read(), now).await? {
        let mut tx = db.write().await?;
        close(&mut tx, key, organisation, &of, now).await?;
        tx.commit().await?;
        closed += 1;
    }
    Ok(closed)
}

/// Closes one quarter, unless it is closed. Returns whether it did.
async fn close(
    tx: &mut Tx,
    key: &InstanceKey,
    organisation: OrganisationId,
    of: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    if of >= quarter(now).as_str() {
        return Ok(false);
    }
    // Whoever taps at this moment holds the same row: their answer is in, or the quarter is closed to it.
    let held = quarter_key::Entity::find_by_id((organisation, of.to_owned())).lock_exclusive();
    held.one(tx.conn()).await?;
    let open = !quarters::is_closed(tx.conn(), organisation, of).await?;
    if open {
        let counted = count::count(tx.conn(), key, organisation, of).await?;
        let rules = Rules::of(least(tx.conn(), organisation).await?);
        let released = release(&counted.facts, &counted.crowd, rules);
        let row = quarter_result::ActiveModel {
            organisation_id: Set(organisation),
            quarter: Set(of.to_owned()),
            released: Set(serde_json::to_string(&released).map_err(|error| DbErr::Json(error.to_string()))?),
            closed_at: Set(now),
        };
        quarter_result::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    forget(tx, organisation, of).await?;
    Ok(open)
}

async fn forget(tx: &mut Tx, organisation: OrganisationId, of: &str) -> Result<(), DbErr> {
    recognition::Entity::delete_many()
        .filter(recognition::Column::OrganisationId.eq(organisation))
        .filter(recognition::Column::Quarter.eq(of))
        .exec(tx.conn())
        .await?;
    item_recognition::Entity::delete_many()
        .filter(item_recognition::Column::OrganisationId.eq(organisation))
        .filter(item_recognition::Column::Quarter.eq(of))
        .exec(tx.conn())
        .await?;
    quarters::destroy(tx, organisation, of).await
}

/// Finds the quarters that are over and of which something is still there.
async fn past<C: ConnectionTrait>(db: &C, now: Timestamp) -> Result<BTreeSet<(OrganisationId, String)>, DbErr> {
    // Quarters such as `2026Q4` sort as text.
    let present = quarter(now);
    let mut found: BTreeSet<(OrganisationId, String)> = BTreeSet::new();
    let keys: Vec<(OrganisationId, String)> = quarter_key::Entity::find()
        .select_only()
        .columns([quarter_key::Column::OrganisationId, quarter_key::Column::Quarter])
        .filter(quarter_key::Column::Quarter.lt(present.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    let taps: Vec<(OrganisationId, String)> = recognition::Entity::find()
        .select_only()
        .columns([recognition::Column::OrganisationId, recognition::Column::Quarter])
        .filter(recognition::Column::Quarter.lt(present.as_str()))
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let items: Vec<(OrganisationId, String)> = item_recognition::Entity::find()
        .select_only()
        .columns([item_recognition::Column::OrganisationId, item_recognition::Column::Quarter])
        .filter(item_recognition::Column::Quarter.lt(present.as_str()))
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    found.extend(keys.into_iter().chain(taps).chain(items));
    Ok(found)
}

/// Returns the fewest people that an organisation lets a number be about.
pub async fn least<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<usize, DbErr> {
    let row = insight_least::Entity::find_by_id(organisation).one(db).await?;
    Ok(row.and_then(|row| usize::try_from(row.people).ok()).unwrap_or(LEAST_PEOPLE).max(LEAST_PEOPLE))
}

/// Raises the fewest people, for quarters that close from now on; false for a number that is lower than what holds, or too high.
pub async fn raise_least(tx: &mut Tx, organisation: OrganisationId, people: usize) -> Result<bool, DbErr> {
    let present = least(tx.conn(), organisation).await?;
    if people < present || people > MOST_LEAST {
        return Ok(false);
    }
    insight_least::Entity::delete_by_id(organisation).exec(tx.conn()).await?;
    let row = insight_least::ActiveModel {
        organisation_id: Set(organisation),
        people: Set(i32::try_from(people).unwrap_or(i32::MAX)),
    };
    insight_least::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(true)
}
