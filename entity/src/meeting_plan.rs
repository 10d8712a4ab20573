//! What a meeting has beside its date: time, place, how cases are chosen, and how it goes.

use sea_orm::entity::prelude::*;

use crate::ids::{MeetingId, OrganisationId, SeriesId};
use crate::series::Choice;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: MeetingId,
    pub series_id: Option<SeriesId>,
    /// Minutes after midnight; a date alone will do.
    pub starts: Option<i32>,
    pub minutes: i32,
    #[sea_orm(column_type = "Text")]
    pub place: String,
    pub choice: Choice,
    pub cases: i32,
    pub remind_days: i32,
    pub edition: i32,
    pub changed_at: Timestamp,
    pub cancelled_at: Option<Timestamp>,
    pub votes_shown_at: Option<Timestamp>,
    pub begun_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
