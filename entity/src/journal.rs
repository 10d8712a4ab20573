//! Somebody's private journal: the public half of its key, to which new text is sealed.

use sea_orm::entity::prelude::*;

use crate::ids::AccountId;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub public_key: Vec<u8>,
    /// Vouches under the instance's key that the public key is the owner's; empty until the owner opens the journal.
    pub public_mark: String,
    /// Whether the owner has typed the recovery code back.
    pub recovery_confirmed: bool,
    /// The owner's own questions, sealed.
    pub questions: Option<Vec<u8>>,
    /// How many months entries stay; absent when they stay until the owner deletes them.
    pub keep_months: Option<i32>,
    /// When the owner chose how long entries stay.
    pub keep_since: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
