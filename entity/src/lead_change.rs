//! Somebody led a conversation, and from then on somebody else did. Everybody at the table sees it.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, DeliberationId, OrganisationId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub deliberation_id: DeliberationId,
    /// Which change of this conversation it was, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub from_id: AccountId,
    pub to_id: AccountId,
    /// Taken by who leads from then on; otherwise it was handed over.
    pub taken: bool,
    pub at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
