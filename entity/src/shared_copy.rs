//! A redacted bundle of its own: no person ids, no exact dates.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::case_phase::ContactPhase;
use crate::ids::{OrganisationId, SharedCopyId, TeamId};

/// How far a shared copy has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum SharedCopyState {
    #[sea_orm(string_value = "preparing")]
    Preparing,
    #[sea_orm(string_value = "with_reader")]
    WithReader,
    #[sea_orm(string_value = "shared")]
    Shared,
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

impl SharedCopyState {
    /// Returns the stored and displayed key, such as `preparing`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::WithReader => "with_reader",
            Self::Shared => "shared",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Who reads a copy once it is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The team.
    #[default]
    #[sea_orm(string_value = "team")]
    Team,
    /// The team, which was asked whether other teams may read it too.
    #[sea_orm(string_value = "asked")]
    Asked,
    /// All teams of the organisation.
    #[sea_orm(string_value = "organisation")]
    Organisation,
}

impl Audience {
    /// Returns the stored and displayed key, such as `team`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Asked => "asked",
            Self::Organisation => "organisation",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shared_copy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SharedCopyId,
    pub team_id: TeamId,
    pub state: SharedCopyState,
    pub title: String,
    pub year: i32,
    pub method_key: String,
    pub contact_phase: Option<ContactPhase>,
    pub audience: Audience,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
