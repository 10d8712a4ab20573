//! What somebody would like to bring in, in three sentences.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, CaseId, MeetingId, OrganisationId, PitchId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pitch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PitchId,
    pub meeting_id: MeetingId,
    pub account_id: AccountId,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub what: String,
    #[sea_orm(column_type = "Text")]
    pub why: String,
    #[sea_orm(column_type = "Text")]
    pub question: String,
    pub case_id: Option<CaseId>,
    pub chosen: bool,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
