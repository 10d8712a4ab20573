//! A search that somebody keeps for themselves: the address's query, nothing that was found.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OrganisationId, SavedSearchId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_search")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SavedSearchId,
    pub account_id: AccountId,
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub query: String,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
