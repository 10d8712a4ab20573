//! How far a code and its login reach: no further than one conversation, no longer than it lasts.

use axum::http::StatusCode;
use entity::{login, meeting};
use omgang::deliberations::farewell::FAREWELL_MINUTES;
use omgang::deliberations::{self, closing};
use omgang::people::logins::VISIT_HOURS;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{admit_all, ask, code};
use crate::deliberations::Table;
use crate::on_both;
use crate::support::Browser;

/// Lets Tomasz in with a login for this conversation alone.
async fn visitor(table: &Table, id: entity::ids::DeliberationId) -> Browser {
    let phone = ask(table, id, &table.others[0]).await;
    admit_all(table, id).await;
    phone
}

on_both! {
    async fn a_login_for_one_conversation_opens_that_one_only(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut phone = visitor(&table, id).await;
        assert_eq!(phone.get(&Table::url(id, "")).await.status, StatusCode::OK);
        assert_eq!(phone.get(&Table::url(id, "/screen")).await.status, StatusCode::OK);

        let team = table.team;
        let inside = [
            String::new(), "/teams".into(), format!("/teams/{team}"), format!("/teams/{team}/members"),
            format!("/teams/{team}/agreement"), format!("/teams/{team}/framework"), format!("/teams/{team}/meetings"),
            format!("/teams/{team}/cases/new"), "/cases".into(), format!("/cases/{}", table.case),
            format!("/meetings/{}", table.meeting), "/library".into(), "/library?q=post".into(), "/people".into(),
            "/conversations/new".into(), format!("/deliberations/{}", entity::ids::DeliberationId::new()),
        ];
        for path in inside {
            let answer = phone.get(&format!("/o/maaskant{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in [format!("/meetings/{}/deliberations", table.meeting), "/conversations/new".into()] {
            let answer = phone.post(&format!("/o/maaskant{path}"), &[("title", "Iets")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let account = phone.get("/account").await;
        assert_eq!(account.location.as_deref(), Some("/login?back=%2Faccount"));
        assert_eq!(phone.post("/account", &[("name", "Iemand anders")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(phone.get("/").await.location.as_deref(), Some("/join"), "its one place is the conversation");
    }
}

on_both! {
    async fn it_doesnt_open_another_conversation_of_the_same_team(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut phone = visitor(&table, id).await;
        let other = another(&table).await;
        assert_eq!(phone.get(&Table::url(other, "")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(phone.get(&Table::url(other, "/screen")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(phone.get(&Table::url(id, "")).await.status, StatusCode::OK);
        let elsewhere = format!("/o/elders/deliberations/{id}");
        table.instance.organisation("elders").await;
        assert_eq!(phone.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    }
}

/// Opens a second conversation of the team, about a case of Youssef.
async fn another(table: &Table) -> entity::ids::DeliberationId {
    let app = &table.instance.app;
    let now = app.clock.now();
    let mut tx = app.db.write().await.unwrap();
    let mut case =
        entity::case::Entity::find_by_id((table.organisation.id, table.case)).one(tx.conn()).await.unwrap().unwrap();
    case.id = entity::ids::CaseId::new();
    case.presenter_id = table.youssef.id;
    let case = case.into_active_model().reset_all().insert(tx.conn()).await.unwrap();
    let row = meeting::ActiveModel {
        organisation_id: Set(table.organisation.id),
        id: Set(entity::ids::MeetingId::new()),
        team_id: Set(table.team),
        date: Set(app.clock.today()),
        case_id: Set(Some(case.id)),
        created_by: Set(table.youssef.id),
        created_at: Set(now),
    };
    let meeting = row.insert(tx.conn()).await.unwrap().id;
    let opened = deliberations::open(&mut tx, &table.actor(&table.judith), meeting, now).await.unwrap();
    tx.commit().await.unwrap();
    opened.id
}

on_both! {
    async fn it_ends_with_the_conversation(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut phone = visitor(&table, id).await;
        let mut waiting = ask(&table, id, &table.others[1]).await;
        let code = code(&table, id).await;
        let row = table.row(id).await;
        let mut tx = table.instance.app.db.write().await.unwrap();
        let now = table.instance.app.clock.now();
        closing::close(&mut tx, &table.actor(&table.judith), id, row.revision, now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(phone.get(&Table::url(id, "")).await.location.as_deref(), Some("/goodbye"));
        let door = waiting.get(&format!("/join/{code}/wait")).await;
        assert!(door.text.contains("Je bent er nog niet bij"));
        assert_eq!(waiting.get(&format!("/join/{code}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let of_this = login::Column::DeliberationId.eq(id);
        let left = login::Entity::find().filter(of_this).all(table.instance.app.db.read()).await.unwrap();
        assert_eq!(left.len(), 1, "who waited is forgotten");
        assert_eq!(left[0].expires_at, now.plus_minutes(FAREWELL_MINUTES), "who was in says goodbye");
    }
}

on_both! {
    async fn code_and_login_expire(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let code = code(&table, id).await;
        let mut phone = visitor(&table, id).await;
        table.instance.app.clock.advance_minutes(VISIT_HOURS * 60 - 1);
        let mut late = table.instance.anonymous();
        assert_eq!(late.get(&format!("/join/{code}")).await.status, StatusCode::OK);
        assert_eq!(phone.get(&Table::url(id, "")).await.status, StatusCode::OK);
        table.instance.app.clock.advance_minutes(1);
        let expired = late.get(&format!("/join/{code}")).await;
        let unknown = late.get("/join/BBBB0000").await;
        let malformed = late.get("/join/BBBB000Ó").await;
        assert_eq!(expired.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(expired.text.replace(&code, "BBBB0000"), unknown.text, "one answer, whatever the reason");
        assert_eq!(malformed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!expired.text.contains("Noord") && !expired.text.contains("Lotte"));
        assert_eq!(phone.get(&Table::url(id, "")).await.location.as_deref(), Some("/goodbye"));
    }
}

on_both! {
    async fn codes_cant_be_guessed_fast(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let code = code(&table, id).await;
        let mut phone = table.instance.anonymous();
        let mut tries = 0;
        while phone.get("/join/BBBB0000").await.status != StatusCode::TOO_MANY_REQUESTS {
            tries += 1;
            assert!(tries <= 60);
        }
        assert!(tries >= 40, "a whole team behind one address gets in: {tries}");
        assert_eq!(phone.get(&format!("/join/{code}")).await.status, StatusCode::TOO_MANY_REQUESTS);
        let name = [("account", "x")];
        assert_eq!(phone.post(&format!("/join/{code}"), &name).await.status, StatusCode::TOO_MANY_REQUESTS);
        table.instance.app.clock.advance_minutes(1);
        assert_eq!(phone.get(&format!("/join/{code}")).await.status, StatusCode::OK);
    }
}
