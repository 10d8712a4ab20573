//! What a team can't solve, in its own words, and what the organisation does about it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{OrganisationId, SignalId, TeamId};

/// How far a signal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum SignalState {
    /// The team writes it and stands behind it, or not.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// It was put to the organisation.
    #[sea_orm(string_value = "raised")]
    Raised,
    /// Somebody owns it.
    #[sea_orm(string_value = "owned")]
    Owned,
    /// The organisation said what changes, or why not.
    #[sea_orm(string_value = "answered")]
    Answered,
    /// The team talked a pattern over and doesn't confirm it.
    #[sea_orm(string_value = "dropped")]
    Dropped,
}

impl SignalState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Raised, Self::Owned, Self::Answered, Self::Dropped];

    /// Returns the stored and displayed key, such as `draft`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Raised => "raised",
            Self::Owned => "owned",
            Self::Answered => "answered",
            Self::Dropped => "dropped",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignalId,
    pub team_id: TeamId,
    pub state: SignalState,
    pub title: String,
    /// The group of tensions whose coming back it is about, when it began as a pattern on the page of insight.
    pub group_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub what: String,
    /// What the team asks for.
    #[sea_orm(column_type = "Text")]
    pub asked: String,
    /// How many stood behind it when it was raised; absent for fewer than five.
    pub weight: Option<i32>,
    pub raised_on: Option<TimeDate>,
    pub answer_by: Option<TimeDate>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
