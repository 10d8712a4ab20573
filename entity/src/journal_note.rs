//! One device's writing of a journal entry, sealed. An entry is all its branches together; the day is all that is open.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BranchId, EntryId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: EntryId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub branch_id: BranchId,
    pub revision: i32,
    /// The Dutch day on which it was begun; the hour is sealed.
    pub day: TimeDate,
    /// The Dutch day on which it arrived here; absent where that was before anybody noted it.
    pub arrived: Option<TimeDate>,
    pub sealed: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
