//! Many rows: lists stay short, and a reader that was away catches up.

use entity::ids::DeliberationId;
use omgang::db::outbox;
use omgang::event::Event;
use sea_orm::TransactionTrait;

use crate::on_both;
use crate::support::long;

on_both! {
    async fn a_reader_that_was_away_catches_up_and_the_outbox_is_trimmed(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let (transactions, each) = (long(20, 1000), 100);
        for _ in 0..transactions {
            let mut tx = instance.app.db.write().await.unwrap();
            (0..each).for_each(|_| tx.record(Event::DeliberationChanged(organisation, DeliberationId::new())));
            tx.commit().await.unwrap();
        }
        let db = instance.app.db.read();
        let (mut cursor, mut read) = (0, 0);
        loop {
            let batch = outbox::after(db, cursor).await.unwrap();
            assert!(batch.len() <= 500, "a batch is bounded");
            let Some((seq, _)) = batch.last() else { break };
            cursor = *seq;
            read += batch.len();
        }
        assert_eq!(read, transactions * each);
        let tx = db.begin().await.unwrap();
        outbox::trim(&tx, cursor).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(outbox::after(db, 0).await.unwrap().len(), 0);
        assert_eq!(outbox::last(db).await.unwrap(), cursor, "numbers never go back");
    }
}
