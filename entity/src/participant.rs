//! Somebody expected at, or present in, a conversation.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, DeliberationId, OrganisationId};

/// Whether somebody takes part yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum ParticipantState {
    #[sea_orm(string_value = "expected")]
    Expected,
    #[sea_orm(string_value = "present")]
    Present,
}

impl ParticipantState {
    /// Returns the stored and displayed key, such as `expected`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Present => "present",
        }
    }
}

/// What somebody did with their turn in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    #[sea_orm(string_value = "spoken")]
    Spoken,
    #[sea_orm(string_value = "passed")]
    Passed,
}

impl Turn {
    /// Returns the stored and displayed key, such as `spoken`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spoken => "spoken",
            Self::Passed => "passed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub deliberation_id: DeliberationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub state: ParticipantState,
    /// Takes part through the facilitator, without a device of their own.
    pub by_proxy: bool,
    /// Said to be ready with the present step.
    pub ready: bool,
    /// When the hand went up, by the conversation's count of changes.
    pub hand: Option<i64>,
    /// In the round of the present step.
    pub turn: Option<Turn>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
