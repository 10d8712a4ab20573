//! Virtues and their wordings.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, string, string_null, text, uuid, uuid_null},
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
        virtue(manager).await?;
        virtue_wording(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["virtue_wording", "virtue"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn virtue(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("virtue")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(string_null("template_key"))
        .col(integer("position"))
        .col(string("state"))
        .col(uuid_null("merged_into"))
        .col(integer("wording_version"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create().name("ix_virtue_team_id").table("virtue").col("organisation_id").col("team_id").to_owned(),
        )
        .await
}

async fn virtue_wording(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("virtue_wording")
        .col(uuid("virtue_id"))
        .col(integer("version"))
        .col(string("name"))
        .col(string("too_little"))
        .col(string("too_much"))
        .col(text("explanation"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "virtue_id", "version"]))
        .foreign_key(&mut reference(&["organisation_id", "virtue_id"], "virtue", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}
