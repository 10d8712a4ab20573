//! Somebody who was at a meeting, and as what.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, MeetingId, OrganisationId};

/// What somebody was at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum AttendanceRole {
    #[sea_orm(string_value = "participant")]
    Participant,
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    #[sea_orm(string_value = "presenter")]
    Presenter,
    #[sea_orm(string_value = "trainee")]
    Trainee,
    #[sea_orm(string_value = "guest")]
    Guest,
}

impl AttendanceRole {
    /// Returns the stored and displayed key, such as `participant`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Facilitator => "facilitator",
            Self::Presenter => "presenter",
            Self::Trainee => "trainee",
            Self::Guest => "guest",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attendance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub role: AttendanceRole,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
