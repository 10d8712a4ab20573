//! Many at once: nobody who writes is turned away, and a reader of the outbox misses nothing.

use entity::ids::{DeliberationId, OrganisationId};
use entity::{outbox as row, team};
use omgang::db::{Db, outbox};
use omgang::event::Event;
use omgang::teams;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use std::sync::Arc;

use crate::on_both;
use crate::support::{START, long};

/// Transactions that begin at the same moment.
const AT_ONCE: usize = 64;

/// Reads, then writes, as most transactions do: the order that fails on SQLite when they don't begin as writers.
async fn read_then_write(db: Db, start: Arc<Barrier>, organisation: OrganisationId, number: usize) {
    start.wait().await;
    let mut tx = db.write().await.unwrap();
    let before = team::Entity::find().filter(team::Column::OrganisationId.eq(organisation)).count(tx.conn()).await;
    let name = format!("Team {number} na {}", before.unwrap());
    teams::create(&mut tx, organisation, name, START).await.unwrap();
    tx.record(Event::DeliberationChanged(organisation, DeliberationId::new()));
    tx.commit().await.unwrap();
}

on_both! {
    async fn sixty_four_writers_at_once_all_succeed(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let rounds = long(2, 100);
        for _ in 0..rounds {
            let start = Arc::new(Barrier::new(AT_ONCE));
            let mut writers = JoinSet::new();
            for number in 0..AT_ONCE {
                writers.spawn(read_then_write(instance.app.db.clone(), Arc::clone(&start), organisation, number));
            }
            writers.join_all().await;
        }
        let expected = u64::try_from(rounds * AT_ONCE).unwrap();
        assert_eq!(team::Entity::find().count(instance.app.db.read()).await.unwrap(), expected);
        assert_eq!(row::Entity::find().count(instance.app.db.read()).await.unwrap(), expected);
    }
}

/// Commits transactions with one to three events each.
async fn commit_events(db: Db, organisation: OrganisationId, transactions: usize) {
    for number in 0..transactions {
        let mut tx = db.write().await.unwrap();
        for _ in 0..=number % 3 {
            tx.record(Event::DeliberationChanged(organisation, DeliberationId::new()));
        }
        tx.commit().await.unwrap();
    }
}

/// Polls as a reader of another node does, until it has seen the event that ends it.
async fn read_until(db: Db, last: DeliberationId) -> Vec<i64> {
    let mut seen = Vec::new();
    loop {
        let cursor = seen.last().copied().unwrap_or_default();
        for (seq, event) in outbox::after(db.read(), cursor).await.unwrap() {
            seen.push(seq);
            if matches!(event, Some(Event::DeliberationChanged(_, id)) if id == last) {
                return seen;
            }
        }
        tokio::task::yield_now().await;
    }
}

on_both! {
    async fn a_polling_reader_of_the_outbox_misses_nothing(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let writing = long(20, 500);
        // Two nodes write, a third one reads.
        let other = Db::open(&instance.app.config.database).await.unwrap();
        let reading = Db::open(&instance.app.config.database).await.unwrap();
        let last = DeliberationId::new();
        let reader = tokio::spawn(read_until(reading.clone(), last));
        let mut writers = JoinSet::new();
        for number in 0..16 {
            let node = if number % 2 == 0 { &instance.app.db } else { &other };
            writers.spawn(commit_events(node.clone(), organisation, writing));
        }
        writers.join_all().await;
        let mut tx = instance.app.db.write().await.unwrap();
        tx.record(Event::DeliberationChanged(organisation, last));
        tx.commit().await.unwrap();
        let seen = reader.await.unwrap();
        let all: Vec<i64> = row::Entity::find()
            .select_only()
            .column(row::Column::Seq)
            .order_by_asc(row::Column::Seq)
            .into_tuple()
            .all(instance.app.db.read())
            .await
            .unwrap();
        assert_eq!(seen, all, "the reader's cursor passed over an event that was committed later");
        other.close().await.unwrap();
        reading.close().await.unwrap();
    }
}
