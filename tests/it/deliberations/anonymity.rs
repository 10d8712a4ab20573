//! Dots and recognised tensions: nothing says whose they are, or when they came.

use std::collections::BTreeSet;

use entity::ids::PlacementId;
use entity::placement::Moment;
use entity::{placement as dot, quarter_key, recognition};
use omgang::clock::quarter;
use omgang::crypto::Token;
use omgang::deliberations::placement::{self, Choice, Dots};
use omgang::deliberations::{Refused, closing, require_participant};
use sea_orm::sea_query::Iden;
use sea_orm::{EntityTrait, Iterable};

use super::Table;
use crate::on_both;

async fn put(table: &Table, id: entity::ids::DeliberationId, token: &Token, place: Option<i16>) -> Result<(), Refused> {
    let moment = table.room(id).await.step().placed().unwrap();
    let mut tx = table.instance.app.db.write().await.unwrap();
    let choice = [Choice { virtue: table.virtue, place }];
    placement::place(&mut tx, &table.actor(&table.sharina), id, moment, token, &choice).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn dots(table: &Table) -> Vec<dot::Model> {
    dot::Entity::find().all(table.instance.app.db.read()).await.unwrap()
}

#[test]
fn a_dot_has_no_column_for_who_or_when() {
    let columns: BTreeSet<String> = dot::Column::iter().map(|column| column.unquoted().to_owned()).collect();
    let known = ["deliberation_id", "id", "moment", "organisation_id", "place", "token_hash", "virtue_id"];
    assert_eq!(columns, known.map(str::to_owned).into());
}

on_both! {
    async fn the_reveal_throws_all_dots_together(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let token = Token::new();
        put(&table, id, &token, Some(17)).await.unwrap();
        put(&table, id, &token, Some(33)).await.unwrap();
        assert_eq!(dots(&table).await.len(), 1, "a second choice moves the first");
        for place in [67, 67, 100] {
            put(&table, id, &Token::new(), Some(place)).await.unwrap();
        }
        let before = dots(&table).await;
        assert!(before.iter().all(|dot| dot.token_hash.is_some() && dot.id.0.get_version_num() == 4));
        let shown = placement::revealed(table.instance.app.db.read(), &table.room(id).await, Moment::Start).await.unwrap();
        assert!(shown.is_empty(), "nothing is read before the reveal");

        table.reveal(id, "start").await;
        let after = dots(&table).await;
        let ids = |dots: &[dot::Model]| dots.iter().map(|dot| dot.id).collect::<BTreeSet<PlacementId>>();
        assert!(ids(&before).is_disjoint(&ids(&after)));
        assert!(after.iter().all(|dot| dot.token_hash.is_none() && dot.id.0.get_version_num() == 4));
        let room = table.room(id).await;
        let shown = placement::revealed(table.instance.app.db.read(), &room, Moment::Start).await.unwrap();
        assert_eq!(shown, [(table.virtue, Dots::Shown(vec![33, 67, 67, 100]))]);
        assert!(matches!(put(&table, id, &token, Some(50)).await, Err(Refused::Conflict)), "none comes after");
        table.reveal(id, "start").await;
        assert_eq!(ids(&dots(&table).await), ids(&after), "a second reveal changes nothing");
    }
}

on_both! {
    async fn fewer_than_four_are_not_shown_and_no_more_than_there_are_people(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let token = Token::new();
        put(&table, id, &token, Some(50)).await.unwrap();
        put(&table, id, &token, None).await.unwrap();
        assert!(dots(&table).await.is_empty(), "a dot can be taken back");
        for _ in 0..6 {
            put(&table, id, &Token::new(), Some(50)).await.unwrap();
        }
        assert!(matches!(put(&table, id, &Token::new(), Some(50)).await, Err(Refused::Full)));
        assert!(matches!(put(&table, id, &Token::new(), Some(51)).await, Err(Refused::NotAsked)));
        for _ in 0..5 {
            table.advance(id).await;
        }
        for _ in 0..3 {
            put(&table, id, &Token::new(), Some(83)).await.unwrap();
        }
        table.reveal(id, "close").await;
        let room = table.room(id).await;
        let db = table.instance.app.db.read();
        assert_eq!(placement::revealed(db, &room, Moment::End).await.unwrap(), [(table.virtue, Dots::TooFew)]);
        assert!(placement::revealed(db, &room, Moment::Start).await.unwrap().is_empty(), "each moment has its reveal");
    }
}

on_both! {
    async fn recognised_tensions_hold_handles_and_are_read_by_their_own_hand(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (app, sharina) = (&table.instance.app, table.actor(&table.sharina));
        let tap = async |keys: &[&str]| {
            let mut tx = app.db.write().await.unwrap();
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            let seat = require_participant(tx.conn(), &sharina, id).await?;
            closing::recognise(&mut tx, &app.key, &seat, &keys, app.clock.now()).await?;
            tx.commit().await.map_err(Refused::from)
        };
        assert!(matches!(tap(&["act_wait"]).await, Err(Refused::Conflict)), "only at the close");
        for _ in 0..5 {
            table.advance(id).await;
        }
        let changes = table.row(id).await.changes;
        tap(&["act_wait", "follow_lead"]).await.unwrap();
        assert!(matches!(tap(&["act_wait", "follow_lead", "go_safe"]).await, Err(Refused::NotAsked)));
        tap(&["go_safe"]).await.unwrap();
        assert_eq!(table.row(id).await.changes, changes, "it tells nobody");
        let rows = recognition::Entity::find().all(app.db.read()).await.unwrap();
        assert_eq!(rows.len(), 1);
        let plain = [sharina.account.to_string(), table.case.to_string(), id.to_string()];
        assert!(!plain.contains(&rows[0].person_handle) && !plain.contains(&rows[0].case_handle));
        assert_eq!(rows[0].id.0.get_version_num(), 4);
        let mine = require_participant(app.db.read(), &sharina, id).await.unwrap();
        assert_eq!(closing::recognised(app.db.read(), &app.key, &mine).await.unwrap(), ["go_safe"]);
        let judith = require_participant(app.db.read(), &table.actor(&table.judith), id).await.unwrap();
        assert!(closing::recognised(app.db.read(), &app.key, &judith).await.unwrap().is_empty());

        let gone = quarter_key::Entity::delete_many();
        let tx = app.db.write().await.unwrap();
        gone.exec(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(closing::recognised(app.db.read(), &app.key, &mine).await.unwrap().is_empty());
        app.clock.advance_minutes(60 * 24 * 60);
        assert_ne!(quarter(app.clock.now()), rows[0].quarter);
        assert!(matches!(tap(&["act_wait"]).await, Err(Refused::Conflict)), "a closed quarter gets no new key");
    }
}
