//! One thing to read in a collection: a shared copy or a page of the handbook.

use sea_orm::entity::prelude::*;

use crate::ids::{CollectionId, CollectionItemId, OrganisationId, SharedCopyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "collection_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CollectionItemId,
    pub collection_id: CollectionId,
    pub shared_copy_id: Option<SharedCopyId>,
    #[sea_orm(column_type = "Text", nullable)]
    pub handbook_slug: Option<String>,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
