//! A lesson in a record.

use sea_orm::entity::prelude::*;

use crate::contribution::LessonLevel;
use crate::ids::{LessonId, OrganisationId, RecordId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record_lesson")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LessonId,
    pub record_id: RecordId,
    pub level: LessonLevel,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
