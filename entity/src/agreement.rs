//! A version of a team's short agreement.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, AgreementId, OrganisationId, TeamId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgreementId,
    pub team_id: TeamId,
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub created_by: AccountId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
