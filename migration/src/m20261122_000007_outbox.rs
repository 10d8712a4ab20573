//! Events, the cursors of their readers, and facts about the instance.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, string, text, uuid},
};

use crate::tables::key;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        outbox(manager).await?;
        reader_cursor(manager).await?;
        setting(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["setting", "reader_cursor", "outbox"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn outbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("outbox")
        .to_owned()
        .col(big_pk_auto("seq"))
        .col(uuid("organisation_id"))
        .col(string("kind"))
        .col(uuid("subject"))
        .to_owned();
    manager.create_table(table).await
}

async fn reader_cursor(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("reader_cursor")
        .to_owned()
        .col(string("reader"))
        .col(big_integer("seq"))
        .primary_key(&mut key(&["reader"]))
        .to_owned();
    manager.create_table(table).await
}

async fn setting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("setting")
        .to_owned()
        .col(string("key"))
        .col(text("value"))
        .primary_key(&mut key(&["key"]))
        .to_owned();
    manager.create_table(table).await
}
