//! An organisation: the tenant that nothing crosses.

use sea_orm::entity::prelude::*;

use crate::ids::OrganisationId;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationId,
    pub slug: String,
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub urgent_numbers: String,
    pub created_at: Timestamp,
    /// Whether managers and administrators come in with a second factor only.
    pub second_factor: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
