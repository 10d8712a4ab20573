//! A virtue in a record and the side that people leaned to.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{OrganisationId, RecordId, VirtueId};

/// Where on a virtue's line something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Side {
    #[sea_orm(string_value = "too_little")]
    TooLittle,
    #[sea_orm(string_value = "mean")]
    Mean,
    #[sea_orm(string_value = "too_much")]
    TooMuch,
}

impl Side {
    /// Returns the stored and displayed key, such as `too_little`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLittle => "too_little",
            Self::Mean => "mean",
            Self::TooMuch => "too_much",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record_virtue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: RecordId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub virtue_id: VirtueId,
    pub wording_version: i32,
    pub side: Option<Side>,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
