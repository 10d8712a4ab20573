//! The private journal: a key pair a person, slots that hold its secret half, sealed notes, and which login has it open.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, blob_null, boolean, date, integer, integer_null, string, uuid},
};

use crate::tables::{key, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        journal(manager).await?;
        journal_slot(manager).await?;
        journal_note(manager).await?;
        journal_opening(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["journal_opening", "journal_note", "journal_slot", "journal"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn journal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("journal")
        .to_owned()
        .col(uuid("account_id"))
        .col(blob("public_key"))
        .col(boolean("recovery_confirmed"))
        .col(blob_null("questions"))
        .col(integer_null("keep_months"))
        .col(big_integer_null("keep_since"))
        .primary_key(&mut key(&["account_id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn journal_slot(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("journal_slot")
        .to_owned()
        .col(uuid("account_id"))
        .col(string("kind"))
        .col(blob("salt"))
        .col(integer("memory_kib"))
        .col(integer("passes"))
        .col(blob("wrapped"))
        .primary_key(&mut key(&["account_id", "kind"]))
        .foreign_key(&mut reference(&["account_id"], "journal", &["account_id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn journal_note(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("journal_note")
        .to_owned()
        .col(uuid("account_id"))
        .col(uuid("entry_id"))
        .col(uuid("branch_id"))
        .col(integer("revision"))
        .col(date("day"))
        .col(blob("sealed"))
        .primary_key(&mut key(&["account_id", "entry_id", "branch_id"]))
        .foreign_key(&mut reference(&["account_id"], "journal", &["account_id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create().name("ix_journal_note_day").table("journal_note").col("account_id").col("day").to_owned(),
        )
        .await
}

async fn journal_opening(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("journal_opening")
        .to_owned()
        .col(uuid("login_id"))
        .col(uuid("account_id"))
        .col(blob("wrapped"))
        .col(big_integer("opened_at"))
        .col(big_integer("used_at"))
        .primary_key(&mut key(&["login_id"]))
        .foreign_key(&mut reference(&["login_id"], "login", &["id"]))
        .foreign_key(&mut reference(&["account_id"], "journal", &["account_id"]))
        .to_owned();
    manager.create_table(table).await
}
