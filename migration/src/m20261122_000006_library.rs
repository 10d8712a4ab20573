//! Records and shared copies.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, string, string_null, text, text_null, uuid, uuid_null},
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
        record(manager).await?;
        record_lesson(manager).await?;
        record_virtue(manager).await?;
        record_tension(manager).await?;
        shared_copy(manager).await?;
        shared_part(manager).await?;
        shared_virtue(manager).await?;
        shared_tension(manager).await?;
        shared_origin(manager).await?;
        waved_through(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "waved_through",
            "shared_origin",
            "shared_tension",
            "shared_virtue",
            "shared_part",
            "shared_copy",
            "record_tension",
            "record_virtue",
            "record_lesson",
            "record",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn record(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("record")
        .col(uuid("id"))
        .col(uuid("deliberation_id"))
        .col(uuid("team_id"))
        .col(uuid("presenter_id"))
        .col(string("state"))
        .col(string("title"))
        .col(text("situation"))
        .col(text("client_view"))
        .col(text("exploration"))
        .col(text("options"))
        .col(text("decision"))
        .col(text("accounting"))
        .col(integer("version"))
        .col(big_integer("created_at"))
        .col(big_integer_null("approved_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(
            &["organisation_id", "deliberation_id"],
            "deliberation",
            &["organisation_id", "id"],
        ))
        .index(Index::create().name("uq_record_deliberation_id").unique().col("organisation_id").col("deliberation_id"))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_record_presenter_id")
                .table("record")
                .col("organisation_id")
                .col("presenter_id")
                .to_owned(),
        )
        .await
}

async fn record_lesson(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("record_lesson")
        .col(uuid("id"))
        .col(uuid("record_id"))
        .col(string("level"))
        .col(text("text"))
        .col(integer("position"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "record_id"], "record", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_record_lesson_record_id")
                .table("record_lesson")
                .col("organisation_id")
                .col("record_id")
                .to_owned(),
        )
        .await
}

async fn record_virtue(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("record_virtue")
        .col(uuid("record_id"))
        .col(uuid("virtue_id"))
        .col(integer("wording_version"))
        .col(string_null("side"))
        .col(integer("position"))
        .primary_key(&mut key(&["organisation_id", "record_id", "virtue_id"]))
        .foreign_key(&mut reference(&["organisation_id", "record_id"], "record", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn record_tension(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("record_tension")
        .col(uuid("record_id"))
        .col(string("tension_key"))
        .primary_key(&mut key(&["organisation_id", "record_id", "tension_key"]))
        .foreign_key(&mut reference(&["organisation_id", "record_id"], "record", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn shared_copy(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("shared_copy")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(string("state"))
        .col(string("title"))
        .col(integer("year"))
        .col(string("method_key"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_shared_copy_team_id")
                .table("shared_copy")
                .col("organisation_id")
                .col("team_id")
                .to_owned(),
        )
        .await
}

async fn shared_part(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("shared_part")
        .col(uuid("id"))
        .col(uuid("shared_copy_id"))
        .col(string("kind"))
        .col(string_null("section"))
        .col(string_null("level"))
        .col(text("text"))
        .col(integer("position"))
        .col(boolean("withdrawn"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_shared_part_shared_copy_id")
                .table("shared_part")
                .col("organisation_id")
                .col("shared_copy_id")
                .to_owned(),
        )
        .await
}

async fn shared_virtue(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("shared_virtue")
        .col(uuid("id"))
        .col(uuid("shared_copy_id"))
        .col(uuid("virtue_id"))
        .col(string_null("template_key"))
        .col(string("name"))
        .col(string("too_little"))
        .col(string("too_much"))
        .col(string_null("side"))
        .col(integer("position"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_shared_virtue_shared_copy_id")
                .table("shared_virtue")
                .col("organisation_id")
                .col("shared_copy_id")
                .to_owned(),
        )
        .await
}

async fn shared_tension(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("shared_tension")
        .col(uuid("shared_copy_id"))
        .col(string("tension_key"))
        .primary_key(&mut key(&["organisation_id", "shared_copy_id", "tension_key"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn shared_origin(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("shared_origin")
        .col(uuid("shared_copy_id"))
        .col(uuid("record_id"))
        .col(uuid("presenter_id"))
        .col(uuid_null("reader_id"))
        .col(text_null("reader_note"))
        .primary_key(&mut key(&["organisation_id", "shared_copy_id"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "record_id"], "record", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_shared_origin_record_id")
                .table("shared_origin")
                .col("organisation_id")
                .col("record_id")
                .to_owned(),
        )
        .await
}

async fn waved_through(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("waved_through")
        .col(uuid("id"))
        .col(uuid("shared_copy_id"))
        .col(string("term"))
        .col(string("category"))
        .col(string("reason"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_waved_through_shared_copy_id")
                .table("waved_through")
                .col("organisation_id")
                .col("shared_copy_id")
                .to_owned(),
        )
        .await
}
