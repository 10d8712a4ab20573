//! A worker's story and learning question.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, CaseId, OrganisationId, TeamId};
use crate::time::Timestamp;

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    #[sea_orm(string_value = "draft")]
    Draft,
    #[sea_orm(string_value = "ready")]
    Ready,
    #[sea_orm(string_value = "discussed")]
    Discussed,
    /// No case at all: what a conversation of the team about itself is about. It is in nobody's list.
    #[sea_orm(string_value = "subject")]
    Subject,
    /// It was talked through, and its words are gone.
    #[sea_orm(string_value = "erased")]
    Erased,
}

impl CaseState {
    /// Returns the stored and displayed key, such as `draft`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Discussed => "discussed",
            Self::Subject => "subject",
            Self::Erased => "erased",
        }
    }

    /// Tells whether it has had its conversation.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Discussed | Self::Erased)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseId,
    pub team_id: TeamId,
    pub presenter_id: AccountId,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub story: String,
    #[sea_orm(column_type = "Text")]
    pub learning_question: String,
    #[sea_orm(column_type = "Text")]
    pub client_perspective: String,
    pub state: CaseState,
    pub version: i32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
