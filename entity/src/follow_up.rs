//! Something promised in a conversation, or a date to come back to its case.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, DeliberationId, FollowUpId, MeetingId, OrganisationId, TeamId};
use crate::time::Timestamp;

/// What a follow-up is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum FollowUpKind {
    /// Somebody does something.
    #[sea_orm(string_value = "action")]
    Action,
    /// The group comes back to the case.
    #[sea_orm(string_value = "come_back")]
    ComeBack,
}

impl FollowUpKind {
    /// Returns the stored and displayed key, such as `action`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::ComeBack => "come_back",
        }
    }
}

/// Where a follow-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum FollowUpState {
    #[sea_orm(string_value = "open")]
    Open,
    /// It was told what became of it.
    #[sea_orm(string_value = "answered")]
    Answered,
    /// It isn't needed any more.
    #[sea_orm(string_value = "let_go")]
    LetGo,
}

impl FollowUpState {
    /// Returns the stored and displayed key, such as `open`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::LetGo => "let_go",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "follow_up")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FollowUpId,
    pub team_id: TeamId,
    pub deliberation_id: DeliberationId,
    pub kind: FollowUpKind,
    pub state: FollowUpState,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub owner_id: Option<AccountId>,
    pub owner_name: String,
    pub due: Option<TimeDate>,
    pub due_words: String,
    #[sea_orm(column_type = "Text")]
    pub sign: String,
    #[sea_orm(column_type = "Text")]
    pub outcome: String,
    pub asked_meeting_id: Option<MeetingId>,
    pub created_at: Timestamp,
    pub answered_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
