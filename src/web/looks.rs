//! Notes who opens something of somebody else, for that person to read. A page pays for it once a day.

use entity::ids::AccountId;
use entity::look::{LookKind, LookRole};
use uuid::Uuid;

use super::{Here, Result};
use crate::db;
use crate::looks::{self, Look};

/// Notes that the visitor opens this. Called after the page was read: what it shows is of one moment.
pub async fn note(here: &Here, owner: AccountId, (kind, subject): (LookKind, Uuid), role: LookRole) -> Result<()> {
    let look = Look { organisation: here.actor.organisation, owner, looker: here.actor.account, kind, subject, role };
    let today = here.app.clock.today();
    if look.owner == look.looker || here.app.looks.get(&(look, today)).is_some() {
        return Ok(());
    }
    match write(here, look).await {
        // Where nothing can be kept, pages are read all the same.
        Err(error) if db::is_full(&error) => tracing::warn!("the disk is full: a look wasn't noted"),
        written => written?,
    }
    here.app.looks.put(&(look, today), ());
    Ok(())
}

async fn write(here: &Here, look: Look) -> std::result::Result<(), sea_orm::DbErr> {
    let mut tx = here.app.db.write().await?;
    looks::note(&mut tx, look, here.app.clock.today()).await?;
    tx.commit().await
}
