//! What somebody shows at the door besides a password: an app that makes codes, or a passkey.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, SecondFactorId};
use crate::time::Timestamp;

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum FactorKind {
    /// An app that makes a code each half minute (RFC 6238).
    #[sea_orm(string_value = "app")]
    App,
    /// A passkey (WebAuthn).
    #[sea_orm(string_value = "passkey")]
    Passkey,
}

impl FactorKind {
    /// Returns the stored key, such as `app`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Passkey => "passkey",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SecondFactorId,
    pub kind: FactorKind,
    /// What its owner calls it.
    pub name: String,
    /// An app's secret, locked under the instance's key; a passkey's public half and counter.
    pub secret: Vec<u8>,
    /// The last half minute whose code was used: none counts twice.
    pub last_step: i64,
    /// Whether its owner has shown that it works; until then it isn't asked for.
    pub confirmed: bool,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
