//! What a conversation leaves behind; the presenter edits and approves it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, DeliberationId, OrganisationId, RecordId, TeamId};
use crate::time::Timestamp;

/// Whether the presenter approved the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    #[sea_orm(string_value = "draft")]
    Draft,
    #[sea_orm(string_value = "approved")]
    Approved,
}

impl RecordState {
    /// Returns the stored and displayed key, such as `draft`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecordId,
    pub deliberation_id: DeliberationId,
    pub team_id: TeamId,
    pub presenter_id: AccountId,
    pub state: RecordState,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub situation: String,
    #[sea_orm(column_type = "Text")]
    pub client_view: String,
    #[sea_orm(column_type = "Text")]
    pub exploration: String,
    #[sea_orm(column_type = "Text")]
    pub options: String,
    #[sea_orm(column_type = "Text")]
    pub decision: String,
    #[sea_orm(column_type = "Text")]
    pub accounting: String,
    pub version: i32,
    pub created_at: Timestamp,
    pub approved_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
