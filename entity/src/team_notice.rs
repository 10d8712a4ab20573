//! What a team is told: who came, who left, whose role changed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, NoticeId, OrganisationId, TeamId};
use crate::time::Timestamp;

/// What a notice tells the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    #[sea_orm(string_value = "joined")]
    Joined,
    #[sea_orm(string_value = "left")]
    Left,
    #[sea_orm(string_value = "role_changed")]
    RoleChanged,
    #[sea_orm(string_value = "coordinator_changed")]
    CoordinatorChanged,
    #[sea_orm(string_value = "agreement_changed")]
    AgreementChanged,
}

impl NoticeKind {
    /// Returns the stored and displayed key, such as `joined`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Left => "left",
            Self::RoleChanged => "role_changed",
            Self::CoordinatorChanged => "coordinator_changed",
            Self::AgreementChanged => "agreement_changed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "team_notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    pub team_id: TeamId,
    pub kind: NoticeKind,
    pub account_id: AccountId,
    pub by_account_id: AccountId,
    pub detail: String,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
