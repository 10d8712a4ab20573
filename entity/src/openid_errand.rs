//! What somebody went to the provider of OpenID Connect for, until they come back: once, within some minutes.

use sea_orm::entity::prelude::*;

use crate::ids::{LinkId, LoginId, OrganisationId};
use crate::time::Timestamp;

/// What for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ErrandPurpose {
    /// To come in.
    #[sea_orm(string_value = "sign_in")]
    SignIn,
    /// To use an invitation.
    #[sea_orm(string_value = "join")]
    Join,
    /// To add this way in to their account.
    #[sea_orm(string_value = "link")]
    Link,
    /// To show once more that it is them, before a delicate act.
    #[sea_orm(string_value = "prove")]
    Prove,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "openid_errand")]
pub struct Model {
    /// The hash of what only the browser that went holds.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub purpose: ErrandPurpose,
    /// The login that asked; for linking and proving.
    pub login_id: Option<LoginId>,
    /// The invitation.
    pub organisation_id: Option<OrganisationId>,
    pub link_id: Option<LinkId>,
    /// What somebody new wants to be called.
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub back: String,
    pub begun_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
