//! Contributions that say the same, put together by the group.

use sea_orm::entity::prelude::*;

use crate::ids::{DeliberationId, GroupId, OrganisationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contribution_group")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GroupId,
    pub deliberation_id: DeliberationId,
    /// The step whose cards it holds.
    pub step_key: String,
    pub name: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
