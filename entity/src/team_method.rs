//! A team's own method: a copy that it changes in its own words.

use sea_orm::entity::prelude::*;

use crate::ids::{MethodId, OrganisationId, TeamId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "team_method")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MethodId,
    pub team_id: TeamId,
    /// The method as JSON; it could run when it was saved.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub version: i32,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
