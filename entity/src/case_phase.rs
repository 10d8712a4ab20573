//! Where the contact with a client stood when a case was told; kept apart, since it may stay unsaid.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{CaseId, OrganisationId};

/// Where the contact between worker and client stands; not a step of the conversation about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum ContactPhase {
    #[sea_orm(string_value = "noticing")]
    Noticing,
    #[sea_orm(string_value = "making_contact")]
    MakingContact,
    #[sea_orm(string_value = "planning")]
    Planning,
    #[sea_orm(string_value = "carrying_out")]
    CarryingOut,
    #[sea_orm(string_value = "closing")]
    Closing,
}

impl ContactPhase {
    /// Every phase, in the order in which a contact goes through them.
    pub const ALL: [Self; 5] = [Self::Noticing, Self::MakingContact, Self::Planning, Self::CarryingOut, Self::Closing];

    /// Returns the stored and displayed key, such as `making_contact`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Noticing => "noticing",
            Self::MakingContact => "making_contact",
            Self::Planning => "planning",
            Self::CarryingOut => "carrying_out",
            Self::Closing => "closing",
        }
    }

    /// Reads a key back; `None` for anything else.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == key)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_phase")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: CaseId,
    pub phase: ContactPhase,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
