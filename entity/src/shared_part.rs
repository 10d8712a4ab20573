//! One part of a shared copy, in plain text.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::contribution::LessonLevel;
use crate::ids::{OrganisationId, SharedCopyId, SharedPartId};
use crate::shared_copy;

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
    #[sea_orm(string_value = "reflection")]
    Reflection,
}

impl PartKind {
    /// Returns the stored and displayed key, such as `case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Record => "record",
            Self::Lesson => "lesson",
            Self::Decision => "decision",
            Self::Reflection => "reflection",
        }
    }
}

/// Which piece of a case or record a part is; lessons and decisions need no telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum PartSection {
    #[sea_orm(string_value = "story")]
    Story,
    #[sea_orm(string_value = "question")]
    Question,
    #[sea_orm(string_value = "exploration")]
    Exploration,
    #[sea_orm(string_value = "client_view")]
    ClientView,
    #[sea_orm(string_value = "options")]
    Options,
    #[sea_orm(string_value = "accounting")]
    Accounting,
}

impl PartSection {
    /// Returns the stored and displayed key, such as `story`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Question => "question",
            Self::Exploration => "exploration",
            Self::ClientView => "client_view",
            Self::Options => "options",
            Self::Accounting => "accounting",
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
    pub section: Option<PartSection>,
    pub level: Option<LessonLevel>,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub position: i32,
    pub withdrawn: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl Entity {
    /// Leads from a part to the copy that it stands in.
    pub fn to_copy() -> RelationDef {
        Self::belongs_to(shared_copy::Entity)
            .from((Column::OrganisationId, Column::SharedCopyId))
            .to((shared_copy::Column::OrganisationId, shared_copy::Column::Id))
            .into()
    }
}

impl ActiveModelBehavior for ActiveModel {}
