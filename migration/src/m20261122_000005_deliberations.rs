//! Conversations and what is written and placed in them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, small_integer, string, string_null, text, uuid},
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
        method_snapshot(manager).await?;
        deliberation(manager).await?;
        deliberation_step(manager).await?;
        deliberation_virtue(manager).await?;
        participant(manager).await?;
        contribution(manager).await?;
        placement(manager).await?;
        recognition(manager).await?;
        quarter_key(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "quarter_key",
            "recognition",
            "placement",
            "contribution",
            "participant",
            "deliberation_virtue",
            "deliberation_step",
            "deliberation",
            "method_snapshot",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn method_snapshot(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("method_snapshot")
        .to_owned()
        .col(string("hash"))
        .col(string("key"))
        .col(text("body"))
        .primary_key(&mut key(&["hash"]))
        .to_owned();
    manager.create_table(table).await
}

async fn deliberation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("deliberation")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(uuid("meeting_id"))
        .col(uuid("case_id"))
        .col(uuid("facilitator_id"))
        .col(uuid("presenter_id"))
        .col(uuid("note_taker_id"))
        .col(string("method_hash"))
        .col(string("state"))
        .col(integer("step"))
        .col(big_integer("revision"))
        .col(big_integer("changes"))
        .col(big_integer("step_started_at"))
        .col(string_null("join_code"))
        .col(big_integer_null("join_code_expires_at"))
        .col(text("learning_question"))
        .col(string_null("answered"))
        .col(text("answered_note"))
        .col(big_integer("opened_at"))
        .col(big_integer_null("closed_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "meeting_id"], "meeting", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "case_id"], "cases", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["method_hash"], "method_snapshot", &["hash"]))
        .index(Index::create().name("uq_deliberation_join_code").unique().col("join_code"))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_deliberation_team_id")
                .table("deliberation")
                .col("organisation_id")
                .col("team_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_deliberation_case_id")
                .table("deliberation")
                .col("organisation_id")
                .col("case_id")
                .to_owned(),
        )
        .await
}

async fn deliberation_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("deliberation_step")
        .col(uuid("deliberation_id"))
        .col(string("step_key"))
        .col(string("state"))
        .col(boolean("revealed"))
        .primary_key(&mut key(&["organisation_id", "deliberation_id", "step_key"]))
        .foreign_key(&mut reference(
            &["organisation_id", "deliberation_id"],
            "deliberation",
            &["organisation_id", "id"],
        ))
        .to_owned();
    manager.create_table(table).await
}

async fn deliberation_virtue(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("deliberation_virtue")
        .col(uuid("deliberation_id"))
        .col(uuid("virtue_id"))
        .col(integer("wording_version"))
        .col(integer("position"))
        .primary_key(&mut key(&["organisation_id", "deliberation_id", "virtue_id"]))
        .foreign_key(&mut reference(
            &["organisation_id", "deliberation_id"],
            "deliberation",
            &["organisation_id", "id"],
        ))
        .foreign_key(&mut reference(&["organisation_id", "virtue_id"], "virtue", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn participant(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("participant")
        .col(uuid("deliberation_id"))
        .col(uuid("account_id"))
        .col(string("state"))
        .primary_key(&mut key(&["organisation_id", "deliberation_id", "account_id"]))
        .foreign_key(&mut reference(
            &["organisation_id", "deliberation_id"],
            "deliberation",
            &["organisation_id", "id"],
        ))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_participant_account_id")
                .table("participant")
                .col("organisation_id")
                .col("account_id")
                .to_owned(),
        )
        .await
}

async fn contribution(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("contribution")
        .col(uuid("id"))
        .col(uuid("deliberation_id"))
        .col(string("step_key"))
        .col(string("kind"))
        .col(text("text"))
        .col(string_null("level"))
        .col(string("who"))
        .col(string("due"))
        .col(uuid("author_id"))
        .col(string("state"))
        .col(integer("version"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(
            &["organisation_id", "deliberation_id"],
            "deliberation",
            &["organisation_id", "id"],
        ))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_contribution_deliberation_id")
                .table("contribution")
                .col("organisation_id")
                .col("deliberation_id")
                .to_owned(),
        )
        .await
}

async fn placement(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("placement")
        .col(uuid("id"))
        .col(uuid("deliberation_id"))
        .col(uuid("virtue_id"))
        .col(string("moment"))
        .col(small_integer("place"))
        .col(string_null("token_hash"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(
            &["organisation_id", "deliberation_id"],
            "deliberation",
            &["organisation_id", "id"],
        ))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_placement_deliberation_id_moment")
                .table("placement")
                .col("organisation_id")
                .col("deliberation_id")
                .col("moment")
                .to_owned(),
        )
        .await
}

async fn recognition(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("recognition")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(string("quarter"))
        .col(string("tension_key"))
        .col(string("person_handle"))
        .col(string("case_handle"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .index(
            Index::create()
                .name("uq_recognition_person_handle_case_handle_tension_key")
                .unique()
                .col("organisation_id")
                .col("person_handle")
                .col("case_handle")
                .col("tension_key"),
        )
        .to_owned();
    manager.create_table(table).await
}

async fn quarter_key(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("quarter_key")
        .col(string("quarter"))
        .col(string("key"))
        .primary_key(&mut key(&["organisation_id", "quarter"]))
        .to_owned();
    manager.create_table(table).await
}
