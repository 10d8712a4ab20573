//! A series of meetings of a team, with its rhythm.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, OrganisationId, SeriesId, TeamId};
use crate::time::Timestamp;

/// How often a series meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    #[sea_orm(string_value = "weekly")]
    Weekly,
    #[sea_orm(string_value = "fortnightly")]
    Fortnightly,
    #[sea_orm(string_value = "four_weekly")]
    FourWeekly,
    /// On the same weekday of the month, such as the second Tuesday.
    #[sea_orm(string_value = "monthly")]
    Monthly,
}

impl Rhythm {
    /// Returns the stored and displayed key, such as `weekly`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Fortnightly => "fortnightly",
            Self::FourWeekly => "four_weekly",
            Self::Monthly => "monthly",
        }
    }
}

/// How the group comes to its cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// People pitch, the group votes.
    #[sea_orm(string_value = "vote")]
    Vote,
    /// Whoever brought in a case longest ago.
    #[sea_orm(string_value = "turn")]
    Turn,
}

impl Choice {
    /// Returns the stored and displayed key, such as `vote`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vote => "vote",
            Self::Turn => "turn",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeriesId,
    pub team_id: TeamId,
    pub rhythm: Rhythm,
    /// Minutes after midnight.
    pub starts: i32,
    pub minutes: i32,
    #[sea_orm(column_type = "Text")]
    pub place: String,
    pub choice: Choice,
    pub cases: i32,
    pub remind_days: i32,
    pub created_by: AccountId,
    pub created_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// The date from which the rhythm counts; without one, the first meeting's.
    pub anchor: Option<TimeDate>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
