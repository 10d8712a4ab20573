//! What is written without a name has none, anywhere: not in a row, a page, an export of rows, an order or a time.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use entity::contribution;
use omgang::methods::{self, Method};
use sea_orm::EntityTrait;

use super::Table;
use crate::on_both;
use crate::support::Browser;

/// The standard method, in which the first writing is without names.
fn nameless() -> Method {
    let mut method = methods::standard().clone();
    method.steps[1].named = false;
    assert_eq!(methods::flaws(&method), []);
    method
}

async fn write(browser: &mut Browser, room: &str, text: &str) -> StatusCode {
    let words = [("step", "explore"), ("text-observation", text)];
    browser.post(&format!("{room}/contributions"), &words).await.status
}

async fn rows(table: &Table) -> Vec<contribution::Model> {
    contribution::Entity::find().all(table.instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn nothing_tells_who_wrote_a_card_without_a_name(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened_with(&nameless()).await;
        table.advance(id).await;
        let room = Table::url(id, "");
        let mut people = Vec::new();
        for account in [&table.judith, &table.sharina, &table.youssef] {
            people.push(table.browser(account).await);
        }
        let draft = [("step", "explore"), ("text-observation", "Nog maar hal"), ("draft", "yes")];
        assert_eq!(people[1].post(&format!("{room}/contributions"), &draft).await.status, StatusCode::NO_CONTENT);
        assert!(people[1].get(&room).await.text.contains("Nog maar hal</textarea>"), "her own browser finds the draft");
        for (number, browser) in people.iter_mut().enumerate() {
            assert_eq!(write(browser, &room, &format!("Kaart {number}.")).await, StatusCode::SEE_OTHER);
        }
        let before = rows(&table).await;
        assert_eq!(before.len(), 3, "the draft became the card");
        for row in &before {
            assert_eq!((row.author_id, row.typed_by, row.created_at), (None, None, None));
            assert_eq!(row.id.0.get_version_num(), 4, "an id that tells no time");
        }
        assert!(people[1].get(&room).await.text.contains("Kaart 1.") && !people[0].get(&room).await.text.contains("Kaart 1."));
        people[0].post(&format!("{room}/reveal"), &[("step", "explore")]).await;
        let after = rows(&table).await;
        let ids = |rows: &[contribution::Model]| rows.iter().map(|row| row.id).collect::<BTreeSet<_>>();
        assert!(ids(&before).is_disjoint(&ids(&after)) && after.iter().all(|row| row.token_hash.is_none()));
        for browser in &mut people {
            let page = browser.get(&room).await.text;
            for number in 0..3 {
                assert_eq!(page.matches(&format!("Kaart {number}.")).count(), 1, "all see the same, on the table alone");
            }
            assert!(!page.contains("/contributions/0") && !page.contains("Pas je"), "nobody finds their own among them");
        }
        let edit = people[0].get(&format!("{room}/contributions/{}", after[0].id)).await;
        assert_eq!(edit.status, StatusCode::NOT_FOUND, "the note-taker changes none of them");
        assert_eq!(write(&mut people[2], &room, "Te laat.").await, StatusCode::CONFLICT, "one that came alone would tell");
    }
}

on_both! {
    async fn fewer_than_three_hands_stay_hidden(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened_with(&nameless()).await;
        table.advance(id).await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        write(&mut sharina, &Table::url(id, ""), "Eén.").await;
        write(&mut sharina, &Table::url(id, ""), "Nog één.").await;
        write(&mut judith, &Table::url(id, ""), "Twee.").await;
        let page = judith.get(&Table::url(id, "")).await.text;
        assert!(page.contains("2 mensen hebben iets klaarliggen") && page.contains("Vanaf drie mensen"));
        let early = judith.post(&Table::url(id, "/reveal"), &[("step", "explore")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(!table.room(id).await.standing().revealed);
        assert!(!judith.get(&Table::url(id, "")).await.text.contains("Nog één."));
    }
}
