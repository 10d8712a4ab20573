//! Which version the tables are of, and bringing them up to date: all that is pending in one transaction, so that whatever breaks
//! or ends it leaves the tables as they were.

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use super::Db;

/// Where the names of the migrations that ran are kept.
const LEDGER: &str = "seaql_migrations";
/// Number of the advisory lock under which PostgreSQL's tables are changed: of two nodes the second finds nothing to do.
const LOCK: i64 = 0x6f6d_6761_6e68;

/// How the tables stand to this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tables {
    /// There are none.
    New,
    /// So many migrations are pending.
    Old(usize),
    Current,
    /// A later program changed them; this is the last migration that this one doesn't know.
    Newer(String),
}

impl Db {
    /// Tells which version the tables are of. Changes nothing.
    pub async fn tables(&self) -> Result<Tables, DbErr> {
        let known = known_migrations();
        let applied = self.applied_migrations().await?;
        if applied.is_empty() {
            return Ok(Tables::New);
        }
        if let Some(unknown) = applied.iter().rev().find(|name| !known.contains(name)) {
            return Ok(Tables::Newer(unknown.clone()));
        }
        match known.iter().filter(|name| !applied.contains(name)).count() {
            0 => Ok(Tables::Current),
            pending => Ok(Tables::Old(pending)),
        }
    }

    /// Lists the migrations that ran, in their order.
    pub async fn applied_migrations(&self) -> Result<Vec<String>, DbErr> {
        if !self.has_table(LEDGER).await? {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT version FROM {LEDGER} ORDER BY version");
        let rows = self.read().query_all_raw(Statement::from_string(self.backend(), sql)).await?;
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    }

    /// Tells whether there is a table of this name.
    pub async fn has_table(&self, name: &str) -> Result<bool, DbErr> {
        let sql = match self.backend() {
            DbBackend::Postgres => {
                "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1"
            }
            _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1",
        };
        let ask = Statement::from_sql_and_values(self.backend(), sql, [name.into()]);
        Ok(self.read().query_one_raw(ask).await?.is_some())
    }

    /// Tells whether there is no table at all.
    pub async fn is_empty(&self) -> Result<bool, DbErr> {
        let sql = match self.backend() {
            DbBackend::Postgres => {
                "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() LIMIT 1"
            }
            _ => "SELECT 1 FROM sqlite_master LIMIT 1",
        };
        Ok(self.read().query_one_raw(Statement::from_string(self.backend(), sql)).await?.is_none())
    }

    /// Brings the tables up to date, or leaves them as they are.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.write.begin_with_options(options).await?;
        if self.backend() == DbBackend::Postgres {
            tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
        }
        Migrator::up(&tx, None).await?;
        tx.commit().await
    }
}

/// Lists the migrations that this program knows, in their order.
pub fn known_migrations() -> Vec<String> {
    Migrator::migrations().iter().map(|one| one.name().to_owned()).collect()
}
