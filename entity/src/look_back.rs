//! A line of a meeting's look back: no author, no time, a random id.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{LookBackId, MeetingId, OrganisationId};

/// What a line of a look back says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum LookBackKind {
    #[sea_orm(string_value = "helped")]
    Helped,
    #[sea_orm(string_value = "next_time")]
    NextTime,
}

impl LookBackKind {
    /// Returns the stored and displayed key, such as `helped`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Helped => "helped",
            Self::NextTime => "next_time",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "look_back")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LookBackId,
    pub meeting_id: MeetingId,
    pub kind: LookBackKind,
    #[sea_orm(column_type = "Text")]
    pub text: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
