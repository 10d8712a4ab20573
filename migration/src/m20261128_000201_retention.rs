//! How long an organisation keeps things, what is going to be erased, and how much was.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, date, integer, string, uuid},
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
        let term = tenant_table("retention_term")
            .col(string("kind"))
            .col(integer("number"))
            .primary_key(&mut key(&["organisation_id", "kind"]))
            .to_owned();
        manager.create_table(term).await?;
        // Its subject may be of several tables, and a conversation stays when its raw part is gone: no foreign key.
        let erasure = tenant_table("erasure")
            .col(string("kind"))
            .col(uuid("subject_id"))
            .col(big_integer("since"))
            .col(big_integer_null("announced_on"))
            .col(big_integer_null("goes_at"))
            .col(boolean("extended"))
            .col(big_integer_null("done_at"))
            .primary_key(&mut key(&["organisation_id", "kind", "subject_id"]))
            .to_owned();
        manager.create_table(erasure).await?;
        let count = tenant_table("erased_count")
            .col(date("day"))
            .col(string("kind"))
            .col(big_integer("number"))
            .primary_key(&mut key(&["organisation_id", "day", "kind"]))
            .to_owned();
        manager.create_table(count).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["erased_count", "erasure", "retention_term"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
