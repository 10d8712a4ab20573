//! One-time links: an invitation or a password recovery. The database keeps the hash of the token; a link works once.
//!
//! A newer link of the same purpose for the same address puts the older ones out of use.

use entity::ids::{AccountId, LinkId, OrganisationId, TeamId};
use entity::one_time_link::{self, LinkPurpose};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::accounts::Email;
use crate::crypto::Token;
use crate::db::Tx;

/// What a link says about whom it is for.
#[derive(Clone, Debug)]
pub struct NewLink {
    pub organisation: OrganisationId,
    pub purpose: LinkPurpose,
    pub email: Email,
    pub name: String,
    pub place: Option<(TeamId, TeamRole)>,
    pub manager: bool,
    pub administrator: bool,
    pub by: Option<AccountId>,
    pub expires_at: Timestamp,
}

/// Whether a link still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    Open,
    Spent,
    Expired,
}

/// Returns whether a link works at `now`.
pub fn state(link: &one_time_link::Model, now: Timestamp) -> LinkState {
    match link.used_at {
        Some(_) => LinkState::Spent,
        None if link.expires_at <= now => LinkState::Expired,
        None => LinkState::Open,
    }
}

/// Stores a link; returns the token for its address, which is shown once.
pub async fn create(tx: &mut Tx, new: NewLink, now: Timestamp) -> Result<Token, DbErr> {
    expire(tx, new.organisation, new.purpose, new.email.as_str(), now).await?;
    let token = Token::new();
    let row = one_time_link::ActiveModel {
        organisation_id: Set(new.organisation),
        id: Set(LinkId::new()),
        token_hash: Set(token.hash()),
        purpose: Set(new.purpose),
        email: Set(new.email.as_str().to_owned()),
        name: Set(new.name),
        team_id: Set(new.place.map(|(team, _)| team)),
        role: Set(new.place.map(|(_, role)| role)),
        manager: Set(new.manager),
        administrator: Set(new.administrator),
        created_by: Set(new.by),
        created_at: Set(now),
        expires_at: Set(new.expires_at),
        used_at: Set(None),
    };
    tx.insert(row).await?;
    Ok(token)
}

/// Puts the open links of a purpose for an address out of use.
pub async fn expire(
    tx: &mut Tx,
    organisation: OrganisationId,
    purpose: LinkPurpose,
    email: &str,
    now: Timestamp,
) -> Result<(), DbErr> {
    one_time_link::Entity::update_many()
        .col_expr(one_time_link::Column::ExpiresAt, Expr::value(now))
        .filter(one_time_link::Column::OrganisationId.eq(organisation))
        .filter(one_time_link::Column::Purpose.eq(purpose))
        .filter(one_time_link::Column::Email.eq(email))
        .filter(one_time_link::Column::ExpiresAt.gt(now))
        .filter(one_time_link::Column::UsedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Finds the link of a token, whatever its state.
pub async fn find<C: ConnectionTrait>(db: &C, token: &Token) -> Result<Option<one_time_link::Model>, DbErr> {
    one_time_link::Entity::find().filter(one_time_link::Column::TokenHash.eq(token.hash())).one(db).await
}

/// Finds a link of an organisation, whatever its state.
pub async fn find_in<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    link: LinkId,
) -> Result<Option<one_time_link::Model>, DbErr> {
    one_time_link::Entity::find_by_id((organisation, link)).one(db).await
}

/// Uses a link up; `false` when somebody was first or its time is over.
pub async fn spend(tx: &mut Tx, link: &one_time_link::Model, now: Timestamp) -> Result<bool, DbErr> {
    let spent = one_time_link::Entity::update_many()
        .col_expr(one_time_link::Column::UsedAt, Expr::value(now))
        .filter(one_time_link::Column::OrganisationId.eq(link.organisation_id))
        .filter(one_time_link::Column::Id.eq(link.id))
        .filter(one_time_link::Column::ExpiresAt.gt(now))
        .filter(one_time_link::Column::UsedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(spent.rows_affected == 1)
}

/// Forgets links that were used, or were over, before a moment; returns how many.
pub async fn forget_before(tx: &Tx, organisation: OrganisationId, before: Timestamp) -> Result<u64, DbErr> {
    let used = one_time_link::Column::UsedAt.lt(before);
    let over = one_time_link::Column::ExpiresAt.lt(before);
    let old = one_time_link::Entity::delete_many()
        .filter(one_time_link::Column::OrganisationId.eq(organisation))
        .filter(Condition::any().add(used).add(over));
    Ok(old.exec(tx.conn()).await?.rows_affected)
}
