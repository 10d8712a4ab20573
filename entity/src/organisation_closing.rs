//! An organisation that closes at a moment that was told; until then an administrator can take it back.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OrganisationId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_closing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    /// Who asked for it; nobody, when who runs the server did.
    pub asked_by: Option<AccountId>,
    pub asked_at: Timestamp,
    pub ends_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
