//! An invitation or a password recovery: one use, then it is spent.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, LinkId, OrganisationId, TeamId};
use crate::team_member::TeamRole;
use crate::time::Timestamp;

/// What a one-time link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    #[sea_orm(string_value = "invitation")]
    Invitation,
    /// Everything that lets somebody in was lost.
    #[sea_orm(string_value = "recovery")]
    Recovery,
    /// The password was lost; a second factor is still asked for.
    #[sea_orm(string_value = "password")]
    Password,
}

impl LinkPurpose {
    /// Returns the stored and displayed key, such as `invitation`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Recovery => "recovery",
            Self::Password => "password",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "one_time_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LinkId,
    pub token_hash: String,
    pub purpose: LinkPurpose,
    pub email: String,
    pub name: String,
    pub team_id: Option<TeamId>,
    pub role: Option<TeamRole>,
    pub manager: bool,
    pub administrator: bool,
    pub created_by: Option<AccountId>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
