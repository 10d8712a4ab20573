//! Accounts, logins and who is acting. Never opens anything by itself: rights are asked of `Actor`.

pub mod accounts;
pub mod actor;
pub mod errands;
pub mod identities;
pub mod links;
pub mod logins;
pub mod passwords;
pub mod recovery;
pub mod second_factors;

pub use actor::{Actor, Entrance};
