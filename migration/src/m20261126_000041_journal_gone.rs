//! Journal entries that their owner deleted: the id alone, so that no device that comes late brings one back.

use sea_orm_migration::{prelude::*, schema::uuid};

use crate::tables::{key, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("journal_gone")
            .to_owned()
            .col(uuid("account_id"))
            .col(uuid("entry_id"))
            .primary_key(&mut key(&["account_id", "entry_id"]))
            .foreign_key(&mut reference(&["account_id"], "journal", &["account_id"]))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("journal_gone").to_owned()).await
    }
}
