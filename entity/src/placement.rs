//! A dot on a virtue's line: no author, no time; owned by whoever holds the token, until the reveal.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{DeliberationId, OrganisationId, PlacementId, VirtueId};

/// When in the conversation the dots are placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    #[sea_orm(string_value = "start")]
    Start,
    #[sea_orm(string_value = "end")]
    End,
}

impl Moment {
    /// Returns the stored and displayed key, such as `start`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlacementId,
    pub deliberation_id: DeliberationId,
    pub virtue_id: VirtueId,
    pub moment: Moment,
    pub place: i16,
    pub token_hash: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
