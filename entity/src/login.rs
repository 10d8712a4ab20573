//! A signed-in device. With a deliberation it opens that conversation only, once admitted.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, DeliberationId, LoginId, OrganisationId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LoginId,
    pub account_id: AccountId,
    pub token_hash: String,
    pub organisation_id: Option<OrganisationId>,
    pub deliberation_id: Option<DeliberationId>,
    pub admitted: bool,
    pub device: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub expires_at: Timestamp,
    /// Whether a second factor was shown too.
    pub second: bool,
    /// Whether a provider of OpenID Connect said who it is, and no password of ours was typed.
    pub by_openid: bool,
    /// When its owner last typed their password in this login, or showed anew at the provider that it is them.
    pub proven_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
