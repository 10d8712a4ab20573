//! A virtue of a shared copy, in words of its own.

use sea_orm::entity::prelude::*;

use crate::ids::{OrganisationId, SharedCopyId, SharedVirtueId, VirtueId};
use crate::record_virtue::Side;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shared_virtue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SharedVirtueId,
    pub shared_copy_id: SharedCopyId,
    pub virtue_id: VirtueId,
    pub template_key: Option<String>,
    pub name: String,
    pub too_little: String,
    pub too_much: String,
    pub side: Option<Side>,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
