//! A row of items that a team puts together to be read.

use sea_orm::entity::prelude::*;

use crate::ids::{CollectionId, OrganisationId, TeamId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "collection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CollectionId,
    pub team_id: TeamId,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub about: String,
    pub begin_here: bool,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
