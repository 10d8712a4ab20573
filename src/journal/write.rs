//! Storing what was sealed, and deleting it. Sees ciphertext only.

use entity::ids::{AccountId, BranchId, EntryId};
use entity::journal;
use entity::journal_gone;
use entity::journal_note::{self, Column};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect};

use super::Refused;
use super::draft::SealedDraft;
use super::seal::PublicHalf;
use crate::db::Tx;

/// Most branches that one journal holds: enough for a lifetime, and a bound for a runaway script.
const MOST_NOTES: u64 = 100_000;

/// Stores a sealed draft in the place of its page's earlier one, and of the branches whose words it holds. What isn't newer than the
/// page's own earlier save is refused: the caller then gives it a branch of its own, so that words are added, never thrown away.
pub async fn save(tx: &mut Tx, draft: SealedDraft) -> Result<(), Refused> {
    // Held until commit, so that of two saves at once one is later.
    let journal = journal::Entity::find_by_id(draft.owner).lock_exclusive().one(tx.conn()).await?;
    let journal = journal.ok_or(Refused::NotFound)?;
    if PublicHalf::from_bytes(&journal.public_key)? != draft.to {
        return Err(Refused::OtherKey);
    }
    if journal_gone::Entity::find_by_id((draft.owner, draft.entry)).one(tx.conn()).await?.is_some() {
        return Err(Refused::Deleted);
    }
    let key = (draft.owner, draft.entry, draft.branch);
    let existing = journal_note::Entity::find_by_id(key).one(tx.conn()).await?;
    match existing {
        Some(row) if row.revision >= draft.revision => return Err(Refused::Behind),
        Some(_) => {
            journal_note::Entity::delete_by_id(key).exec(tx.conn()).await?;
        }
        None => {
            let own = journal_note::Entity::find().filter(Column::AccountId.eq(draft.owner));
            if own.count(tx.conn()).await? >= MOST_NOTES {
                return Err(Refused::Full);
            }
        }
    }
    for (branch, revision) in &draft.seen {
        forget(tx, &draft, *branch, *revision).await?;
    }
    let row = journal_note::Model {
        account_id: draft.owner,
        entry_id: draft.entry,
        branch_id: draft.branch,
        revision: draft.revision,
        day: draft.day,
        arrived: Some(draft.arrived),
        sealed: draft.sealed,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(())
}

/// Deletes an entry at once and for good; `false` when there was none. Its id stays, so that no open page or late device brings it back.
pub async fn delete(tx: &mut Tx, owner: AccountId, entry: EntryId) -> Result<bool, DbErr> {
    // Held until commit, so that no save comes between.
    journal::Entity::find_by_id(owner).lock_exclusive().one(tx.conn()).await?;
    let gone = journal_note::Entity::delete_many()
        .filter(Column::AccountId.eq(owner))
        .filter(Column::EntryId.eq(entry))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 0 {
        return Ok(false);
    }
    tx.insert(journal_gone::Model { account_id: owner, entry_id: entry }.into_active_model()).await?;
    Ok(true)
}

/// Takes away a branch whose words the draft holds, unless it was written to since.
async fn forget(tx: &mut Tx, draft: &SealedDraft, branch: BranchId, revision: i32) -> Result<(), DbErr> {
    let seen = Condition::all()
        .add(Column::AccountId.eq(draft.owner))
        .add(Column::EntryId.eq(draft.entry))
        .add(Column::BranchId.eq(branch))
        .add(Column::Revision.eq(revision));
    journal_note::Entity::delete_many().filter(seen).exec(tx.conn()).await.map(|_| ())
}
