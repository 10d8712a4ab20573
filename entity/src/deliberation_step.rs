//! A step of a conversation: where it stands and whether its hidden part was revealed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{DeliberationId, OrganisationId};

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    #[sea_orm(string_value = "pending")]
    Pending,
    #[sea_orm(string_value = "current")]
    Current,
    /// The group was here and went back: it comes again.
    #[sea_orm(string_value = "left")]
    Left,
    #[sea_orm(string_value = "done")]
    Done,
    #[sea_orm(string_value = "skipped")]
    Skipped,
}

impl StepState {
    /// Returns the stored and displayed key, such as `pending`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Current => "current",
            Self::Left => "left",
            Self::Done => "done",
            Self::Skipped => "skipped",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deliberation_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub deliberation_id: DeliberationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_key: String,
    pub state: StepState,
    pub revealed: bool,
    /// Its place in this conversation's order; where nothing is kept, the method's.
    pub position: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
