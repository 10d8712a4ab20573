//! SQLite's file as a whole: a copy of it while it is written to, and whether a file holds together. PostgreSQL has programs of
//! its own for both.

use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, DbErr, Statement};

use super::Db;

/// Complaints of a damaged file that are told.
const MOST_COMPLAINTS: usize = 20;

impl Db {
    /// Writes the database as it is at this moment into a new file, without what was erased. Nobody who writes meanwhile waits.
    pub async fn copy_into(&self, file: &Path) -> Result<(), DbErr> {
        let name = file.to_str().ok_or_else(|| DbErr::Custom("the folder's name isn't UTF-8".into()))?;
        let sql = format!("VACUUM INTO '{}'", name.replace('\'', "''"));
        self.read().execute_unprepared(&sql).await?;
        Ok(())
    }

    /// Lists what is wrong with this database's file; nothing on PostgreSQL, which watches over itself.
    pub async fn complaints(&self) -> Result<Vec<String>, DbErr> {
        match self.backend() {
            DbBackend::Sqlite => complaints(self.read()).await,
            _ => Ok(Vec::new()),
        }
    }
}

/// Lists what is wrong with a file that nobody else uses.
pub async fn complaints_of(file: &Path) -> Result<Vec<String>, DbErr> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", file.display()));
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    let found = complaints(&db).await;
    db.close().await?;
    found
}

async fn complaints<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let ask = |sql: String| Statement::from_string(DbBackend::Sqlite, sql);
    let rows = db.query_all_raw(ask(format!("PRAGMA integrity_check({MOST_COMPLAINTS})"))).await?;
    let mut found: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    found.retain(|line| line != "ok");
    let orphans = db.query_all_raw(ask("PRAGMA foreign_key_check".to_owned())).await?;
    for row in orphans.iter().take(MOST_COMPLAINTS) {
        let table: String = row.try_get_by_index(0)?;
        found.push(format!("a row of {table} points to a row that isn't there"));
    }
    Ok(found)
}
