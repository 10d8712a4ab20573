//! A login in which the journal is open: its key, wrapped under a key that only that browser's cookie holds.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, LoginId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal_opening")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub login_id: LoginId,
    pub account_id: AccountId,
    pub wrapped: Vec<u8>,
    pub opened_at: Timestamp,
    pub used_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
