//! A journal that is open in one login, for a while. Its key is wrapped under a random key that only the browser's cookie
//! holds: the database alone, a copy of it, or a restart opens nothing. It ends with the login.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use entity::ids::{AccountId, LoginId};
use entity::journal_opening;
use entity::login;
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use zeroize::Zeroizing;

use super::seal::{JournalKey, PublicHalf};
use crate::crypto::Token;
use crate::db::Tx;

/// Minutes without use after which it closes.
pub const IDLE_MINUTES: i64 = 20;
/// Hours after which it closes, used or not.
pub const MOST_HOURS: i64 = 8;
/// How old `used_at` gets before it is written again, in minutes.
const TOUCH_MINUTES: i64 = 1;
const NONCE: usize = 24;
const PURPOSE: &str = "omgang journal cookie 1";

/// A journal that its owner has opened. Reading takes one: without it there is nothing to read with.
#[derive(Clone)]
pub struct OpenJournal {
    pub owner: AccountId,
    pub key: JournalKey,
}

impl OpenJournal {
    /// Returns the public half, to seal to.
    pub fn public(&self) -> PublicHalf {
        self.key.public()
    }
}

/// Keeps a journal open in a login; returns the token for its cookie.
pub async fn start(tx: &mut Tx, login: LoginId, opened: &OpenJournal, now: Timestamp) -> Result<Token, DbErr> {
    let token = Token::new();
    let nonce: [u8; NONCE] = rand::random();
    let payload = Payload { msg: opened.key.bytes(), aad: &label(login, opened.owner, now) };
    let wrapped = cipher(&token)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| DbErr::Custom("wrapping a journal's key failed".to_owned()))?;
    close(tx, login).await?;
    let row = journal_opening::Model {
        login_id: login,
        account_id: opened.owner,
        wrapped: [&nonce, wrapped.as_slice()].concat(),
        opened_at: now,
        used_at: now,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(token)
}

/// Finds the journal that is open in a login, with the row that says since when.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    login: &login::Model,
    token: &Token,
    now: Timestamp,
) -> Result<Option<(OpenJournal, journal_opening::Model)>, DbErr> {
    let Some(row) = journal_opening::Entity::find_by_id(login.id).one(db).await? else { return Ok(None) };
    if is_over(&row, now) || row.account_id != login.account_id {
        return Ok(None);
    }
    let Some((nonce, wrapped)) = row.wrapped.split_first_chunk::<NONCE>() else { return Ok(None) };
    let payload = Payload { msg: wrapped, aad: &label(login.id, row.account_id, row.opened_at) };
    let opened = cipher(token).decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new);
    let key = opened.and_then(|bytes| JournalKey::from_bytes(&bytes));
    Ok(key.map(|key| (OpenJournal { owner: row.account_id, key }, row)))
}

fn is_over(row: &journal_opening::Model, now: Timestamp) -> bool {
    row.used_at.plus_minutes(IDLE_MINUTES) < now || row.opened_at.plus_minutes(MOST_HOURS * 60) < now
}

/// Deletes what is left of journals that closed by themselves: nothing wrapped stays that nobody may open any more.
pub async fn forget_past(tx: &mut Tx, now: Timestamp) -> Result<(), DbErr> {
    let over = Condition::any()
        .add(journal_opening::Column::UsedAt.lt(now.plus_minutes(-IDLE_MINUTES)))
        .add(journal_opening::Column::OpenedAt.lt(now.plus_minutes(-MOST_HOURS * 60)));
    journal_opening::Entity::delete_many().filter(over).exec(tx.conn()).await.map(|_| ())
}

/// Tells whether the journal's time in a login is over, and something of it still stands there.
pub async fn is_left<C: ConnectionTrait>(db: &C, login: LoginId, now: Timestamp) -> Result<bool, DbErr> {
    let row = journal_opening::Entity::find_by_id(login).one(db).await?;
    Ok(row.is_some_and(|row| is_over(&row, now)))
}

/// Tells whether the last use is old enough to write down anew.
pub fn is_stale(row: &journal_opening::Model, now: Timestamp) -> bool {
    row.used_at.plus_minutes(TOUCH_MINUTES) < now
}

/// Notes that an open journal was used.
pub async fn touch(tx: &mut Tx, login: LoginId, now: Timestamp) -> Result<(), DbErr> {
    journal_opening::Entity::update_many()
        .col_expr(journal_opening::Column::UsedAt, Expr::value(now))
        .filter(journal_opening::Column::LoginId.eq(login))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Closes the journal in one login.
pub async fn close(tx: &mut Tx, login: LoginId) -> Result<(), DbErr> {
    journal_opening::Entity::delete_by_id(login).exec(tx.conn()).await.map(|_| ())
}

/// Closes a journal in all logins but one, as a change of passphrase does.
pub async fn close_others(tx: &mut Tx, owner: AccountId, keep: LoginId) -> Result<(), DbErr> {
    journal_opening::Entity::delete_many()
        .filter(journal_opening::Column::AccountId.eq(owner))
        .filter(journal_opening::Column::LoginId.ne(keep))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

fn cipher(token: &Token) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&*token.key_for(PURPOSE)).into())
}

// A row whose beginning was put later doesn't open any more.
fn label(login: LoginId, owner: AccountId, opened_at: Timestamp) -> Vec<u8> {
    let ids = [login.0.as_bytes().as_slice(), owner.0.as_bytes()].concat();
    [b"omgang/journal/opening/2".as_slice(), &ids, &opened_at.0.to_be_bytes()].concat()
}
