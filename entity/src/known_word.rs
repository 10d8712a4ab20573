//! A word of an organisation's own: always found before a text is shared, or never.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{KnownWordId, OrganisationId};

/// What the word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum KnownWordKind {
    #[sea_orm(string_value = "person")]
    Person,
    #[sea_orm(string_value = "street")]
    Street,
    #[sea_orm(string_value = "place")]
    Place,
    #[sea_orm(string_value = "organisation")]
    Organisation,
    /// Points to nobody here.
    #[sea_orm(string_value = "never")]
    Never,
}

impl KnownWordKind {
    /// All kinds, in the order in which a page lists them.
    pub const ALL: [Self; 5] = [Self::Person, Self::Street, Self::Place, Self::Organisation, Self::Never];

    /// Returns the stored and displayed key, such as `street`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Street => "street",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Never => "never",
        }
    }

    /// Parses a stored key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == key)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KnownWordId,
    pub kind: KnownWordKind,
    pub word: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
