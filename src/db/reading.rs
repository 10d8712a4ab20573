//! Reading. What one page reads, it reads on one connection, as it stood at one moment: each turn to a pool of connections costs
//! more than the reading itself, and a page whose parts are of different moments can contradict itself.

use std::sync::Arc;

use sea_orm::entity::prelude::async_trait;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, IsolationLevel,
    QueryResult, Statement, TransactionTrait,
};
use tokio::sync::Mutex;
use tokio::task::JoinError;

/// How far the reading of a page has come.
#[derive(Debug, Default)]
enum Moment {
    /// Nothing was read yet.
    #[default]
    Ahead,
    /// All is read as of this moment.
    Fixed(Arc<DatabaseTransaction>),
    /// The page writes, and until it has committed reads what is.
    Writing,
}

tokio::task_local! {
    static MOMENT: Arc<Mutex<Moment>>;
}

/// Makes a page, whose reads all see one moment; after it wrote or did something `aside`, those that follow see one again. What
/// it spawns reads by itself.
pub async fn at_one_moment<F: Future>(page: F) -> F::Output {
    let moment = Arc::<Mutex<Moment>>::default();
    let drawn = MOMENT.scope(Arc::clone(&moment), page).await;
    let_go(std::mem::take(&mut *moment.lock().await));
    drawn
}

/// Does slow work on a thread that may be held up, and lets the page's moment go: nobody waits with a connection in hand.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
    become_now(Moment::Ahead).await;
    tokio::task::spawn_blocking(work).await
}

/// Lets the moment go: whoever writes reads what is, and holds no second connection.
pub(super) async fn begin_writing() {
    become_now(Moment::Writing).await;
}

/// What is read after a commit sees one moment again.
pub(super) async fn end_writing() {
    become_now(Moment::Ahead).await;
}

async fn become_now(next: Moment) {
    if let Ok(moment) = MOMENT.try_get() {
        let last = std::mem::replace(&mut *moment.lock().await, next);
        let_go(last);
    }
}

/// Ends the transaction of a moment. It is rolled back on its connection's way to the pool, which asks in the same turn whether the
/// connection is well: to wait for the one and then for the other would be a turn more.
fn let_go(moment: Moment) {
    drop(moment);
}

/// The way to read: inside a page its moment, anywhere else whatever is there.
#[derive(Clone, Debug)]
pub struct Reading(pub(super) DatabaseConnection);

impl Reading {
    async fn moment(&self) -> Result<Option<Arc<DatabaseTransaction>>, DbErr> {
        let Ok(moment) = MOMENT.try_get() else { return Ok(None) };
        let mut moment = moment.lock().await;
        match &*moment {
            Moment::Writing => Ok(None),
            Moment::Fixed(at) => Ok(Some(Arc::clone(at))),
            Moment::Ahead => {
                let at = Arc::new(self.begin().await?);
                *moment = Moment::Fixed(Arc::clone(&at));
                Ok(Some(at))
            }
        }
    }

    async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        match self.get_database_backend() {
            DbBackend::Postgres => {
                let isolation = Some(IsolationLevel::RepeatableRead);
                self.0.begin_with_config(isolation, Some(AccessMode::ReadOnly)).await
            }
            _ => self.0.begin().await,
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reading {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.0.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self.moment().await? {
            Some(at) => at.query_one_raw(statement).await,
            None => self.0.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self.moment().await? {
            Some(at) => at.query_all_raw(statement).await,
            None => self.0.query_all_raw(statement).await,
        }
    }
}
