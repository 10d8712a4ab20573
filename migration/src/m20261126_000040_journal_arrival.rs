//! The day on which a journal entry arrived here: a term that its owner chose ends thirty days later at the earliest.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("arrived").date().to_owned();
        manager.alter_table(Table::alter().table("journal_note").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("journal_note").drop_column("arrived").to_owned()).await
    }
}
