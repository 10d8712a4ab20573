//! A dated step of a signal. Steps are added, never changed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{OrganisationId, SignalId, SignalStepId};
use crate::time::Timestamp;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum SignalStepKind {
    /// The team put it to the organisation.
    #[sea_orm(string_value = "raised")]
    Raised,
    /// Management has read it and says who owns it.
    #[sea_orm(string_value = "acknowledged")]
    Acknowledged,
    /// Something changes.
    #[sea_orm(string_value = "changes")]
    Changes,
    /// Nothing changes, and why.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// The team says that it isn't solved.
    #[sea_orm(string_value = "reopened")]
    Reopened,
    /// The team talked the pattern over and doesn't confirm it, and why.
    #[sea_orm(string_value = "dropped")]
    Dropped,
}

impl SignalStepKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Raised, Self::Acknowledged, Self::Changes, Self::Declined, Self::Reopened, Self::Dropped];

    /// Returns the stored and displayed key, such as `raised`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Acknowledged => "acknowledged",
            Self::Changes => "changes",
            Self::Declined => "declined",
            Self::Reopened => "reopened",
            Self::Dropped => "dropped",
        }
    }

    /// Reads a key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == key)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signal_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignalStepId,
    pub signal_id: SignalId,
    pub kind: SignalStepKind,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Who of management wrote it; empty for the team's own steps.
    pub by_name: String,
    pub owner: String,
    pub made_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
