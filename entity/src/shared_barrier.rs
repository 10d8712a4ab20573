//! A barrier of a shared copy: what stood in the way.

use sea_orm::entity::prelude::*;

use crate::ids::{OrganisationId, SharedCopyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shared_barrier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub shared_copy_id: SharedCopyId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub barrier_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
