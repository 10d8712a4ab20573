//! All tables, made once in a run of the tests and copied for each: to make them anew takes longer than most tests. `tests/run` names
//! the folder that the run shares; without it, each test makes its own.

use std::path::Path;

use omgang::db::Db;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;

/// The database that others are copied from, and what it is called until it has all its tables.
const WHOLE: &str = "tables";
const DRAFT: &str = "tables_draft";
/// Lets one test make it while the others wait.
const LOCK: i64 = 0x7461_626c;

/// Puts a file with all tables here, unless there is one.
pub async fn put_sqlite(file: &Path) {
    let Some(shared) = std::env::var_os("OMGANG_TEST_TABLES").filter(|_| !file.exists()) else { return };
    let whole = Path::new(&shared).join("omgang.db");
    if !whole.exists() {
        let folder = TempDir::new_in(&shared).unwrap();
        let draft = folder.path().join("omgang.db");
        let db = Db::open(&format!("sqlite://{}", draft.display())).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await.unwrap();
        // Two tests may make it at once: each file is whole, and either will do.
        std::fs::rename(draft, &whole).unwrap();
    }
    std::fs::copy(whole, file).unwrap();
}

/// Makes a database with all tables on the server whose address has `{database}` for a name.
pub async fn make_postgres(server: &str, name: &str) {
    let admin = admin(server).await;
    admin.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await.unwrap();
    let asked =
        Statement::from_string(DbBackend::Postgres, format!("SELECT 1 FROM pg_database WHERE datname = '{WHOLE}'"));
    if admin.query_one_raw(asked).await.unwrap().is_none() {
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {DRAFT}")).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {DRAFT}")).await.unwrap();
        let db = Db::open(&server.replace("{database}", DRAFT)).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await.unwrap();
        admin.execute_unprepared(&format!("ALTER DATABASE {DRAFT} RENAME TO {WHOLE}")).await.unwrap();
    }
    admin.execute_unprepared(&format!("SELECT pg_advisory_unlock({LOCK})")).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {WHOLE}")).await.unwrap();
    admin.close().await.unwrap();
}

/// Makes a database without tables.
pub async fn make_empty_postgres(server: &str, name: &str) {
    let admin = admin(server).await;
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    admin.close().await.unwrap();
}

/// One connection, which keeps its lock from one statement to the next.
async fn admin(server: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(server.replace("{database}", "postgres"));
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}
