//! One part of a shared copy, in plain text.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::contribution::LessonLevel;
use crate::ids::{OrganisationId, SharedCopyId, SharedPartId};

/// What a part of a shared copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    #[sea_orm(string_value = "case")]
    Case,
    #[sea_orm(string_value = "record")]
    Record,
    #[sea_orm(string_value = "lesson")]
    Lesson,
    #[sea_orm(string_value = "decision")]
    Decision,
}

impl PartKind {
    /// Returns the stored and displayed key, such as `case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Record => "record",
            Self::Lesson => "lesson",
            Self::Decision => "decision",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shared_part")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SharedPartId,
    pub shared_copy_id: SharedCopyId,
    pub kind: PartKind,
    pub level: Option<LessonLevel>,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub position: i32,
    pub withdrawn: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
