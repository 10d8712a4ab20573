//! A redacted bundle of its own: no person ids, no exact dates.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{OrganisationId, SharedCopyId, TeamId};

/// How far a shared copy has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum SharedCopyState {
    #[sea_orm(string_value = "preparing")]
    Preparing,
    #[sea_orm(string_value = "with_reader")]
    WithReader,
    #[sea_orm(string_value = "shared")]
    Shared,
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

impl SharedCopyState {
    /// Returns the stored and displayed key, such as `preparing`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::WithReader => "with_reader",
            Self::Shared => "shared",
            Self::Withdrawn => "withdrawn",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shared_copy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SharedCopyId,
    pub team_id: TeamId,
    pub state: SharedCopyState,
    pub title: String,
    pub year: i32,
    pub method_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
