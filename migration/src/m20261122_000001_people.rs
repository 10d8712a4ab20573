//! Organisations, accounts, logins and one-time links.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, string, string_null, text, uuid, uuid_null},
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
        organisation(manager).await?;
        account(manager).await?;
        login(manager).await?;
        membership(manager).await?;
        one_time_link(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["one_time_link", "membership", "login", "account", "organisation"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn organisation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("organisation")
        .to_owned()
        .col(uuid("id"))
        .col(string("slug"))
        .col(string("name"))
        .col(text("urgent_numbers"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["id"]))
        .index(Index::create().name("uq_organisation_slug").unique().col("slug"))
        .to_owned();
    manager.create_table(table).await
}

async fn account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("account")
        .to_owned()
        .col(uuid("id"))
        .col(string("email"))
        .col(string("name"))
        .col(string("language"))
        .col(string_null("password_hash"))
        .col(big_integer_null("recovered_at"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["id"]))
        .index(Index::create().name("uq_account_email").unique().col("email"))
        .to_owned();
    manager.create_table(table).await
}

async fn login(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("login")
        .to_owned()
        .col(uuid("id"))
        .col(uuid("account_id"))
        .col(string("token_hash"))
        .col(uuid_null("organisation_id"))
        .col(uuid_null("deliberation_id"))
        .col(boolean("admitted"))
        .col(string("device"))
        .col(big_integer("created_at"))
        .col(big_integer("seen_at"))
        .col(big_integer("expires_at"))
        .primary_key(&mut key(&["id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .index(Index::create().name("uq_login_token_hash").unique().col("token_hash"))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(Index::create().name("ix_login_account_id").table("login").col("account_id").to_owned())
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_login_deliberation_id")
                .table("login")
                .col("organisation_id")
                .col("deliberation_id")
                .to_owned(),
        )
        .await
}

async fn membership(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("membership")
        .col(uuid("account_id"))
        .col(boolean("manager"))
        .col(boolean("administrator"))
        .col(big_integer("joined_at"))
        .primary_key(&mut key(&["organisation_id", "account_id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(Index::create().name("ix_membership_account_id").table("membership").col("account_id").to_owned())
        .await
}

async fn one_time_link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("one_time_link")
        .col(uuid("id"))
        .col(string("token_hash"))
        .col(string("purpose"))
        .col(string("email"))
        .col(string("name"))
        .col(uuid_null("team_id"))
        .col(string_null("role"))
        .col(boolean("manager"))
        .col(boolean("administrator"))
        .col(uuid_null("created_by"))
        .col(big_integer("created_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("used_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .index(Index::create().name("uq_one_time_link_token_hash").unique().col("token_hash"))
        .to_owned();
    manager.create_table(table).await
}
