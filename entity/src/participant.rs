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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
