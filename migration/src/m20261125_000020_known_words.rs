//! Words that an organisation wants found in every text, or never.

use sea_orm_migration::{
    prelude::*,
    schema::{string, uuid},
};

use crate::tables::{key, tenant_table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = tenant_table("known_word")
            .col(uuid("id"))
            .col(string("kind"))
            .col(string("word"))
            .primary_key(&mut key(&["organisation_id", "id"]))
            .to_owned();
        manager.create_table(table).await?;
        let mut unique = Index::create();
        unique.name("uq_known_word").table("known_word").unique().col("organisation_id").col("kind").col("word");
        manager.create_index(unique).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("known_word").to_owned()).await
    }
}
