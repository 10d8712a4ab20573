//! The private journal: notes that only their owner can read. It belongs to an account, not to an organisation.
//!
//! New text is sealed to the public half of the owner's key, so writing needs a login only; reading needs the secret half, which
//! the owner's passphrase or recovery code unwraps. Nothing of it is in an event, a log or the search index. Surprising: an
//! entry is never overwritten by another device. Each page that writes has a branch of its own, and reading puts them together.

pub mod draft;
pub mod entry;
pub mod export;
pub mod feelings;
pub mod keep;
pub mod keys;
pub mod merge;
pub mod opening;
pub mod prompts;
pub mod questions;
pub mod read;
pub mod seal;
pub mod slots;
pub mod vouch;
pub mod write;

use entity::ids::AccountId;
use entity::journal;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub use draft::Draft;
pub use entry::{Body, Entry};
pub use opening::OpenJournal;

/// Why something with a journal can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such journal or entry, or it isn't this person's.
    #[error("not found")]
    NotFound,
    /// The words don't open it.
    #[error("the passphrase or recovery code doesn't open the journal")]
    Wrong,
    /// The journal has another key by now: it was begun anew on another device.
    #[error("the journal was begun anew since")]
    OtherKey,
    /// Nothing vouches that the stored public key is the owner's: nothing is sealed to it.
    #[error("the journal's public key isn't vouched for")]
    Unvouched,
    /// The same page saved something newer already.
    #[error("a newer save of the same page is stored already")]
    Behind,
    /// The owner deleted the entry, here or on another device.
    #[error("the entry was deleted")]
    Deleted,
    /// The journal is as full as anybody can fill it.
    #[error("the journal is full")]
    Full,
    /// Hashing or sealing failed, or a stored key is damaged.
    #[error(transparent)]
    Broken(#[from] anyhow::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Finds somebody's journal; `None` until they have begun one. Holds nothing that is secret.
pub async fn find<C: ConnectionTrait>(db: &C, owner: AccountId) -> Result<Option<journal::Model>, DbErr> {
    journal::Entity::find_by_id(owner).one(db).await
}
