//! What somebody shows besides their password: an app that makes codes, a passkey, or one of ten codes on paper.
//!
//! An app's secret is locked under the instance's key; a code works once, whichever it was.

pub mod passkeys;
pub mod ticket;

use data_encoding::BASE32_NOPAD;
use entity::ids::{AccountId, SecondFactorId};
use entity::second_factor::{self, FactorKind};
use entity::time::Timestamp;
use entity::{login, recovery_code};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::crypto::{InstanceKey, Token};
use crate::db::Tx;

/// Most that one account may have.
pub const MOST: u64 = 10;
/// Codes on paper that are made at once.
const CODES: usize = 10;
/// Bytes of a code on paper: 120 bits, so that a plain hash keeps it (ASVS 5.0, 6.5.2).
const CODE: usize = 15;
/// Bytes of an app's secret: what RFC 4226 recommends.
const SECRET: usize = 20;

/// Lists what an account's owner may show, oldest first.
pub async fn list<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Vec<second_factor::Model>, DbErr> {
    second_factor::Entity::find()
        .filter(second_factor::Column::AccountId.eq(account))
        .filter(second_factor::Column::Confirmed.eq(true))
        .order_by_asc(second_factor::Column::CreatedAt)
        .limit(MOST)
        .all(db)
        .await
}

/// Tells whether a password alone doesn't open this account.
pub async fn is_asked<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<bool, DbErr> {
    Ok(!list(db, account).await?.is_empty())
}

/// Begins with an app: its secret counts once its owner has typed a code of it. What was begun before is forgotten.
pub async fn begin_app(tx: &mut Tx, key: &InstanceKey, account: AccountId, now: Timestamp) -> anyhow::Result<()> {
    second_factor::Entity::delete_many()
        .filter(second_factor::Column::AccountId.eq(account))
        .filter(second_factor::Column::Confirmed.eq(false))
        .exec(tx.conn())
        .await?;
    let id = SecondFactorId::random();
    let secret: Zeroizing<[u8; SECRET]> = Zeroizing::new(rand::random());
    let row = second_factor::ActiveModel {
        account_id: Set(account),
        id: Set(id),
        kind: Set(FactorKind::App),
        name: Set(String::new()),
        secret: Set(key.lock(&label(account, id), secret.as_slice())?),
        last_step: Set(0),
        confirmed: Set(false),
        created_at: Set(now),
    };
    tx.insert(row).await?;
    Ok(())
}

/// An app that is being set up: the secret for whoever can't scan, and the address for whoever can.
pub struct Begun {
    id: SecondFactorId,
    totp: Totp,
}

impl Begun {
    /// Returns the secret in groups of four, as it is typed over.
    pub fn typed(&self) -> String {
        let plain = self.totp.secret().to_base32();
        groups(&plain, " ")
    }

    /// Returns the address that an app scans.
    pub fn address(&self) -> anyhow::Result<String> {
        Ok(self.totp.to_url()?)
    }
}

/// Finds the app that is being set up.
pub async fn begun<C: ConnectionTrait>(
    db: &C,
    key: &InstanceKey,
    (account, email): (AccountId, &str),
) -> anyhow::Result<Option<Begun>> {
    let row = second_factor::Entity::find()
        .filter(second_factor::Column::AccountId.eq(account))
        .filter(second_factor::Column::Confirmed.eq(false))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(totp) = totp(key, &row, email)? else { return Ok(None) };
    Ok(Some(Begun { id: row.id, totp }))
}

/// Takes the first code of an app; `false` when it is another.
pub async fn confirm_app(
    tx: &mut Tx,
    (account, begun): (AccountId, &Begun),
    code: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let Some(step) = step(&begun.totp, code, now) else { return Ok(false) };
    let changed = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::Confirmed, Expr::value(true))
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::AccountId.eq(account))
        .filter(second_factor::Column::Id.eq(begun.id))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Takes a code of an app, or one on paper: each counts once, also when two come at the same moment.
