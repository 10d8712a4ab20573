//! What a closed quarter tells: frozen, since what it was counted from is gone.

use sea_orm::entity::prelude::*;

use crate::ids::OrganisationId;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quarter_result")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub quarter: String,
    /// The released numbers, and nothing that is hidden, as JSON.
    #[sea_orm(column_type = "Text")]
    pub released: String,
    pub closed_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
