//! Backups: everything that can't be made anew, in one file that is whole or isn't there; and putting one back.
//!
//! The file is a zip (sealed to a key in the age format, unless somebody says otherwise) with the database, the key file, the
//! organisations' own words, and a manifest that has the SHA-256 of each. The index isn't in it: it is built from the rows.
//! Settings are in it to be read only, secrets masked: a restore that is tried out must not mail people or open the real database.

pub mod archive;
pub mod history;
pub mod make;
pub mod manifest;
mod pack;
pub mod place;
mod postgres;
pub mod refused;
pub mod restore;
pub mod schedule;
pub mod size;

pub use archive::Archive;
pub use make::{Instance, Made, make};
pub use manifest::Manifest;
pub use refused::Refused;
pub use restore::{Restored, restore};
