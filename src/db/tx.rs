//! A write transaction that collects events and lets them out with its commit.

use entity::outbox;
use sea_orm::sea_query::InsertStatement;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, Insert, QueryTrait,
};

use super::{Wake, reading};
use crate::event::Event;

/// Number of the advisory lock that makes PostgreSQL's outbox order the commit order.
const OUTBOX_LOCK: i64 = 0x6f6d_6761_6e67;

/// Events in one statement: a statement takes so many values and no more.
const AT_ONCE: usize = 1_000;

/// The only thing that writes. It is passed down by `&mut`, and committed once, in the handler or the job.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    events: Vec<Event>,
    wake: Wake,
}

impl Tx {
    pub(super) fn new(inner: DatabaseTransaction, wake: Wake) -> Self {
        Self { inner, events: Vec::new(), wake }
    }

    /// Returns the connection on which this transaction reads and writes.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.inner
    }

    /// Writes a row. Surprising: not by its active model's own `insert`, which would read it back and is ten kilobytes for each table.
    pub fn insert<A: ActiveModelTrait>(&self, row: A) -> impl Future<Output = Result<(), DbErr>> + use<'_, A> {
        self.run(Insert::one(row).into_query())
    }

    /// Writes rows of one table in one statement.
    pub fn insert_all<A: ActiveModelTrait>(
        &self,
        rows: Vec<A>,
    ) -> impl Future<Output = Result<(), DbErr>> + use<'_, A> {
        self.run(Insert::many(rows).into_query())
    }

    async fn run(&self, statement: InsertStatement) -> Result<(), DbErr> {
        self.inner.execute(&statement).await.map(|_| ())
    }

    /// Notes an event; it leaves when, and only when, the transaction commits.
    pub fn record(&mut self, event: Event) {
        if !self.events.contains(&event) {
            self.events.push(event);
        }
    }

    /// Commits the rows and their events together, then wakes the readers.
    pub async fn commit(self) -> Result<(), DbErr> {
        if self.events.is_empty() {
            self.inner.commit().await?;
            reading::end_writing().await;
            return Ok(());
        }
        if self.inner.get_database_backend() == DbBackend::Postgres {
            // Taken last and held until commit: sequence numbers become visible in their order.
            self.inner.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({OUTBOX_LOCK})")).await?;
            self.inner.execute_unprepared("SELECT pg_notify('omgang', '')").await?;
        }
        let row = |event: &Event| {
            let (kind, subject) = event.stored();
            outbox::ActiveModel {
                seq: NotSet,
                organisation_id: Set(event.organisation()),
                kind: Set(kind.to_owned()),
                subject: Set(subject),
            }
        };
        for events in self.events.chunks(AT_ONCE) {
            outbox::Entity::insert_many(events.iter().map(row)).exec(&self.inner).await?;
        }
        self.inner.commit().await?;
        reading::end_writing().await;
        self.wake.wake();
        Ok(())
    }
}
