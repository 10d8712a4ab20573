//! Where a shared copy came from and who confirmed it; kept apart, so that the copy names nobody.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OrganisationId, RecordId, SharedCopyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shared_origin")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub shared_copy_id: SharedCopyId,
    /// Absent for what was imported or written for the library.
    pub record_id: Option<RecordId>,
    pub presenter_id: AccountId,
    pub reader_id: Option<AccountId>,
    #[sea_orm(column_type = "Text", nullable)]
    pub reader_note: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
