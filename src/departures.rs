//! Leaving: a team, an organisation, the product; and an organisation that ends. What is handed back, what stays, what goes.
//!
//! Nothing waits for somebody who left, and nothing opens because they did. Who erases their account leaves texts that others
//! have, without a name; handles under a quarter's key can't be led back to anybody, and stay until their quarter is counted.

pub mod account;
mod names;
pub mod organisation;
pub mod team;
pub mod unplaced;

use sea_orm::DbErr;

use crate::bilingual::Bilingual;
use crate::{shared_copies, teams};

/// What stands in the place of a name that is gone, in both languages.
pub type Gone = Bilingual;

/// Why somebody can't leave.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// The last administrator, or the last facilitator of others, names another first.
    #[error("the last one in this role stays")]
    LastOne,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<teams::Refused> for Refused {
    fn from(refused: teams::Refused) -> Self {
        match refused {
            teams::Refused::LastOne => Self::LastOne,
            teams::Refused::Database(error) => Self::Database(error),
            _ => Self::NotFound,
        }
    }
}

impl From<shared_copies::Refused> for Refused {
    fn from(refused: shared_copies::Refused) -> Self {
        match refused {
            shared_copies::Refused::Database(error) => Self::Database(error),
            _ => Self::NotFound,
        }
    }
}
