//! Beginning a journal, opening its key, and changing what opens it. The key itself never changes, so nothing is sealed anew.

use entity::ids::AccountId;
use entity::journal_slot::{self, SlotKind};
use entity::{journal, journal_opening};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

use super::seal::JournalKey;
use super::slots::{self, Secret};
use super::{OpenJournal, Refused, vouch};
use crate::crypto::{InstanceKey, Passwords};
use crate::db::Tx;

/// A journal that isn't stored yet: its key, and the slots that will open it.
pub struct NewJournal {
    pub opened: OpenJournal,
    slots: [journal_slot::Model; 2],
}

/// Makes a key and wraps it; stores nothing.
pub async fn prepare(
    passwords: &Passwords,
    owner: AccountId,
    passphrase: &Secret,
    recovery: &Secret,
) -> anyhow::Result<NewJournal> {
    let key = JournalKey::generate();
    let slots =
        [slots::wrap(passwords, owner, &key, passphrase).await?, slots::wrap(passwords, owner, &key, recovery).await?];
    Ok(NewJournal { opened: OpenJournal { owner, key }, slots })
}

/// Stores a new journal; `false` when its owner had one already, which stays as it was.
pub async fn begin(tx: &mut Tx, key: &InstanceKey, new: &NewJournal) -> Result<bool, DbErr> {
    let (owner, public) = (new.opened.owner, new.opened.public());
    if journal::Entity::find_by_id(owner).count(tx.conn()).await? > 0 {
        return Ok(false);
    }
    let row = journal::Model {
        account_id: owner,
        public_key: public.bytes(),
        public_mark: vouch::mark(key, owner, &public),
        recovery_confirmed: false,
        questions: None,
        keep_months: None,
        keep_since: None,
    };
    tx.insert(row.into_active_model()).await?;
    for slot in new.slots.clone() {
        tx.insert(slot.into_active_model()).await?;
    }
    Ok(true)
}

/// Opens a journal's key with a passphrase or a recovery code.
pub async fn unlock<C: ConnectionTrait>(
    db: &C,
    passwords: &Passwords,
    owner: AccountId,
    secret: &Secret,
) -> Result<OpenJournal, Refused> {
    let slot = journal_slot::Entity::find_by_id((owner, secret.kind())).one(db).await?.ok_or(Refused::NotFound)?;
    let key = slots::unwrap(passwords, &slot, secret).await?.ok_or(Refused::Wrong)?;
    Ok(OpenJournal { owner, key })
}

/// Puts a slot in the place of the one of its kind.
pub async fn replace_slot(tx: &mut Tx, slot: journal_slot::Model) -> Result<(), DbErr> {
    journal_slot::Entity::delete_by_id((slot.account_id, slot.kind)).exec(tx.conn()).await?;
    tx.insert(slot.into_active_model()).await
}

/// Makes the slot for a journal whose passphrase is the same as a password that changes: it follows. `None` when there is no journal,
/// or its passphrase is another one, which then stays as it is.
pub async fn follow<C: ConnectionTrait>(
    db: &C,
    passwords: &Passwords,
    owner: AccountId,
    (old, new): (&str, &str),
) -> Result<Option<journal_slot::Model>, Refused> {
    let Some(chosen) = Secret::choose(new) else { return Ok(None) };
    match unlock(db, passwords, owner, &Secret::passphrase(old)).await {
        Ok(opened) => Ok(Some(slots::wrap(passwords, owner, &opened.key, &chosen).await?)),
        Err(Refused::Wrong | Refused::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes the slot for a recovery code that was typed back: of the new one that waits, or else of the one that counts already.
pub async fn confirmed<C: ConnectionTrait>(
    db: &C,
    passwords: &Passwords,
    owner: AccountId,
    code: &str,
) -> Result<journal_slot::Model, Refused> {
    let counts = Secret::recovery(code);
    let opened = match unlock(db, passwords, owner, &Secret::new_recovery(code)).await {
        Err(Refused::NotFound | Refused::Wrong) => unlock(db, passwords, owner, &counts).await?,
        opened => opened?,
    };
    Ok(slots::wrap(passwords, owner, &opened.key, &counts).await?)
}

/// Lets a recovery code that the owner typed back count from now on, and nothing else of its kind.
pub async fn confirm_recovery(tx: &mut Tx, slot: journal_slot::Model) -> Result<(), DbErr> {
    let owner = slot.account_id;
    journal_slot::Entity::delete_by_id((owner, SlotKind::NewRecovery)).exec(tx.conn()).await?;
    replace_slot(tx, slot).await?;
    note_confirmed(tx, owner).await
}

/// Notes that the owner has the recovery code.
pub async fn note_confirmed(tx: &mut Tx, owner: AccountId) -> Result<(), DbErr> {
    journal::Entity::update_many()
        .col_expr(journal::Column::RecoveryConfirmed, Expr::value(true))
        .filter(journal::Column::AccountId.eq(owner))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Destroys a journal: its key, every entry, and who has it open. Nothing brings it back.
pub async fn destroy(tx: &mut Tx, owner: AccountId) -> Result<(), DbErr> {
    // Rows of the other tables go with it; whoever has it open has nothing left to open.
    journal_opening::Entity::delete_many().filter(journal_opening::Column::AccountId.eq(owner)).exec(tx.conn()).await?;
    journal::Entity::delete_by_id(owner).exec(tx.conn()).await.map(|_| ())
}
