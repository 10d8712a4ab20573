//! The floor beneath the budgets: a bare server on the same machine, in the same run. `/{bytes}` answers a page of so many bytes;
//! `/{bytes}/{statements}` first reads so many rows by their keys, on SQLite, in one transaction, as a page of ours does. It works in
//! the folder where it is started, prints its address and serves until it is told to stop.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectOptions, Database, DbErr, Schema, TransactionTrait};
use tokio::net::TcpListener;

/// Connections that read at once, as the program has on two cores.
const READERS: u32 = 4;
const ROWS: i64 = 100;

mod row {
    use sea_orm::entity::prelude::*;

    /// A row like many: an id, some numbers, some words.
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub owner: Uuid,
        pub created_at: i64,
        pub changed_at: i64,
        pub version: i32,
        pub is_open: bool,
        pub state: String,
        pub title: String,
        pub words: String,
        pub note: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[expect(clippy::print_stdout, reason = "the script reads the address")]
#[expect(clippy::disallowed_methods, reason = "the floor is axum's own server")]
fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let bare = get(async |Path(bytes): Path<usize>| Html("x".repeat(bytes)));
        let site = Router::new().route("/{bytes}", bare).route("/{bytes}/{statements}", get(read));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let db = filled().await?;
        println!("url: http://{}", listener.local_addr()?);
        axum::serve(listener, site.with_state(db)).await?;
        Ok(())
    })
}

async fn read(
    State(db): State<DatabaseConnection>,
    Path((bytes, statements)): Path<(usize, i64)>,
) -> Result<Html<String>, StatusCode> {
    let found = rows(&db, statements).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    // What was read is used, so that none of it can be left out.
    let words: String = found.into_iter().map(|row| row.words).collect();
    Ok(Html(words + &"x".repeat(bytes)))
}

async fn rows(db: &DatabaseConnection, statements: i64) -> Result<Vec<row::Model>, DbErr> {
    let at = db.begin().await?;
    let mut found = Vec::new();
    for id in 0..statements {
        found.extend(row::Entity::find_by_id(id % ROWS).one(&at).await?);
    }
    at.rollback().await?;
    Ok(found)
}

async fn filled() -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new("sqlite://floor.db?mode=rwc");
    options.max_connections(READERS).sqlx_logging(false).test_before_acquire(false);
    let db = Database::connect(options).await?;
    db.execute(&Schema::new(db.get_database_backend()).create_table_from_entity(row::Entity)).await?;
    let rows = (0..ROWS).map(|id| row::ActiveModel {
        id: Set(id),
        owner: Set(Uuid::from_u128(u128::from(id.unsigned_abs()))),
        created_at: Set(id),
        changed_at: Set(id),
        version: Set(1),
        is_open: Set(true),
        state: Set("open".to_owned()),
        title: Set("The door stays shut".to_owned()),
        words: Set("He didn't open, and I heard the radio.".to_owned()),
        note: Set(None),
    });
    row::Entity::insert_many(rows).exec(&db).await?;
    Ok(db)
}
