//! A tension of a shared copy.

use sea_orm::entity::prelude::*;

use crate::ids::{OrganisationId, SharedCopyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shared_tension")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub shared_copy_id: SharedCopyId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub tension_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
