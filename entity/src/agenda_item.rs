//! A part of a meeting, with its minutes.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AgendaItemId, CaseId, MeetingId, OrganisationId};
use crate::time::Timestamp;

/// What a part of a meeting is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    #[sea_orm(string_value = "check_in")]
    CheckIn,
    /// What became of what was promised.
    #[sea_orm(string_value = "what_became")]
    WhatBecame,
    #[sea_orm(string_value = "case")]
    Case,
    #[sea_orm(string_value = "break")]
    Break,
    /// Time to complain; nothing of it is ever recorded.
    #[sea_orm(string_value = "venting")]
    Venting,
    #[sea_orm(string_value = "look_back")]
    LookBack,
    #[sea_orm(string_value = "close")]
    Close,
}

impl AgendaKind {
    /// Returns the stored and displayed key, such as `check_in`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CheckIn => "check_in",
            Self::WhatBecame => "what_became",
            Self::Case => "case",
            Self::Break => "break",
            Self::Venting => "venting",
            Self::LookBack => "look_back",
            Self::Close => "close",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgendaItemId,
    pub meeting_id: MeetingId,
    pub position: i32,
    pub kind: AgendaKind,
    pub minutes: i32,
    pub case_id: Option<CaseId>,
    pub begun_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
