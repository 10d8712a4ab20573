//! An account in a team, with its role there.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, OrganisationId, TeamId};
use crate::time::Timestamp;

/// What somebody is in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum TeamRole {
    #[sea_orm(string_value = "member")]
    Member,
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    #[sea_orm(string_value = "trainee")]
    Trainee,
    #[sea_orm(string_value = "guest")]
    Guest,
}

impl TeamRole {
    /// Returns the stored and displayed key, such as `member`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Facilitator => "facilitator",
            Self::Trainee => "trainee",
            Self::Guest => "guest",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "team_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub team_id: TeamId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub role: TeamRole,
    pub coordinator: bool,
    pub joined_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
