//! The wire test: before the reveal not one byte of what somebody wrote or placed leaves the server for anybody else.

use axum::http::StatusCode;
use entity::contribution::{self, ContributionState};
use entity::ids::ContributionId;
use sea_orm::EntityTrait;

use super::{Table, stream::Stream};
use crate::on_both;

/// Words that occur nowhere else.
const MARK: &str = "Zevenslaper";

on_both! {
    async fn hidden_writing_is_on_no_page_and_in_no_stream_of_anybody_else(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        let live = tokio::spawn(table.instance.app.hub.clone().run(table.instance.app.db.clone()));
        let mut sharina = table.browser(&table.sharina).await;
        let (mut judith, mut youssef) = (table.browser(&table.judith).await, table.browser(&table.youssef).await);
        let mut streams = Vec::new();
        for browser in [&mut judith, &mut youssef, &mut sharina] {
            streams.push(Stream::open(browser, &Table::url(id, "/stream")).await);
        }
        streams.push(Stream::open(&mut judith, &Table::url(id, "/stream?screen=1")).await);
        for stream in &mut streams {
            stream.next().await;
        }
        let draft = [("step", "explore"), ("text-interpretation", MARK), ("draft", "yes")];
        sharina.post(&Table::url(id, "/contributions"), &draft).await;
        let words = [("step", "explore"), ("text-observation", MARK)];
        sharina.post(&Table::url(id, "/contributions"), &words).await;

        for browser in [&mut judith, &mut youssef] {
            for page in ["", "/screen"] {
                let page = browser.get(&Table::url(id, page)).await;
                assert!(page.status == StatusCode::OK && !page.text.contains(MARK));
            }
            let typed = browser.post(&Table::url(id, "/steer"), &[("verb", "back"), ("revision", "0")]).await;
            assert!(!typed.text.contains(MARK), "nor on the page of a conflict");
        }
        assert!(judith.get(&Table::url(id, "")).await.text.contains("Eén persoon heeft iets klaarliggen"));
        assert!(sharina.get(&Table::url(id, "")).await.text.contains(MARK), "her own page has it");
        for stream in &mut streams {
            let event = stream.next().await;
            assert!(!event.contains(MARK), "a stream holds what all may see, on her own device too");
            assert!(event.contains("Eén persoon") || event.contains("screen-part"));
        }
        let one = marked(&table).await;
        let edit = judith.get(&Table::url(id, &format!("/contributions/{one}"))).await;
        assert_eq!(edit.status, StatusCode::NOT_FOUND);

        table.reveal(id, "explore").await;
        for stream in &mut streams {
            assert!(stream.next().await.contains(MARK), "and then all see it at once");
        }
        assert!(youssef.get(&Table::url(id, "")).await.text.contains(MARK));
        table.instance.app.hub.stop().cancel();
        live.await.unwrap();
    }
}

on_both! {
    async fn dots_are_a_number_until_the_reveal(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let live = tokio::spawn(table.instance.app.hub.clone().run(table.instance.app.db.clone()));
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let mut table_stream = Stream::open(&mut judith, &Table::url(id, "/stream")).await;
        let mut screen_stream = Stream::open(&mut judith, &Table::url(id, "/stream?screen=1")).await;
        table_stream.next().await;
        screen_stream.next().await;
        let place = format!("place-{}", table.virtue);
        sharina.post(&Table::url(id, "/placements"), &[("moment", "start"), (&place, "83")]).await;
        for text in [
            table_stream.next().await,
            screen_stream.next().await,
            judith.get(&Table::url(id, "/screen")).await.text,
        ] {
            assert!(text.contains("1 van 3"));
            // A bare 83 may stand in an address or an id; a place would stand alone, or as its x on the line.
            let places = ["dot-at", "\"83\"", ">83<", " 83 ", "78.27"];
            assert!(places.iter().all(|place| !text.contains(place)), "no dot and no place");
        }
        let page = judith.get(&Table::url(id, "")).await.text;
        assert!(!page.contains("dot-at") && !page.contains("value=\"83\" checked"));
        table.reveal(id, "start").await;
        let few = table_stream.next().await;
        assert!(few.contains("minder dan vier stippen") && !few.contains("dot-at"));
        table.instance.app.hub.stop().cancel();
        live.await.unwrap();
    }
}

/// Returns the id of the placed contribution with the mark, as nobody but its author could know it.
async fn marked(table: &Table) -> ContributionId {
    let rows = contribution::Entity::find().all(table.instance.app.db.read()).await.unwrap();
    rows.into_iter().find(|row| row.text == MARK && row.state == ContributionState::Placed).unwrap().id
}
