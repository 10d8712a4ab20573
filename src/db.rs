//! The database: many readers, one writer, and events that leave only after commit.
//!
//! On SQLite the writer is a single connection whose transactions begin IMMEDIATE: a transaction that reads and then
//! writes would otherwise fail under load.

pub mod copy;
pub mod facts;
mod full;
pub mod outbox;
mod question;
pub mod reading;
pub mod tables;
pub mod tx;
pub mod wake;

use std::ops::RangeInclusive;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode};
use sea_orm::sqlx::{self, Connection};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement, TransactionOptions,
    TransactionTrait,
};

pub use full::is_full;
pub use question::{Both, Question};
pub use reading::{Reading, aside, at_one_moment};
pub use tables::Tables;
pub use tx::Tx;
pub use wake::Wake;

/// Longest wait for another writer, in SQLite.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Pages that SQLite reads for at once, at the least and at the most: one for each core. Each holds its connection until it is drawn,
/// and it keeps its pages and prepared statements: a megabyte or two.
const READERS: RangeInclusive<usize> = 4..=8;

/// The two ways to the same database.
#[derive(Clone, Debug)]
pub struct Db {
    read: Reading,
    write: DatabaseConnection,
    wake: Wake,
}

impl Db {
    /// Connects to `sqlite:` or `postgres:` URLs; doesn't migrate.
    pub async fn open(url: &str) -> Result<Self, DbErr> {
        let (read, write) = if url.starts_with("sqlite:") {
            // The writer comes first: it makes the file and switches it to WAL.
            let write = Database::connect(sqlite(url, 1)).await?;
            (Database::connect(sqlite(url, readers())).await?, write)
        } else {
            let mut options = ConnectOptions::new(url);
            options.max_connections(16).sqlx_logging(false);
            let pool = Database::connect(options).await?;
            (pool.clone(), pool)
        };
        Ok(Self { read: Reading(read), write, wake: Wake::new() })
    }

    /// Calls `heard` at each statement: for tests and measurements that count them.
    #[must_use]
    pub fn measured(mut self, heard: impl Fn() + Clone + Send + Sync + 'static) -> Self {
        let also = heard.clone();
        self.read.0.set_metric_callback(move |_| heard());
        self.write.set_metric_callback(move |_| also());
        self
    }

    /// Returns the way to read.
    pub fn read(&self) -> &Reading {
        &self.read
    }

    /// Begins the one kind of transaction that may write.
    pub async fn write(&self) -> Result<Tx, DbErr> {
        reading::begin_writing().await;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(sea_orm::SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx::new(self.write.begin_with_options(options).await?, self.wake.clone()))
    }

    /// Takes what was erased out of SQLite's journal too, where the old pages stand until they are written over. Whoever reads in
    /// that moment may hold it back; then the next call takes it along. PostgreSQL forgets in its own time, with VACUUM.
    pub async fn forget_erased(&self) -> Result<(), DbErr> {
        if self.backend() == DbBackend::Sqlite {
            self.write.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Cleans the files of what was erased: SQLite's are written anew, since what moved within them leaves traces, and its journal is
    /// emptied; `false` when somebody who reads holds that back. On PostgreSQL dead rows are cleared, as VACUUM does.
    pub async fn sweep(&self) -> Result<bool, DbErr> {
        self.write.execute_unprepared("VACUUM").await?;
        if self.backend() != DbBackend::Sqlite {
            return Ok(true);
        }
        let ask = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let row = self.write.query_one_raw(ask).await?;
        let busy: i32 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
        Ok(busy == 0)
    }

    /// Returns the signal that readers of the outbox wait for.
    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    /// Tells which database this is.
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// Closes both ways, after what runs has ended.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.0.close().await?;
        self.write.close().await
    }
}

fn readers() -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    u32::try_from(cores.clamp(*READERS.start(), *READERS.end())).expect("there are eight at the most")
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    // A connection to a file doesn't go away: asking each time whether it is there would double the turns.
    options.max_connections(connections).sqlx_logging(false).test_before_acquire(false);
    options.map_sqlx_sqlite_before_acquire(|connection, _| Box::pin(is_free(connection)));
    // The busy timeout comes before WAL: switching the journal needs the lock too.
    options.map_sqlx_sqlite_opts(|o| {
        o.busy_timeout(BUSY_TIMEOUT)
            .journal_mode(SqliteJournalMode::Wal)
            .create_if_missing(true)
            .foreign_keys(true)
            // What is erased is overwritten, not only forgotten.
            .pragma("secure_delete", "ON")
            // Half a megabyte of pages for each connection: what is read often lies in the system's own cache anyway.
            .pragma("cache_size", "-512")
    });
    options
}

/// Tells whether a connection is in no transaction any more. When a commit fails on a full disk, SQLite may end the transaction by
/// itself or leave it open, and the driver doesn't know: what is written next would be acknowledged and never kept. Such a
/// connection is closed, which lets go of whatever is open in it.
async fn is_free(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A rollback may be on its way.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}
