//! A tension that somebody privately recognised; person and case stand in it as keyed handles only.

use sea_orm::entity::prelude::*;

use crate::ids::{OrganisationId, RecognitionId, TeamId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recognition")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecognitionId,
    pub team_id: TeamId,
    pub quarter: String,
    pub tension_key: String,
    pub person_handle: String,
    pub case_handle: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
