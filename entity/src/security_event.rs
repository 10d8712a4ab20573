//! Something that touches the safety of accounts: what, who, when. Never a word, a title, a search or an address.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, OrganisationId, SecurityEventId};
use crate::time::Timestamp;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum SecurityKind {
    #[sea_orm(string_value = "sign_in")]
    SignIn,
    #[sea_orm(string_value = "refused")]
    Refused,
    #[sea_orm(string_value = "password_changed")]
    PasswordChanged,
    #[sea_orm(string_value = "second_factor_changed")]
    SecondFactorChanged,
    #[sea_orm(string_value = "second_factor_asked")]
    SecondFactorAsked,
    /// A provider of OpenID Connect says who it is from now on, or no more.
    #[sea_orm(string_value = "way_in_changed")]
    WayInChanged,
    #[sea_orm(string_value = "invited")]
    Invited,
    #[sea_orm(string_value = "recovery_offered")]
    RecoveryOffered,
    #[sea_orm(string_value = "recovered")]
    Recovered,
    #[sea_orm(string_value = "logins_ended")]
    LoginsEnded,
    #[sea_orm(string_value = "role_changed")]
    RoleChanged,
    #[sea_orm(string_value = "taken_out")]
    TakenOut,
    #[sea_orm(string_value = "exported")]
    Exported,
    #[sea_orm(string_value = "erased")]
    Erased,
    #[sea_orm(string_value = "backed_up")]
    BackedUp,
    #[sea_orm(string_value = "closing_begun")]
    ClosingBegun,
    #[sea_orm(string_value = "closing_ended")]
    ClosingEnded,
    #[sea_orm(string_value = "closed")]
    Closed,
}

impl SecurityKind {
    /// Returns the stored and displayed key, such as `sign_in`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Refused => "refused",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorChanged => "second_factor_changed",
            Self::SecondFactorAsked => "second_factor_asked",
            Self::WayInChanged => "way_in_changed",
            Self::Invited => "invited",
            Self::RecoveryOffered => "recovery_offered",
            Self::Recovered => "recovered",
            Self::LoginsEnded => "logins_ended",
            Self::RoleChanged => "role_changed",
            Self::TakenOut => "taken_out",
            Self::Exported => "exported",
            Self::Erased => "erased",
            Self::BackedUp => "backed_up",
            Self::ClosingBegun => "closing_begun",
            Self::ClosingEnded => "closing_ended",
            Self::Closed => "closed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "security_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SecurityEventId,
    /// Where it happened; nowhere, when it is of the account or the instance.
    pub organisation_id: Option<OrganisationId>,
    pub kind: SecurityKind,
    /// Who did it; nobody, when who runs the server did, or nobody knows.
    pub account_id: Option<AccountId>,
    /// To whom it was done, when that is somebody else.
    pub subject_id: Option<AccountId>,
    pub day: TimeDate,
    /// How often on that day: refused tries are counted.
    pub times: i32,
    pub at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
