//! The event stream: the present state first, then each change, for as long as somebody may see it.

use std::time::Duration;

use axum::body::BodyDataStream;
use axum::http::StatusCode;
use entity::ids::DeliberationId;
use omgang::people::logins::{self, Visit};
use tokio_stream::StreamExt;

use super::Table;
use crate::on_both;
use crate::support::Browser;

/// Longest wait for an event; a test that works waits a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open event stream.
pub struct Stream(BodyDataStream);

impl Stream {
    pub async fn open(browser: &mut Browser, path: &str) -> Self {
        let (status, body) = browser.open(path).await;
        assert_eq!(status, StatusCode::OK);
        Self(body.into_data_stream())
    }

    /// Waits for the next event.
    pub async fn next(&mut self) -> String {
        self.try_next().await.expect("the stream goes on")
    }

    /// Waits for the next event, or the end.
    pub async fn try_next(&mut self) -> Option<String> {
        let bytes = tokio::time::timeout(PATIENCE, self.0.next()).await.expect("an event comes in time")?;
        Some(String::from_utf8(bytes.unwrap().to_vec()).unwrap())
    }
}

async fn room_of(table: &Table) -> (DeliberationId, tokio::task::JoinHandle<()>) {
    let id = table.opened().await;
    (id, tokio::spawn(table.instance.app.hub.clone().run(table.instance.app.db.clone())))
}

on_both! {
    async fn it_begins_with_the_present_and_ends_at_the_shutdown(instance: Instance) {
        let table = Table::laid(instance).await;
        let (id, live) = room_of(&table).await;
        let mut sharina = table.browser(&table.sharina).await;
        let mut stream = Stream::open(&mut sharina, &Table::url(id, "/stream")).await;
        let first = stream.next().await;
        assert!(first.contains("event: present") && first.contains(&format!("id: {}", table.row(id).await.changes)));
        assert!(first.contains(r#""seconds":360"#) && first.contains("start.hidden.open.presents"));
        table.advance(id).await;
        let second = stream.next().await;
        assert!(second.contains("explore.hidden.open") && second.contains(r#""seconds":780"#));
        table.instance.app.hub.stop().cancel();
        assert_eq!(stream.try_next().await, None);
        live.await.unwrap();
    }
}

on_both! {
    async fn a_reader_that_lags_reads_the_present_and_no_step_between(instance: Instance) {
        let table = Table::laid(instance).await;
        let (id, _live) = room_of(&table).await;
        let mut sharina = table.browser(&table.sharina).await;
        let mut stream = Stream::open(&mut sharina, &Table::url(id, "/stream")).await;
        for _ in 0..3 {
            table.advance(id).await;
        }
        let present = stream.next().await;
        assert!(present.contains("decide.hidden.open"), "{present}");
        table.instance.app.hub.stop().cancel();
    }
}

on_both! {
    async fn it_ends_for_whoever_may_no_longer_see_it(instance: Instance) {
        let table = Table::laid(instance).await;
        let (id, _live) = room_of(&table).await;
        let app = &table.instance.app;
        let visit = Visit { organisation: table.organisation.id, deliberation: id };
        let mut tx = app.db.write().await.unwrap();
        let token = logins::ask_to_join(&mut tx, table.others[2].id, visit, "telefoon", app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut dirk = table.instance.anonymous();
        dirk.cookies.insert("login".into(), token.reveal().to_owned());
        assert_eq!(dirk.get(&Table::url(id, "")).await.status, StatusCode::NOT_FOUND, "not admitted yet");
        admit(&table).await;
        assert_eq!(dirk.get(&Table::url(id, "")).await.status, StatusCode::OK);
        let mut stream = Stream::open(&mut dirk, &Table::url(id, "/stream")).await;
        stream.next().await;
        let mut judith = table.browser(&table.judith).await;
        judith.post(&Table::url(id, "/close"), &[("revision", "1")]).await;
        let last = stream.next().await;
        assert!(last.contains("event: over") && !last.contains("present"), "the login opens nothing more: {last}");
        assert_eq!(stream.try_next().await, None);
        assert_eq!(dirk.get(&Table::url(id, "")).await.location.as_deref(), Some("/goodbye"));
        assert_eq!(dirk.events(&Table::url(id, "/stream")).await, StatusCode::NO_CONTENT, "and asks no more");
        app.hub.stop().cancel();
    }
}

on_both! {
    async fn it_ends_with_the_conversation_and_does_not_begin_again(instance: Instance) {
        let table = Table::laid(instance).await;
        let (id, _live) = room_of(&table).await;
        let mut sharina = table.browser(&table.sharina).await;
        let mut stream = Stream::open(&mut sharina, &Table::url(id, "/stream")).await;
        stream.next().await;
        let mut judith = table.browser(&table.judith).await;
        judith.post(&Table::url(id, "/close"), &[("revision", "1")]).await;
        assert!(stream.next().await.contains("start.hidden.closed"), "the last state");
        assert_eq!(stream.try_next().await, None);
        assert_eq!(sharina.events(&Table::url(id, "/stream")).await, StatusCode::NO_CONTENT);
        for page in ["", "/screen"] {
            assert!(!sharina.get(&Table::url(id, page)).await.text.contains("data-live"), "no page listens any more");
        }
        assert_eq!(judith.get(&Table::url(id, "/requests")).await.status, StatusCode::NO_CONTENT, "nobody waits");
        table.instance.app.hub.stop().cancel();
    }
}

async fn admit(table: &Table) {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
    let tx = table.instance.app.db.write().await.unwrap();
    entity::login::Entity::update_many()
        .col_expr(entity::login::Column::Admitted, Expr::value(true))
        .filter(entity::login::Column::AccountId.eq(table.others[2].id))
        .exec(tx.conn())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
