//! What was promised in a conversation, and what became of it; what somebody notes for a proof of attendance.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, date_null, string, text, uuid, uuid_null},
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
        follow_up(manager).await?;
        reflection(manager).await?;
        proof_profile(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["proof_profile", "reflection", "follow_up"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn follow_up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("follow_up")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(uuid("deliberation_id"))
        .col(string("kind"))
        .col(string("state"))
        .col(text("text"))
        .col(uuid_null("owner_id"))
        .col(string("owner_name"))
        .col(date_null("due"))
        .col(string("due_words"))
        .col(text("sign"))
        .col(text("outcome"))
        .col(uuid_null("asked_meeting_id"))
        .col(big_integer("created_at"))
        .col(big_integer_null("answered_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(
            &["organisation_id", "deliberation_id"],
            "deliberation",
            &["organisation_id", "id"],
        ))
        .to_owned();
    manager.create_table(table).await?;
    for (name, column) in [
        ("ix_follow_up_deliberation_id", "deliberation_id"),
        ("ix_follow_up_team_id", "team_id"),
        ("ix_follow_up_owner_id", "owner_id"),
    ] {
        manager
            .create_index(Index::create().name(name).table("follow_up").col("organisation_id").col(column).to_owned())
            .await?;
    }
    Ok(())
}

async fn reflection(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("reflection")
        .col(uuid("meeting_id"))
        .col(uuid("account_id"))
        .col(text("technical"))
        .col(text("normative"))
        .col(text("personal"))
        .primary_key(&mut key(&["organisation_id", "meeting_id", "account_id"]))
        .foreign_key(&mut reference(&["organisation_id", "meeting_id"], "meeting", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn proof_profile(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("proof_profile")
        .col(uuid("account_id"))
        .col(string("register"))
        .col(string("number"))
        .col(string("technical"))
        .col(string("normative"))
        .col(string("personal"))
        .col(boolean("shows_method"))
        .col(boolean("shows_group"))
        .col(boolean("shows_dimensions"))
        .col(boolean("shows_signature"))
        .primary_key(&mut key(&["organisation_id", "account_id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .to_owned();
    manager.create_table(table).await
}
