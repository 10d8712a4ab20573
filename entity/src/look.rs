//! Somebody opened something of somebody else, on a day. One row a day for each pair and thing; nothing nameless is in it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, OrganisationId};

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum LookKind {
    /// A case, in its conversation.
    #[sea_orm(string_value = "case")]
    Case,
    #[sea_orm(string_value = "record")]
    Record,
    /// A shared copy, by its second reader.
    #[sea_orm(string_value = "copy")]
    Copy,
    /// The account's page among an organisation's people.
    #[sea_orm(string_value = "account")]
    Account,
}

impl LookKind {
    /// Returns the stored and displayed key, such as `case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Record => "record",
            Self::Copy => "copy",
            Self::Account => "account",
        }
    }
}

/// As what somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum LookRole {
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    #[sea_orm(string_value = "participant")]
    Participant,
    #[sea_orm(string_value = "reader")]
    Reader,
    #[sea_orm(string_value = "administrator")]
    Administrator,
}

impl LookRole {
    /// Returns the stored and displayed key, such as `reader`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::Participant => "participant",
            Self::Reader => "reader",
            Self::Administrator => "administrator",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "look")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    /// Whose it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub looker_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: LookKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: TimeDate,
    pub role: LookRole,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
