//! After the close: a device that joined by code says goodbye, and guests who came for one conversation are let go.

use axum::http::StatusCode;
use entity::ids::DeliberationId;
use entity::recognition;
use entity::team_member::TeamRole;
use omgang::deliberations::farewell::FAREWELL_MINUTES;
use omgang::deliberations::participants;
use omgang::teams::members::{self, Place, TeamRef};
use omgang::teams::memberships;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{admit_all, ask};
use crate::deliberations::Table;
use crate::on_both;
use crate::support::{Browser, Instance};

async fn close(table: &Table, id: DeliberationId) {
    let mut judith = table.browser(&table.judith).await;
    let closed = judith.post(&Table::url(id, "/close"), &[("revision", "1")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
}

/// Adds a guest by name and lets their phone in.
async fn guest(table: &Table, id: DeliberationId, name: &str) -> (entity::account::Model, Browser) {
    let mut judith = table.browser(&table.judith).await;
    judith.post(&Table::url(id, "/guests"), &[("name", name)]).await;
    let accounts = entity::account::Entity::find().all(table.instance.app.db.read()).await.unwrap();
    let account = accounts.into_iter().find(|account| account.name == name).unwrap();
    let phone = ask(table, id, &account).await;
    admit_all(table, id).await;
    (account, phone)
}

async fn recognitions(instance: &Instance) -> u64 {
    recognition::Entity::find().count(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn a_device_that_joined_by_code_says_goodbye(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut phone = ask(&table, id, &table.others[0]).await;
        admit_all(&table, id).await;
        assert_eq!(phone.get("/goodbye").await.location, Some(Table::url(id, "")), "not yet");
        close(&table, id).await;
        for path in ["", "/screen", "/invite", "/stream", "/contributions/01912345-0000-7000-8000-000000000000"] {
            let answer = phone.get(&Table::url(id, path)).await;
            assert_eq!(answer.location.as_deref(), Some("/goodbye"), "{path}");
        }
        let late = phone.post(&Table::url(id, "/contributions"), &[("step", "learn"), ("text-lesson", "Te laat.")]).await;
        assert_eq!(late.location.as_deref(), Some("/goodbye"));
        let page = phone.get("/goodbye").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Dank je dat je erbij was") && page.text.contains("Welk spanningsveld"));
        assert!(!page.text.contains("enveloppen") && !page.text.contains("Sharina"), "nothing of the conversation");

        let three = [("tension", "act_wait"), ("tension", "go_safe"), ("tension", "follow_lead")];
        assert_eq!(phone.post("/goodbye", &three).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(phone.post("/goodbye", &three[..2]).await.location.as_deref(), Some("/goodbye"));
        assert_eq!(recognitions(&table.instance).await, 2);
        assert!(phone.get("/goodbye").await.text.contains("je koos er 2"));
        assert!(!table.instance.anonymous().get("/goodbye").await.text.contains("je koos er"), "another device asks nothing");

        table.instance.app.clock.advance_minutes(FAREWELL_MINUTES);
        let over = phone.get("/goodbye").await;
        assert!(over.text.contains("Dank je dat je erbij was") && !over.text.contains("spanningsveld"));
        assert_eq!(phone.post("/goodbye", &three[..1]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(phone.get(&Table::url(id, "")).await.location.as_deref(), Some("/goodbye"), "hours later too");
    }
}

on_both! {
    async fn who_is_done_ends_it_on_the_device(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut phone = ask(&table, id, &table.others[0]).await;
        admit_all(&table, id).await;
        close(&table, id).await;
        assert_eq!(phone.post("/logout", &[]).await.location.as_deref(), Some("/goodbye"));
        assert!(!phone.get("/goodbye").await.text.contains("spanningsveld"));
    }
}

on_both! {
    async fn a_guest_goes_with_the_conversation_and_leaves_only_a_name(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (karim, mut phone) = guest(&table, id, "Karim").await;
        let (nadia, _) = guest(&table, id, "Nadia").await;
        let key = TeamRef { organisation: table.organisation.id, team: table.team };
        let app = &table.instance.app;
        let mut tx = app.db.write().await.unwrap();
        let place = Place { account: nadia.id, role: TeamRole::Trainee, coordinator: false };
        members::put(&mut tx, key, place, table.judith.id, app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        close(&table, id).await;

        let db = app.db.read();
        let team: Vec<String> = members::list(db, key).await.unwrap().into_iter().map(|(_, account)| account.name).collect();
        assert!(!team.contains(&"Karim".to_owned()), "{team:?}");
        assert!(team.contains(&"Nadia".to_owned()), "the team gave her a place");
        assert!(team.contains(&"Dirk".to_owned()), "a guest of the team with an account of his own stays");
        assert!(memberships::find(db, table.organisation.id, karim.id).await.unwrap().is_none());
        let there = participants::list(db, &table.row(id).await).await.unwrap();
        assert!(there.iter().any(|person| person.name == "Karim"), "the name stays with what was said");
        assert_eq!(phone.get(&Table::url(id, "")).await.location.as_deref(), Some("/goodbye"));
        assert_eq!(phone.post("/goodbye", &[("tension", "act_wait")]).await.location.as_deref(), Some("/goodbye"));
        assert_eq!(recognitions(&table.instance).await, 1, "a guest may say it too");
        let told = table.browser(&table.sharina).await.get("/o/maaskant").await.text;
        assert!(!told.contains("Karim"), "guests of an hour are no news");
    }
}
