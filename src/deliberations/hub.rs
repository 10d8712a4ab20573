//! Tells live pages that a conversation changed, on this node and, through the database, on every other.
//!
//! It carries no state: who hears it reads the present state. A reader that was busy hears once, not many times.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use entity::ids::DeliberationId;
use sea_orm::DbErr;
use tokio::sync::{OnceCell, watch};
use tokio_util::sync::CancellationToken;

use super::attendance::Attendance;
use crate::db::{Db, outbox, wake};
use crate::event::Event;

/// For whom a part of a page was rendered. Two readers with equal audiences may see the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Audience {
    /// What the reader may see, such as `table` or `screen`.
    pub role: &'static str,
    pub language: &'static str,
}

/// The bells of all conversations with a reader on this node, and what was made for them.
#[derive(Clone, Debug, Default)]
pub struct Hub {
    bells: Arc<Mutex<HashMap<DeliberationId, Bell>>>,
    stop: CancellationToken,
}

#[derive(Debug)]
struct Bell {
    rings: watch::Sender<u64>,
    shared: HashMap<(TypeId, Audience), (i64, Shared)>,
    /// Who may read, asked once a ring.
    attendance: (u64, Present),
}

/// What was made once for all who may see it.
type Shared = Arc<OnceCell<Arc<dyn Any + Send + Sync>>>;
type Present = Arc<OnceCell<Arc<Attendance>>>;

impl Hub {
    /// Makes a hub without readers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns an ear for one conversation. Take it before reading the state, so that nothing falls in between.
    pub fn subscribe(&self, id: DeliberationId) -> watch::Receiver<u64> {
        let mut bells = self.bells();
        bells.retain(|other, bell| *other == id || bell.rings.receiver_count() > 0);
        bells.entry(id).or_insert_with(Bell::new).rings.subscribe()
    }

    /// Returns what was read or rendered for an audience at this count of changes. Makes it when nobody did; who comes meanwhile
    /// waits for it, and must hold no connection to the database.
    pub async fn once<T: Any + Send + Sync, E>(
        &self,
        id: DeliberationId,
        changes: i64,
        audience: Audience,
        make: impl Future<Output = Result<T, E>>,
    ) -> Result<Arc<T>, E> {
        let cell = self.cell(id, changes, (TypeId::of::<T>(), audience));
        let made = cell.get_or_try_init(|| async { Ok(Arc::new(make.await?) as Arc<dyn Any + Send + Sync>) }).await?;
        Ok(made.clone().downcast().expect("a cell is found by its type"))
    }

    /// Returns what is kept for an audience at this count of changes. Makes and keeps it when nothing is, without waiting for
    /// others who do the same.
    pub async fn kept<T: Any + Send + Sync, E>(
        &self,
        id: DeliberationId,
        changes: i64,
        audience: Audience,
        make: impl Future<Output = Result<T, E>>,
    ) -> Result<Arc<T>, E> {
        let cell = self.cell(id, changes, (TypeId::of::<T>(), audience));
        if let Some(made) = cell.get() {
            return Ok(made.clone().downcast().expect("a cell is found by its type"));
        }
        let made = Arc::new(make.await?);
        // Who was quicker made the same.
        cell.set(made.clone()).ok();
        Ok(made)
    }

    /// Returns who may read after this ring of the bell; reads it when nobody did.
    pub async fn attendance<E>(
        &self,
        id: DeliberationId,
        ring: u64,
        read: impl Future<Output = Result<Attendance, E>>,
    ) -> Result<Arc<Attendance>, E> {
        let cell = {
            let mut bells = self.bells();
            let (at, cell) = &mut bells.entry(id).or_insert_with(Bell::new).attendance;
            if *at < ring {
                (*at, *cell) = (ring, Present::default());
            }
            // A reader with an old ring asks for itself.
            if *at == ring { cell.clone() } else { Present::default() }
        };
        Ok(cell.get_or_try_init(|| async { read.await.map(Arc::new) }).await?.clone())
    }

    /// Returns the token that ends all streams.
    pub fn stop(&self) -> &CancellationToken {
        &self.stop
    }

