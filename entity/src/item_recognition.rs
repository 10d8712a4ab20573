//! That somebody recognised what a shared copy tells; who it was stands in it as a keyed handle only.

use sea_orm::entity::prelude::*;

use crate::ids::{OrganisationId, RecognitionId, SharedCopyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "item_recognition")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecognitionId,
    pub shared_copy_id: SharedCopyId,
    pub quarter: String,
    pub person_handle: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