pub async fn take_code(
    tx: &mut Tx,
    key: &InstanceKey,
    account: AccountId,
    code: &str,
    now: Timestamp,
) -> anyhow::Result<bool> {
    for row in list(tx.conn(), account).await?.iter().filter(|row| row.kind == FactorKind::App) {
        let Some(totp) = totp(key, row, "")? else { continue };
        let Some(step) = step(&totp, code, now) else { continue };
        let newer = second_factor::Entity::update_many()
            .col_expr(second_factor::Column::LastStep, Expr::value(step))
            .filter(second_factor::Column::AccountId.eq(account))
            .filter(second_factor::Column::Id.eq(row.id))
            .filter(second_factor::Column::LastStep.lt(step))
            .exec(tx.conn())
            .await?;
        return Ok(newer.rows_affected == 1);
    }
    let spent = recovery_code::Entity::delete_by_id((account, hash(code))).exec(tx.conn()).await?;
    Ok(spent.rows_affected == 1)
}

/// Makes new codes on paper; the old ones open nothing any more.
pub async fn new_codes(tx: &mut Tx, account: AccountId) -> Result<Vec<String>, DbErr> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account)).exec(tx.conn()).await?;
    let codes: Vec<String> = (0..CODES)
        .map(|_| {
            let plain = BASE32_NOPAD.encode(&rand::random::<[u8; CODE]>());
            groups(&plain, "-").to_lowercase()
        })
        .collect();
    let row = |code: &String| recovery_code::ActiveModel { account_id: Set(account), code_hash: Set(hash(code)) };
    recovery_code::Entity::insert_many(codes.iter().map(row)).exec_without_returning(tx.conn()).await?;
    Ok(codes)
}

/// Counts the codes on paper that still work.
pub async fn codes_left<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<u64, DbErr> {
    recovery_code::Entity::find().filter(recovery_code::Column::AccountId.eq(account)).count(db).await
}

/// Lets one go; with the last one go the codes on paper, and no login of the account counts as shown with a second factor.
pub async fn remove(tx: &mut Tx, account: AccountId, id: SecondFactorId) -> Result<bool, DbErr> {
    let gone = second_factor::Entity::delete_by_id((account, id)).exec(tx.conn()).await?;
    if !is_asked(tx.conn(), account).await? {
        remove_all(tx, account).await?;
    }
    Ok(gone.rows_affected == 1)
}

/// Lets all go, as a recovery does: whoever lost everything begins anew.
pub async fn remove_all(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    second_factor::Entity::delete_many().filter(second_factor::Column::AccountId.eq(account)).exec(tx.conn()).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account)).exec(tx.conn()).await?;
    login::Entity::update_many()
        .col_expr(login::Column::Second, Expr::value(false))
        .filter(login::Column::AccountId.eq(account))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Puts letters in groups of four, which are easier to copy.
fn groups(plain: &str, between: &str) -> String {
    let groups: Vec<&str> = (0..plain.len()).step_by(4).map(|at| &plain[at..plain.len().min(at + 4)]).collect();
    groups.join(between)
}

/// Codes are read as people type them: capitals, spaces and hyphens don't count, nor 0 for O, 1 for I and 8 for B.
fn hash(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_lowercase() {
        '0' => 'o',
        '1' => 'i',
        '8' => 'b',
        letter => letter,
    });
    Token::from_text(&letters.collect::<String>()).hash()
}

fn label(account: AccountId, id: SecondFactorId) -> String {
    format!("second factor {account} {id}")
}

fn totp(key: &InstanceKey, row: &second_factor::Model, email: &str) -> anyhow::Result<Option<Totp>> {
    let Some(secret) = key.unlock(&label(row.account_id, row.id), &row.secret) else {
        tracing::warn!(
            "a second factor's secret doesn't open with this instance's key: its owner needs a code on paper"
        );
        return Ok(None);
    };
    let named = if email.is_empty() { "-" } else { email };
    let built = Builder::new()
        .with_secret(Secret::from(secret.as_slice()))
        .with_account_name(named)
        .with_issuer(Some("Omgang"));
    Ok(Some(built.build()?))
}

/// Returns the half minute to which a code belongs; one before and one after the present count too (RFC 6238, 5.2).
fn step(totp: &Totp, code: &str, now: Timestamp) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.0 / 1000).ok()?;
    totp.check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
}