    /// Counts the streams that are open on this node.
    pub fn readers(&self) -> usize {
        self.bells().values().map(|bell| bell.rings.receiver_count()).sum()
    }

    /// Follows the outbox and rings the bells, until stopped.
    pub async fn run(self, db: Db) {
        let mut wake = db.wake().subscribe();
        let mut seen: Option<i64> = None;
        loop {
            match self.pass_on(&db, seen).await {
                Ok(last) => seen = Some(last),
                Err(error) => tracing::warn!(%error, "the hub cannot read the outbox"),
            }
            tokio::select! {
                () = self.stop.cancelled() => return,
                _ = wake.changed() => {}
                () = tokio::time::sleep(wake::POLL) => {}
            }
        }
    }

    /// Rings for what happened after `seen`; without it, starts at the present. Returns how far it came.
    async fn pass_on(&self, db: &Db, seen: Option<i64>) -> Result<i64, DbErr> {
        let Some(mut seen) = seen else {
            // Whoever came before the hub had a start may have missed something.
            let last = outbox::last(db.read()).await?;
            self.ring(None);
            return Ok(last);
        };
        let trimmed = outbox::cursor(db.read(), outbox::TRIMMED).await?;
        if trimmed > seen {
            seen = trimmed;
            self.ring(None);
        }
        loop {
            let events = outbox::after(db.read(), seen).await?;
            let Some((last, _)) = events.last() else { return Ok(seen) };
            seen = *last;
            for (_, event) in events {
                if let Some(Event::DeliberationChanged(_, id)) = event {
                    self.ring(Some(id));
                }
            }
        }
    }

    /// Rings one bell, or all of them.
    fn ring(&self, id: Option<DeliberationId>) {
        for (_, bell) in self.bells().iter().filter(|(other, _)| id.is_none_or(|id| id == **other)) {
            bell.rings.send_modify(|rings| *rings = rings.wrapping_add(1));
        }
    }

    fn cell(&self, id: DeliberationId, changes: i64, key: (TypeId, Audience)) -> Shared {
        let mut bells = self.bells();
        let bell = bells.entry(id).or_insert_with(Bell::new);
        match bell.shared.get(&key) {
            Some((at, cell)) if *at == changes => cell.clone(),
            // A reader with an old count doesn't push out what is newer.
            Some((at, _)) if *at > changes => Shared::default(),
            _ => bell.shared.entry(key).insert_entry((changes, Shared::default())).get().1.clone(),
        }
    }

    fn bells(&self) -> MutexGuard<'_, HashMap<DeliberationId, Bell>> {
        self.bells.lock().expect("nothing panics while it holds the bells")
    }
}

impl Bell {
    fn new() -> Self {
        Self { rings: watch::Sender::new(0), shared: HashMap::new(), attendance: (0, Present::default()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_part_is_rendered_once_for_all_readers_of_one_state() {
        let hub = Hub::new();
        let id = DeliberationId::random();
        let _ear = hub.subscribe(id);
        let table = Audience { role: "table", language: "nl" };
        let render = |text: &str| std::future::ready(Ok::<String, ()>(text.to_owned()));
        assert_eq!(*hub.once(id, 3, table, render("een")).await.unwrap(), "een");
        assert_eq!(*hub.once(id, 3, table, render("twee")).await.unwrap(), "een");
        assert_eq!(*hub.once(id, 4, table, render("drie")).await.unwrap(), "drie");
        let screen = Audience { role: "screen", ..table };
        assert_eq!(*hub.once(id, 4, screen, render("vier")).await.unwrap(), "vier");
        assert_eq!(*hub.once(id, 3, table, render("oud")).await.unwrap(), "oud");
        assert_eq!(*hub.once(id, 4, table, render("nieuw")).await.unwrap(), "drie");
    }

    #[tokio::test]
    async fn a_bell_without_readers_is_taken_down() {
        let hub = Hub::new();
        drop(hub.subscribe(DeliberationId::random()));
        let _ear = hub.subscribe(DeliberationId::random());
        assert_eq!(hub.bells().len(), 1);
    }
}
