//! Something that will be erased, was announced, or is erased already; ids and days only.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::OrganisationId;
use crate::time::Timestamp;

/// What is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum ErasureKind {
    /// The raw part of a conversation whose record is approved; the subject is the conversation.
    #[sea_orm(string_value = "conversation")]
    Conversation,
    /// A conversation that was never closed, or whose record was never approved, with that record.
    #[sea_orm(string_value = "unfinished")]
    Unfinished,
    /// A case that was never brought in.
    #[sea_orm(string_value = "case_draft")]
    CaseDraft,
    /// A shared copy that was never shared.
    #[sea_orm(string_value = "copy_draft")]
    CopyDraft,
    /// A shared copy in the library.
    #[sea_orm(string_value = "shared_copy")]
    SharedCopy,
}

impl ErasureKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Conversation, Self::Unfinished, Self::CaseDraft, Self::CopyDraft, Self::SharedCopy];

    /// Returns the stored and displayed key, such as `case_draft`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conversation => "conversation",
            Self::Unfinished => "unfinished",
            Self::CaseDraft => "case_draft",
            Self::CopyDraft => "copy_draft",
            Self::SharedCopy => "shared_copy",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: ErasureKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    /// From when the term counts, where no row of its own tells.
    pub since: Timestamp,
    /// On which of the days that the instance saw it was announced.
    pub announced_on: Option<i64>,
    /// The first moment at which it may go, as announced.
    pub goes_at: Option<Timestamp>,
    /// Whether its term was given once more.
    pub extended: bool,
    pub done_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
