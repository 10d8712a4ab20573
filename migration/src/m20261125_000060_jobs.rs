//! Periodic jobs: which node runs one, and when it was last done. What mails went out, and who wants which.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, string, uuid},
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
        job(manager).await?;
        letter(manager).await?;
        mail_choice(manager).await?;
        calendar_feed(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["calendar_feed", "mail_choice", "letter", "job"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("job")
        .to_owned()
        .col(string("name"))
        .col(string("holder"))
        .col(big_integer("leased_until"))
        .col(big_integer("due_at"))
        .primary_key(&mut key(&["name"]))
        .to_owned();
    manager.create_table(table).await
}

async fn letter(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("letter")
        .col(uuid("id"))
        .col(uuid("account_id"))
        .col(string("kind"))
        .col(uuid("subject_id"))
        .col(integer("edition"))
        .col(integer("tries"))
        .col(big_integer("claimed_until"))
        .col(big_integer("created_at"))
        .col(big_integer_null("sent_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .index(
            Index::create()
                .name("uq_letter_account_kind_subject_edition")
                .unique()
                .col("organisation_id")
                .col("account_id")
                .col("kind")
                .col("subject_id")
                .col("edition"),
        )
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create().name("ix_letter_sent_at").table("letter").col("sent_at").col("claimed_until").to_owned(),
        )
        .await
}

async fn mail_choice(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("mail_choice")
        .to_owned()
        .col(uuid("account_id"))
        .col(boolean("invitations"))
        .col(boolean("reminders"))
        .col(boolean("promises"))
        .primary_key(&mut key(&["account_id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn calendar_feed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("calendar_feed")
        .to_owned()
        .col(uuid("account_id"))
        .col(string("token_hash"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["account_id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .index(Index::create().name("uq_calendar_feed_token_hash").unique().col("token_hash"))
        .to_owned();
    manager.create_table(table).await
}
