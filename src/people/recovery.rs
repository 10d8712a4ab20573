//! Recovering an account whose password is lost, by a one-time link.
//!
//! An administrator can't make such a link for somebody who belongs to another organisation too: whoever holds it would
//! enter that organisation. Then only who runs the instance can (`omgang recover`).

use entity::ids::{AccountId, OrganisationId};
use entity::one_time_link::{self, LinkPurpose};
use entity::security_event::SecurityKind;
use entity::time::Timestamp;
use entity::{account, membership};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::accounts::Email;
use super::links::{self, NewLink};
use super::{Actor, identities, logins, second_factors};
use crate::crypto::Token;
use crate::db::Tx;
use crate::security_log::{self, Happened};

/// Hours that a recovery link works.
pub const RECOVERY_HOURS: i64 = 24;

/// What somebody lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The password: a second factor is still asked for.
    Password,
    /// The second factors and the codes on paper too.
    Everything,
}

/// Why a recovery can't go on.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such person here.
    #[error("not found")]
    NotFound,
    /// The person belongs to another organisation too.
    #[error("the account belongs to another organisation too")]
    ElsewhereToo,
    /// The link was used or its time is over.
    #[error("the link no longer works")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Makes a recovery link for somebody of the administrator's organisation.
pub async fn offer(
    tx: &mut Tx,
    actor: &Actor,
    (person, lost): (AccountId, Lost),
    now: Timestamp,
) -> Result<Token, Refused> {
    if !actor.administrator {
        return Err(Refused::NotFound);
    }
    membership::Entity::find_by_id((actor.organisation, person)).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    if belongs_elsewhere(tx.conn(), actor.organisation, person).await? {
        return Err(Refused::ElsewhereToo);
    }
    let account = account::Entity::find_by_id(person).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    store(tx, (actor.organisation, Some(actor.account)), (account, lost), now).await
}

/// Makes a recovery link for any account of the instance, for who runs it.
pub async fn offer_as_operator(tx: &mut Tx, email: &Email, lost: Lost, now: Timestamp) -> Result<Token, Refused> {
    let account = super::accounts::find_by_email(tx.conn(), email).await?.ok_or(Refused::NotFound)?;
    let member = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account.id))
        .order_by_asc(membership::Column::JoinedAt)
        .limit(1)
        .one(tx.conn())
        .await?
        .ok_or(Refused::NotFound)?;
    store(tx, (member.organisation_id, None), (account, lost), now).await
}

/// Tells whether somebody belongs to another organisation than this one.
pub async fn belongs_elsewhere<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    person: AccountId,
) -> Result<bool, DbErr> {
    let others = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(person))
        .filter(membership::Column::OrganisationId.ne(organisation));
    Ok(others.count(db).await? > 0)
}

/// Sets a new password by a link: all logins and ways in by a provider end, second factors too where they were lost, and the account
/// says so until its owner has read it.
pub async fn recover(
    tx: &mut Tx,
    link: &one_time_link::Model,
    password_hash: String,
    now: Timestamp,
) -> Result<(), Refused> {
    if !links::spend(tx, link, now).await? {
        return Err(Refused::Gone);
    }
    let account = account::Entity::find().filter(account::Column::Email.eq(&link.email)).one(tx.conn()).await?;
    let account = account.ok_or(Refused::Gone)?;
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(password_hash))
        .col_expr(account::Column::RecoveredAt, Expr::value(now))
        .filter(account::Column::Id.eq(account.id))
        .exec(tx.conn())
        .await?;
    if link.purpose == LinkPurpose::Recovery {
        second_factors::remove_all(tx, account.id).await?;
    }
    identities::remove_all(tx, account.id).await?;
    security_log::note(tx, Happened::own(SecurityKind::Recovered, account.id), now).await?;
    Ok(logins::end_all(tx, account.id).await?)
}

async fn store(
    tx: &mut Tx,
    (organisation, by): (OrganisationId, Option<AccountId>),
    (account, lost): (account::Model, Lost),
    now: Timestamp,
) -> Result<Token, Refused> {
    for older in [LinkPurpose::Recovery, LinkPurpose::Password] {
        links::expire(tx, organisation, older, &account.email, now).await?;
    }
    let happened =
        Happened { kind: SecurityKind::RecoveryOffered, organisation: Some(organisation), by, to: Some(account.id) };
    security_log::note(tx, happened, now).await?;
    let new = NewLink {
        organisation,
        purpose: match lost {
            Lost::Password => LinkPurpose::Password,
            Lost::Everything => LinkPurpose::Recovery,
        },
        email: Email::parse(&account.email).ok_or(Refused::NotFound)?,
        name: account.name,
        place: None,
        manager: false,
        administrator: false,
        by,
        expires_at: now.plus_minutes(RECOVERY_HOURS * 60),
    };
    Ok(links::create(tx, new, now).await?)
}
