//! The guided conversation about one case.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, CaseId, DeliberationId, MeetingId, OrganisationId, TeamId};
use crate::time::Timestamp;

/// Whether a conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum DeliberationState {
    #[sea_orm(string_value = "open")]
    Open,
    #[sea_orm(string_value = "closed")]
    Closed,
}

impl DeliberationState {
    /// Returns the stored and displayed key, such as `open`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// What the presenter says of the learning question at the close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    #[sea_orm(string_value = "yes")]
    Yes,
    #[sea_orm(string_value = "partly")]
    Partly,
    #[sea_orm(string_value = "no")]
    No,
}

impl Answered {
    /// Returns the stored and displayed key, such as `yes`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deliberation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeliberationId,
    pub team_id: TeamId,
    pub meeting_id: MeetingId,
    pub case_id: CaseId,
    pub facilitator_id: AccountId,
    pub presenter_id: AccountId,
    pub note_taker_id: AccountId,
    pub method_hash: String,
    pub state: DeliberationState,
    pub step: i32,
    pub revision: i64,
    pub changes: i64,
    pub step_started_at: Timestamp,
    /// What the group gave itself beside the step's own minutes.
    pub step_extra_seconds: i32,
    /// Since when the time stands still.
    pub paused_at: Option<Timestamp>,
    pub join_code: Option<String>,
    pub join_code_expires_at: Option<Timestamp>,
    #[sea_orm(column_type = "Text")]
    pub learning_question: String,
    pub answered: Option<Answered>,
    #[sea_orm(column_type = "Text")]
    pub answered_note: String,
    pub opened_at: Timestamp,
    pub closed_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
