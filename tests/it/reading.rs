//! What a page reads is of one moment, until it writes.

use entity::ids::{DeliberationId, OrganisationId};
use omgang::db::{Db, at_one_moment, outbox};
use omgang::event::Event;

use crate::on_both;

async fn happens(db: Db, organisation: OrganisationId) {
    let mut tx = db.write().await.unwrap();
    tx.record(Event::DeliberationChanged(organisation, DeliberationId::new()));
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_page_reads_one_moment_until_it_writes(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let db = instance.app.db.clone();
        let last = async || outbox::last(db.read()).await.unwrap();
        at_one_moment(async {
            let seen = last().await;
            // Somebody else, with a page of their own.
            tokio::spawn(happens(db.clone(), organisation)).await.unwrap();
            assert_eq!(last().await, seen, "the page contradicts itself");
            happens(db.clone(), organisation).await;
            assert_eq!(last().await, seen + 2, "a page doesn't see what it wrote");
        })
        .await;
        let seen = last().await;
        happens(db.clone(), organisation).await;
        assert_eq!(last().await, seen + 1, "outside a page each reading is of its own moment");
    }
}
