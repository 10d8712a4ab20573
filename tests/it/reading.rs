//! What a page reads is of one moment, until it writes.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use entity::ids::{DeliberationId, OrganisationId};
use omgang::app::App;
use omgang::db::{Db, at_one_moment, outbox};
use omgang::event::Event;
use omgang::teams::memberships::OrganisationRoles;
use omgang::web::{self, layers};
use sea_orm::{ConnectionTrait, Statement};

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

/// Reads twice; somebody else writes in between.
async fn reads_twice(State(app): State<App>) -> web::Result<String> {
    let organisation = OrganisationId::new();
    let first = outbox::last(app.db.read()).await?;
    tokio::spawn(happens(app.db.clone(), organisation)).await.unwrap();
    let second = outbox::last(app.db.read()).await?;
    Ok((second - first).to_string())
}

/// Reads, and then asks what no database can answer.
async fn fails(State(app): State<App>) -> web::Result<String> {
    let db = app.db.read();
    outbox::last(db).await?;
    db.query_one_raw(Statement::from_string(db.get_database_backend(), "SELECT nothing FROM nowhere")).await?;
    Ok(String::new())
}

on_both! {
    async fn a_page_that_only_shows_reads_one_moment_and_a_form_what_is(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let routes = Router::new().route("/twice", get(reads_twice).post(reads_twice)).route("/fails", get(fails));
        let mut browser = instance.browser(noor.id).await.at(layers::wrap(routes, instance.app.clone()));
        assert_eq!(browser.get("/twice").await.text, "0");
        assert_eq!(browser.post("/twice", &[]).await.text, "1");
        let failed = browser.get("/fails").await;
        assert_eq!(failed.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(failed.text.contains("Noor"), "the page that says so knows who reads it: {}", failed.text);
    }
}
