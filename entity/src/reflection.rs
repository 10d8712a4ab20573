//! What somebody notes about a meeting for their own proof of attendance.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, MeetingId, OrganisationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reflection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(column_type = "Text")]
    pub technical: String,
    #[sea_orm(column_type = "Text")]
    pub normative: String,
    #[sea_orm(column_type = "Text")]
    pub personal: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
