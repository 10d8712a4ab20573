//! What closed quarters tell, how few people an organisation lets a number be about, and what teams say to the organisation.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, string, text, uuid},
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
        let result = tenant_table("quarter_result")
            .col(string("quarter"))
            .col(text("released"))
            .col(big_integer("closed_at"))
            .primary_key(&mut key(&["organisation_id", "quarter"]))
            .to_owned();
        manager.create_table(result).await?;
        let least =
            tenant_table("insight_least").col(integer("people")).primary_key(&mut key(&["organisation_id"])).to_owned();
        manager.create_table(least).await?;
        let told = tenant_table("told_part")
            .col(uuid("shared_part_id"))
            .primary_key(&mut key(&["organisation_id", "shared_part_id"]))
            .foreign_key(&mut reference(
                &["organisation_id", "shared_part_id"],
                "shared_part",
                &["organisation_id", "id"],
            ))
            .to_owned();
        manager.create_table(told).await?;
        manager.create_index(by_quarter("recognition")).await?;
        manager.create_index(by_quarter("item_recognition")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["recognition", "item_recognition"] {
            let index = Index::drop().name(format!("ix_{table}_quarter")).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        for table in ["told_part", "insight_least", "quarter_result"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn by_quarter(table: &'static str) -> IndexCreateStatement {
    Index::create().name(format!("ix_{table}_quarter")).table(table).col("organisation_id").col("quarter").to_owned()
}
