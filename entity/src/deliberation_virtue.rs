//! A virtue at the centre of a conversation, in the words of its day.

use sea_orm::entity::prelude::*;

use crate::ids::{DeliberationId, OrganisationId, VirtueId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deliberation_virtue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub deliberation_id: DeliberationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub virtue_id: VirtueId,
    pub wording_version: i32,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
