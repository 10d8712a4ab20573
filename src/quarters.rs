//! The keys of quarters: what people recognise is kept under keyed handles, and with its quarter's key goes the way back
//! from a handle to a person. `insight::close` destroys a key in the transaction that counts its quarter.

use entity::ids::OrganisationId;
use entity::time::Timestamp;
use entity::{quarter_key, quarter_result};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::clock::quarter;
use crate::crypto::Token;
use crate::db::Tx;

/// Finds a quarter's key; `None` before its first use, and once the quarter is closed.
pub async fn find<C: ConnectionTrait>(db: &C, organisation: OrganisationId, of: &str) -> Result<Option<String>, DbErr> {
    let row = quarter_key::Entity::find_by_id((organisation, of.to_owned())).one(db).await?;
    Ok(row.map(|row| row.key))
}

/// Returns a quarter's key, held until commit; makes it as long as the quarter lasts. `None` once it is closed: also when a clock
/// that ran ahead closed it early.
pub async fn hold(
    tx: &mut Tx,
    organisation: OrganisationId,
    of: &str,
    now: Timestamp,
) -> Result<Option<String>, DbErr> {
    if of == quarter(now) && !is_closed(tx.conn(), organisation, of).await? {
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

/// Tells whether a quarter was counted: then nothing is added to it any more.
pub async fn is_closed<C: ConnectionTrait>(db: &C, organisation: OrganisationId, of: &str) -> Result<bool, DbErr> {
    Ok(quarter_result::Entity::find_by_id((organisation, of.to_owned())).one(db).await?.is_some())
}

/// Destroys a quarter's key: from then on nothing leads from a handle back to a person.
pub async fn destroy(tx: &mut Tx, organisation: OrganisationId, of: &str) -> Result<(), DbErr> {
    quarter_key::Entity::delete_many()
        .filter(quarter_key::Column::OrganisationId.eq(organisation))
        .filter(quarter_key::Column::Quarter.eq(of))
        .exec(tx.conn())
        .await?;
    Ok(())
}
