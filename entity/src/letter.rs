//! A mail that went out or is about to: whom it is for and what about, never its words.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, LetterId, OrganisationId};
use crate::time::Timestamp;

/// What a mail is about, and so what its subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// A series' meetings were planned; the subject is the series.
    #[sea_orm(string_value = "series")]
    Series,
    /// A meeting was planned or changed; the subject is the meeting.
    #[sea_orm(string_value = "meeting")]
    Meeting,
    /// A meeting was called off.
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
    /// A meeting comes near.
    #[sea_orm(string_value = "reminder")]
    Reminder,
    /// Something promised is due; the subject is the follow-up.
    #[sea_orm(string_value = "promise")]
    Promise,
    /// Something goes before long; the subject is what goes.
    #[sea_orm(string_value = "erasure")]
    Erasure,
    /// The organisation ends; the subject is the organisation.
    #[sea_orm(string_value = "closing")]
    Closing,
}

impl LetterKind {
    /// Returns the stored and displayed key, such as `series`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Meeting => "meeting",
            Self::Cancelled => "cancelled",
            Self::Reminder => "reminder",
            Self::Promise => "promise",
            Self::Erasure => "erasure",
            Self::Closing => "closing",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LetterId,
    pub account_id: AccountId,
    pub kind: LetterKind,
    pub subject_id: Uuid,
    pub edition: i32,
    pub tries: i32,
    pub claimed_until: Timestamp,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
