//! What the library knows of an item beside its text, and what people do with items.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, integer, string, text, text_null, uuid, uuid_null},
    sea_orm::{ConnectionTrait, DbBackend},
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
        let phase = ColumnDef::new("contact_phase").string().null().to_owned();
        let audience = ColumnDef::new("audience").string().not_null().default("team").to_owned();
        for column in [phase, audience] {
            manager.alter_table(Table::alter().table("shared_copy").add_column(column).to_owned()).await?;
        }
        case_phase(manager).await?;
        shared_barrier(manager).await?;
        item_recognition(manager).await?;
        saved_search(manager).await?;
        collection(manager).await?;
        collection_item(manager).await?;
        origin_without_record(manager, true).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DELETE FROM shared_origin WHERE record_id IS NULL").await?;
        origin_without_record(manager, false).await?;
        for table in
            ["collection_item", "collection", "saved_search", "item_recognition", "shared_barrier", "case_phase"]
        {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for column in ["contact_phase", "audience"] {
            manager.alter_table(Table::alter().table("shared_copy").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

async fn case_phase(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("case_phase")
        .col(uuid("case_id"))
        .col(string("phase"))
        .primary_key(&mut key(&["organisation_id", "case_id"]))
        .foreign_key(&mut reference(&["organisation_id", "case_id"], "cases", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn shared_barrier(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("shared_barrier")
        .col(uuid("shared_copy_id"))
        .col(string("barrier_key"))
        .primary_key(&mut key(&["organisation_id", "shared_copy_id", "barrier_key"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

/// Holds a keyed handle and no person; the row goes with the copy.
async fn item_recognition(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("item_recognition")
        .col(uuid("id"))
        .col(uuid("shared_copy_id"))
        .col(string("quarter"))
        .col(string("person_handle"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .index(
            Index::create()
                .name("uq_item_recognition_person")
                .unique()
                .col("organisation_id")
                .col("shared_copy_id")
                .col("person_handle"),
        )
        .to_owned();
    manager.create_table(table).await
}

async fn saved_search(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("saved_search")
        .col(uuid("id"))
        .col(uuid("account_id"))
        .col(string("name"))
        .col(text("query"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .index(
            Index::create()
                .name("uq_saved_search_query")
                .unique()
                .col("organisation_id")
                .col("account_id")
                .col("query"),
        )
        .to_owned();
    manager.create_table(table).await
}

async fn collection(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("collection")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(string("title"))
        .col(text("about"))
        .col(boolean("begin_here"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    let index = Index::create()
        .name("ix_collection_team_id")
        .table("collection")
        .col("organisation_id")
        .col("team_id")
        .to_owned();
    manager.create_index(index).await
}

/// An item is a shared copy or a page of the handbook.
async fn collection_item(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("collection_item")
        .col(uuid("id"))
        .col(uuid("collection_id"))
        .col(uuid_null("shared_copy_id"))
        .col(text_null("handbook_slug"))
        .col(integer("position"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "collection_id"], "collection", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    let index = Index::create()
        .name("ix_collection_item_collection_id")
        .table("collection_item")
        .col("organisation_id")
        .col("collection_id")
        .to_owned();
    manager.create_index(index).await
}

/// Lets a copy come from elsewhere than a record, or no longer. SQLite can't loosen a column: the table is made anew.
async fn origin_without_record(manager: &SchemaManager<'_>, loosened: bool) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let how = if loosened { "DROP NOT NULL" } else { "SET NOT NULL" };
        connection.execute_unprepared(&format!("ALTER TABLE shared_origin ALTER COLUMN record_id {how}")).await?;
        return Ok(());
    }
    let table = tenant_table("shared_origin_new")
        .col(uuid("shared_copy_id"))
        .col(if loosened { uuid_null("record_id") } else { uuid("record_id") })
        .col(uuid("presenter_id"))
        .col(uuid_null("reader_id"))
        .col(text_null("reader_note"))
        .primary_key(&mut key(&["organisation_id", "shared_copy_id"]))
        .foreign_key(&mut reference(&["organisation_id", "shared_copy_id"], "shared_copy", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "record_id"], "record", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    let columns = "organisation_id, shared_copy_id, record_id, presenter_id, reader_id, reader_note";
    for statement in [
        format!("INSERT INTO shared_origin_new ({columns}) SELECT {columns} FROM shared_origin"),
        "DROP TABLE shared_origin".to_owned(),
        "ALTER TABLE shared_origin_new RENAME TO shared_origin".to_owned(),
        "CREATE INDEX ix_shared_origin_record_id ON shared_origin (organisation_id, record_id)".to_owned(),
    ] {
        connection.execute_unprepared(&statement).await?;
    }
    Ok(())
}
