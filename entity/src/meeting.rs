//! A date on which a team meets, with the case it chose.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, CaseId, MeetingId, OrganisationId, TeamId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingId,
    pub team_id: TeamId,
    pub date: TimeDate,
    pub case_id: Option<CaseId>,
    pub created_by: AccountId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
