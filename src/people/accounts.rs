//! Accounts: an e-mail address, a name and a password. An account belongs to no organisation by itself.

use entity::account;
use entity::ids::AccountId;
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::db::Tx;

/// An e-mail address: one @, something on both sides, lower-cased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Parses what somebody typed.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (local, host) = text.split_once('@')?;
        let valid = !local.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
            && text.chars().count() <= 200
            && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        valid.then_some(Self(text))
    }

    /// Returns the lower-cased address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A new account's facts. Without a password nobody can sign in to it yet.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: Email,
    pub name: String,
    pub language: String,
    pub password_hash: Option<String>,
}

/// Stores a new account.
pub async fn create(tx: &mut Tx, new: NewAccount, now: Timestamp) -> Result<account::Model, DbErr> {
    let row = account::ActiveModel {
        id: Set(AccountId::new()),
        email: Set(new.email.as_str().to_owned()),
        name: Set(new.name),
        language: Set(new.language),
        password_hash: Set(new.password_hash),
        recovered_at: Set(None),
        created_at: Set(now),
    };
    row.insert(tx.conn()).await
}

/// Finds the account of an e-mail address.
pub async fn find_by_email<C: ConnectionTrait>(db: &C, email: &Email) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find().filter(account::Column::Email.eq(email.as_str())).one(db).await
}

/// Finds an account.
pub async fn find<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find_by_id(account).one(db).await
}

/// Changes what somebody is called and the language they read.
pub async fn describe(tx: &mut Tx, account: AccountId, name: String, language: &str) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .col_expr(account::Column::Language, Expr::value(language))
        .filter(account::Column::Id.eq(account))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Changes the language somebody reads.
pub async fn choose_language(tx: &mut Tx, account: AccountId, language: &str) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::Language, Expr::value(language))
        .filter(account::Column::Id.eq(account))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Stores the hash of a new password.
pub async fn set_password(tx: &mut Tx, account: AccountId, hash: String) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .filter(account::Column::Id.eq(account))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Notes that somebody has read that their password was reset by a link.
pub async fn dismiss_recovery(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::RecoveredAt, Expr::value(Option::<Timestamp>::None))
        .filter(account::Column::Id.eq(account))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_trimmed_and_lower_cased() {
        assert_eq!(Email::parse(" Noor@Demo.Example ").unwrap().as_str(), "noor@demo.example");
        for wrong in
            ["", "noor", "@demo.example", "noor@demo", "noor@@demo.example", "no or@demo.example", "noor@.example"]
        {
            assert_eq!(Email::parse(wrong), None, "{wrong}");
        }
    }
}
