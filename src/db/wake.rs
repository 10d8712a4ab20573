//! Tells readers of the outbox that there may be something new. A lost call costs time only: they also poll.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{DbErr, RuntimeErr};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// How often a reader looks without being called.
pub const POLL: Duration = Duration::from_secs(2);

/// A bell that all readers of this node hear.
#[derive(Clone, Debug)]
pub struct Wake(watch::Sender<u64>);

impl Wake {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Rings the bell.
    pub fn wake(&self) {
        self.0.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Returns an ear that hears each later ring, even one that came while it was busy.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }

    /// Rings this node's bell when another node of the same PostgreSQL database commits, until cancelled.
    pub async fn listen_to_other_nodes(self, url: String, stop: CancellationToken) -> Result<(), DbErr> {
        let mut listener = PgListener::connect(&url).await.map_err(connection_error)?;
        listener.listen("omgang").await.map_err(connection_error)?;
        loop {
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                heard = listener.recv() => { heard.map_err(connection_error)?; self.wake(); }
            }
        }
    }
}

fn connection_error(error: sea_orm::sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}
