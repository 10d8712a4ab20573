//! A marked word that the presenter let stand, or, with an empty reason, still has to decide on; forgotten once the copy
//! is shared.

use sea_orm::entity::prelude::*;

use crate::ids::{OrganisationId, SharedCopyId, WavedThroughId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waved_through")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WavedThroughId,
    pub shared_copy_id: SharedCopyId,
    pub term: String,
    pub category: String,
    pub reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
