//! A way to open a journal: the secret half of its key, wrapped under what only the owner knows.

use sea_orm::entity::prelude::*;

use crate::ids::AccountId;

/// What opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum SlotKind {
    #[sea_orm(string_value = "passphrase")]
    Passphrase,
    #[sea_orm(string_value = "recovery")]
    Recovery,
    /// A new recovery code that its owner hasn't typed back yet: until then the old one counts.
    #[sea_orm(string_value = "new_recovery")]
    NewRecovery,
}

impl SlotKind {
    /// Returns the stored key, such as `passphrase`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
            Self::NewRecovery => "new_recovery",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal_slot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: SlotKind,
    pub salt: Vec<u8>,
    /// Memory that opening it costs, in KiB.
    pub memory_kib: i32,
    /// Passes over that memory.
    pub passes: i32,
    pub wrapped: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
