//! Teams, their members, notices and agreements.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, integer, string, text, uuid},
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
        team(manager).await?;
        team_member(manager).await?;
        team_notice(manager).await?;
        agreement(manager).await?;
        agreement_acceptance(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["agreement_acceptance", "agreement", "team_notice", "team_member", "team"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn team(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("team")
        .col(uuid("id"))
        .col(string("name"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn team_member(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("team_member")
        .col(uuid("team_id"))
        .col(uuid("account_id"))
        .col(string("role"))
        .col(boolean("coordinator"))
        .col(big_integer("joined_at"))
        .primary_key(&mut key(&["organisation_id", "team_id", "account_id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .foreign_key(&mut reference(
            &["organisation_id", "account_id"],
            "membership",
            &["organisation_id", "account_id"],
        ))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_team_member_account_id")
                .table("team_member")
                .col("organisation_id")
                .col("account_id")
                .to_owned(),
        )
        .await
}

async fn team_notice(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("team_notice")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(string("kind"))
        .col(uuid("account_id"))
        .col(uuid("by_account_id"))
        .col(string("detail"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_team_notice_team_id")
                .table("team_notice")
                .col("organisation_id")
                .col("team_id")
                .to_owned(),
        )
        .await
}

async fn agreement(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("agreement")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(integer("version"))
        .col(text("text"))
        .col(uuid("created_by"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .index(
            Index::create()
                .name("uq_agreement_team_id_version")
                .unique()
                .col("organisation_id")
                .col("team_id")
                .col("version"),
        )
        .to_owned();
    manager.create_table(table).await
}

async fn agreement_acceptance(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("agreement_acceptance")
        .col(uuid("agreement_id"))
        .col(uuid("account_id"))
        .col(big_integer("accepted_at"))
        .primary_key(&mut key(&["organisation_id", "agreement_id", "account_id"]))
        .foreign_key(&mut reference(&["organisation_id", "agreement_id"], "agreement", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}
