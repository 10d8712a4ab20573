//! A choice of one card or group: by a keyed handle until the tally is shown, by nobody afterwards.

use sea_orm::entity::prelude::*;

use crate::ids::{DeliberationId, OrganisationId, VoteId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vote")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VoteId,
    pub deliberation_id: DeliberationId,
    /// The step in which was chosen.
    pub step_key: String,
    /// A contribution or a group.
    pub subject: Uuid,
    pub handle: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
