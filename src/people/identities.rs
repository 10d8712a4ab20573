//! Who an account is at a provider of OpenID Connect. Issuer and subject together say so; an e-mail address never does.

use entity::ids::AccountId;
use entity::time::Timestamp;
use entity::{account, openid_identity};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

use crate::db::Tx;
use crate::openid::Verified;

/// Why a way in can't be added or let go.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Somebody else comes in by it.
    #[error("it belongs to another account")]
    Taken,
    /// The account has another at this provider already.
    #[error("the account has one at this provider")]
    Another,
    /// Nothing else lets its owner in.
    #[error("it is the only way in")]
    OnlyWay,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Finds whose account it is; nobody is made here.
pub async fn find_account<C: ConnectionTrait>(db: &C, who: &Verified) -> Result<Option<account::Model>, DbErr> {
    let row = openid_identity::Entity::find_by_id((who.issuer.clone(), who.subject.clone())).one(db).await?;
    match row {
        Some(row) => account::Entity::find_by_id(row.account_id).one(db).await,
        None => Ok(None),
    }
}

/// Finds who an account is at this provider.
pub async fn of_account<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    issuer: &str,
) -> Result<Option<openid_identity::Model>, DbErr> {
    openid_identity::Entity::find()
        .filter(openid_identity::Column::AccountId.eq(account))
        .filter(openid_identity::Column::Issuer.eq(issuer))
        .one(db)
        .await
}

/// Tells whether some provider lets an account in, be it one of before.
pub async fn has_any<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<bool, DbErr> {
    let own = openid_identity::Entity::find().filter(openid_identity::Column::AccountId.eq(account));
    Ok(own.count(db).await? > 0)
}

/// Lets somebody in to an account from now on; the same again changes nothing.
pub async fn link(tx: &mut Tx, account: AccountId, who: &Verified, now: Timestamp) -> Result<(), Refused> {
    match find_account(tx.conn(), who).await? {
        Some(owner) if owner.id == account => return Ok(()),
        Some(_) => return Err(Refused::Taken),
        None => {}
    }
    if of_account(tx.conn(), account, &who.issuer).await?.is_some() {
        return Err(Refused::Another);
    }
    let row = openid_identity::ActiveModel {
        issuer: Set(who.issuer.clone()),
        subject: Set(who.subject.clone()),
        account_id: Set(account),
        linked_at: Set(now),
    };
    tx.insert(row).await?;
    Ok(())
}

/// Lets a provider say no more who an account is; `false` when it didn't.
pub async fn unlink(tx: &mut Tx, account: AccountId, issuer: &str) -> Result<bool, Refused> {
    let owner = account::Entity::find_by_id(account).one(tx.conn()).await?;
    if owner.is_none_or(|owner| owner.password_hash.is_none()) {
        return Err(Refused::OnlyWay);
    }
    let gone = openid_identity::Entity::delete_many()
        .filter(openid_identity::Column::AccountId.eq(account))
        .filter(openid_identity::Column::Issuer.eq(issuer))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected > 0)
}

/// Lets all go, as a recovery does: whoever lost everything begins anew.
pub async fn remove_all(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    openid_identity::Entity::delete_many()
        .filter(openid_identity::Column::AccountId.eq(account))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
