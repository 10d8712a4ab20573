//! The public key to which new text is sealed, as the database has it. Whoever can write to the database could put a key of their own
//! there, and read whatever is written from then on. So a mark under the instance's key, which stands in a file, vouches for it.
//!
//! Surprising: opening the journal puts key and mark right, since the secret half tells what the public half is.

use data_encoding::HEXLOWER;
use entity::ids::AccountId;
use entity::journal;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use subtle::ConstantTimeEq;

use super::seal::PublicHalf;
use super::{OpenJournal, Refused};
use crate::crypto::InstanceKey;
use crate::db::Tx;

/// Returns the key to seal to; refused when nothing vouches that it is the owner's.
pub fn vouched(key: &InstanceKey, journal: &journal::Model) -> Result<PublicHalf, Refused> {
    let public = PublicHalf::from_bytes(&journal.public_key)?;
    let expected = mark(key, journal.account_id, &public);
    if bool::from(expected.as_bytes().ct_eq(journal.public_mark.as_bytes())) {
        Ok(public)
    } else {
        tracing::warn!(
            "a journal's public key isn't vouched for: nothing is sealed to it until its owner opens the journal"
        );
        Err(Refused::Unvouched)
    }
}

/// Makes the mark that vouches for an owner's key.
pub fn mark(key: &InstanceKey, owner: AccountId, public: &PublicHalf) -> String {
    key.handle("journal's public key", &[&owner.to_string(), &HEXLOWER.encode(&public.bytes())])
}

/// Stores the public key that belongs to an open journal, with its mark; `true` when another key stood there.
pub async fn put_right(tx: &mut Tx, key: &InstanceKey, opened: &OpenJournal) -> Result<bool, DbErr> {
    let Some(journal) = journal::Entity::find_by_id(opened.owner).one(tx.conn()).await? else { return Ok(false) };
    let public = opened.public();
    let mark = mark(key, opened.owner, &public);
    let swapped = journal.public_key != public.bytes();
    if swapped || journal.public_mark != mark {
        journal::Entity::update_many()
            .col_expr(journal::Column::PublicKey, Expr::value(public.bytes()))
            .col_expr(journal::Column::PublicMark, Expr::value(mark))
            .filter(journal::Column::AccountId.eq(opened.owner))
            .exec(tx.conn())
            .await?;
    }
    Ok(swapped)
}
