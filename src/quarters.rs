//! The keys of quarters: what people recognise is kept under keyed handles, and with its quarter's key goes the way back
//! from a handle to a person.

use entity::ids::OrganisationId;
use entity::quarter_key;
use entity::time::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::clock::quarter;
use crate::crypto::Token;
use crate::db::Tx;

/// Finds a quarter's key; `None` before its first use, and once the quarter is closed.
pub async fn find<C: ConnectionTrait>(db: &C, organisation: OrganisationId, of: &str) -> Result<Option<String>, DbErr> {
    let row = quarter_key::Entity::find_by_id((organisation, of.to_owned())).one(db).await?;
    Ok(row.map(|row| row.key))
}

/// Returns a quarter's key, held until commit; makes it as long as the quarter lasts. `None` once it is closed.
pub async fn hold(
    tx: &mut Tx,
    organisation: OrganisationId,
    of: &str,
    now: Timestamp,
) -> Result<Option<String>, DbErr> {
    if of == quarter(now) {
        destroy_past(tx, now).await?;
        let row = quarter_key::ActiveModel {
            organisation_id: Set(organisation),
            quarter: Set(of.to_owned()),
            key: Set(Token::new().reveal().to_owned()),
        };
        quarter_key::Entity::insert(row)
            .on_conflict_do_nothing_on([quarter_key::Column::OrganisationId, quarter_key::Column::Quarter])
            .exec_without_returning(tx.conn())
            .await?;
    }
    let key = quarter_key::Entity::find_by_id((organisation, of.to_owned())).lock_exclusive();
    Ok(key.one(tx.conn()).await?.map(|row| row.key))
}

/// Destroys the keys of quarters that have closed: from then on nothing leads from a handle back to a person.
///
/// Called at each start of the server, and with the first recognition of a new quarter.
pub async fn destroy_past(tx: &mut Tx, now: Timestamp) -> Result<(), DbErr> {
    // Quarters such as `2026Q4` sort as text.
    let past = quarter_key::Column::Quarter.lt(quarter(now));
    quarter_key::Entity::delete_many().filter(past).exec(tx.conn()).await?;
    Ok(())
}
