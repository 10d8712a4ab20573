//! How long an organisation keeps something, where it chose another term than the usual one.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::OrganisationId;

/// What has a term of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    /// The raw part of a conversation: the case and everything that was written and placed.
    #[sea_orm(string_value = "conversation")]
    Conversation,
    /// What nobody finished.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// What stands in the library.
    #[sea_orm(string_value = "shared_copy")]
    SharedCopy,
    /// What the product notes to work: notices, links, what was mailed.
    #[sea_orm(string_value = "trace")]
    Trace,
}

impl TermKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Conversation, Self::Draft, Self::SharedCopy, Self::Trace];

    /// Returns the stored and displayed key, such as `shared_copy`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conversation => "conversation",
            Self::Draft => "draft",
            Self::SharedCopy => "shared_copy",
            Self::Trace => "trace",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retention_term")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: TermKind,
    /// In the kind's own unit: weeks or years.
    pub number: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
