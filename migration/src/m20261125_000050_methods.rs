//! Methods of a team, what a conversation needs to be steered in them, and contributions without a name.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, integer_null, string, string_null, text, uuid, uuid_null,
    },
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

use crate::tables::{key, reference, tenant_table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What is added to tables that are there.
const ADDED: [(&str, &str); 11] = [
    ("deliberation", "step_extra_seconds"),
    ("deliberation", "paused_at"),
    ("deliberation_step", "position"),
    ("participant", "by_proxy"),
    ("participant", "ready"),
    ("participant", "hand"),
    ("participant", "turn"),
    ("contribution", "typed_by"),
    ("contribution", "token_hash"),
    ("contribution", "group_id"),
    ("contribution", "warmth"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in ADDED {
            add(manager, table, name).await?;
        }
        allow_null(manager, "contribution", &["author_id", "created_at"]).await?;
        team_method(manager).await?;
        contribution_group(manager).await?;
        vote(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vote", "contribution_group", "team_method"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        let nameless =
            Query::delete().from_table("contribution").and_where(Expr::col("author_id").is_null()).to_owned();
        manager.exec_stmt(nameless).await?;
        for (table, name) in ADDED {
            manager.alter_table(Table::alter().table(table).drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, name: &'static str) -> Result<(), DbErr> {
    let column = match name {
        "step_extra_seconds" => integer(name).default(0).take(),
        "by_proxy" | "ready" => boolean(name).default(false).take(),
        "position" => integer_null(name),
        "paused_at" | "hand" => big_integer_null(name),
        "typed_by" | "group_id" => uuid_null(name),
        _ => string_null(name),
    };
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

/// Lets columns be empty. SQLite can't, so the table is made anew there, with all it has by then. Nothing refers to it.
async fn allow_null(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if db.get_database_backend() != DbBackend::Sqlite {
        for column in columns {
            db.execute_unprepared(&format!("ALTER TABLE \"{table}\" ALTER COLUMN \"{column}\" DROP NOT NULL")).await?;
        }
        return Ok(());
    }
    let sql = format!("SELECT type, sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL");
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    let mut indexes = Vec::new();
    let mut made = String::new();
    for row in rows {
        let (kind, sql): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if kind == "table" { made = sql } else { indexes.push(sql) }
    }
    let mut fresh = made.replacen(&format!("\"{table}\""), &format!("\"{table}_fresh\""), 1);
    for column in columns {
        fresh = without_not_null(&fresh, column)?;
    }
    db.execute_unprepared(&fresh).await?;
    db.execute_unprepared(&format!("INSERT INTO \"{table}_fresh\" SELECT * FROM \"{table}\"")).await?;
    db.execute_unprepared(&format!("DROP TABLE \"{table}\"")).await?;
    db.execute_unprepared(&format!("ALTER TABLE \"{table}_fresh\" RENAME TO \"{table}\"")).await?;
    for index in indexes {
        db.execute_unprepared(&index).await?;
    }
    Ok(())
}

/// Takes NOT NULL from a column's definition.
fn without_not_null(sql: &str, column: &str) -> Result<String, DbErr> {
    let lost = || DbErr::Migration(format!("column `{column}` isn't where it was"));
    let start = sql.find(&format!("\"{column}\" ")).ok_or_else(lost)?;
    let length = sql[start..].find(',').ok_or_else(lost)?;
    let (before, rest) = sql.split_at(start);
    let (definition, after) = rest.split_at(length);
    Ok(format!("{before}{}{after}", definition.replace(" NOT NULL", "")))
}

async fn team_method(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("team_method")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(text("body"))
        .col(integer("version"))
        .col(big_integer("updated_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn contribution_group(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("contribution_group")
        .col(uuid("id"))
        .col(uuid("deliberation_id"))
        .col(string("step_key"))
        .col(string("name"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut conversation())
        .to_owned();
    manager.create_table(table).await
}

async fn vote(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("vote")
        .col(uuid("id"))
        .col(uuid("deliberation_id"))
        .col(string("step_key"))
        .col(uuid("subject"))
        .col(string_null("handle"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut conversation())
        .index(
            Index::create()
                .name("uq_vote_handle_subject")
                .unique()
                .col("organisation_id")
                .col("deliberation_id")
                .col("step_key")
                .col("handle")
                .col("subject"),
        )
        .to_owned();
    manager.create_table(table).await
}

fn conversation() -> ForeignKeyCreateStatement {
    reference(&["organisation_id", "deliberation_id"], "deliberation", &["organisation_id", "id"])
}
