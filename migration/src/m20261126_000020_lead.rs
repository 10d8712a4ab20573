//! Who led a conversation, and who led it then.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, integer, uuid},
};

use crate::tables::{key, reference, tenant_table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = tenant_table("lead_change")
            .col(uuid("deliberation_id"))
            .col(integer("number"))
            .col(uuid("from_id"))
            .col(uuid("to_id"))
            .col(boolean("taken"))
            .col(big_integer("at"))
            .primary_key(&mut key(&["organisation_id", "deliberation_id", "number"]))
            .foreign_key(&mut reference(
                &["organisation_id", "deliberation_id"],
                "deliberation",
                &["organisation_id", "id"],
            ))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("lead_change").to_owned()).await
    }
}
