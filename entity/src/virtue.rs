//! A virtue of a team's framework; keeps its identity through rewording.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{OrganisationId, TeamId, VirtueId};
use crate::time::Timestamp;

/// Where a virtue stands in building the framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum VirtueState {
    #[sea_orm(string_value = "proposed")]
    Proposed,
    #[sea_orm(string_value = "kept")]
    Kept,
    #[sea_orm(string_value = "dropped")]
    Dropped,
    #[sea_orm(string_value = "merged")]
    Merged,
}

impl VirtueState {
    /// Returns the stored and displayed key, such as `proposed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Kept => "kept",
            Self::Dropped => "dropped",
            Self::Merged => "merged",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "virtue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VirtueId,
    pub team_id: TeamId,
    pub template_key: Option<String>,
    pub position: i32,
    pub state: VirtueState,
    pub merged_into: Option<VirtueId>,
    pub wording_version: i32,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
