//! What a form can't do: set what isn't in it, be larger than a form is, come without end, lead elsewhere.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use entity::account;
use omgang::teams::memberships::OrganisationRoles;
use omgang::throttle::FORMS_AT_ONCE;
use sea_orm::EntityTrait;
use tower::ServiceExt;

use crate::mail::Team;
use crate::on_both;
use crate::support::PASSWORD;

on_both! {
    async fn a_form_sets_what_stands_in_it_and_nothing_else(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        let more = [
            ("name", "Noor Bakker"), ("language", "nl"), ("email", "elders@demo.example"), ("administrator", "yes"),
            ("manager", "true"), ("id", "1"), ("organisation_id", "1"), ("password_hash", "x"), ("created_at", "0"),
        ];
        browser.post("/account", &more).await;
        let now = account::Entity::find_by_id(noor.id).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!(now, account::Model { name: "Noor Bakker".into(), ..noor });
        assert_eq!(browser.get("/o/maaskant/people").await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn a_field_counts_where_it_belongs_and_once(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        let twice = browser.post("/account?name=Query", &[("name", "Eerst"), ("name", "Dan"), ("language", "nl")]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.post("/account?name=Query&language=en", &[("name", "Lijf"), ("language", "nl")]).await;
        let page = browser.get("/account").await.text;
        assert!(page.contains("Lijf") && !page.contains("Query"));
    }
}

on_both! {
    async fn a_form_beyond_two_megabytes_is_refused(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        let long = "a".repeat(2 * 1024 * 1024);
        let told = Request::post("/account")
            .header(header::COOKIE, format!("login={}", browser.cookies["login"]))
            .header(header::CONTENT_LENGTH, long.len() + 1)
            .body(Body::empty())
            .unwrap();
        let answer = omgang::web::router(instance.app.clone()).oneshot(told).await.unwrap();
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "by what it says");
        let untold = browser.post("/account", &[("name", &long), ("language", "nl")]).await;
        assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY, "by what comes");
        let files = [("groot.md", long.as_bytes())];
        let upload = browser.upload("/o/maaskant/library/transfer", &[], &files).await;
        assert!(upload.status.is_client_error(), "{}", upload.status);
        let now = account::Entity::find_by_id(noor.id).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!(now, noor, "nothing of it is kept");
    }
}

on_both! {
    async fn forms_without_end_have_to_wait(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let emine = instance.person(home.id, "Emine", OrganisationRoles::default()).await;
        let (mut busy, mut calm) = (instance.browser(noor.id).await, instance.browser(emine.id).await);
        for _ in 0..FORMS_AT_ONCE {
            assert_eq!(busy.post("/nergens", &[]).await.status, StatusCode::NOT_FOUND);
        }
        let stopped = busy.post("/account", &[("name", "Noor Bakker"), ("language", "nl")]).await;
        assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(busy.get("/account").await.status, StatusCode::OK, "reading goes on");
        assert_eq!(calm.post("/nergens", &[]).await.status, StatusCode::NOT_FOUND, "others notice nothing");
        let mut forger = instance.anonymous();
        for number in 0..FORMS_AT_ONCE {
            forger.cookies.insert("login".into(), format!("verzonnen-{number}"));
            assert_eq!(forger.post("/nergens", &[]).await.status, StatusCode::NOT_FOUND);
        }
        forger.cookies.insert("login".into(), "nog een".into());
        assert_eq!(forger.post("/nergens", &[]).await.status, StatusCode::TOO_MANY_REQUESTS, "made-up tokens count as one address");
        instance.app.clock.advance_minutes(1);
        assert_eq!(busy.post("/nergens", &[]).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn the_way_on_stays_here(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        for elsewhere in ["https://elders.example", "//elders.example", "/\\elders.example", "/\t/elders.example", "javascript:alert(1)", "data:text/html,x"] {
            let typed = [("email", "noor@demo.example"), ("password", PASSWORD), ("back", elsewhere)];
            assert_eq!(instance.anonymous().post("/login", &typed).await.location.as_deref(), Some("/"), "{elsewhere}");
            let typed = [("language", "nl"), ("back", elsewhere)];
            assert_eq!(instance.anonymous().post("/language", &typed).await.location.as_deref(), Some("/"), "{elsewhere}");
        }
    }
}

on_both! {
    async fn only_text_and_tables_are_taken_in(instance: Instance) {
        let team = Team::made(instance).await;
        let mut browser = team.browser(&team.tomasz).await;
        let text = "# Een titel\n\nEen verhaal.";
        let files: [(&str, &[u8]); 4] =
            [("een.md", text.as_bytes()), ("een.exe", text.as_bytes()), ("een.zip", text.as_bytes()), ("zonder", text.as_bytes())];
        let told = browser.upload("/o/maaskant/library/transfer", &[], &files).await;
        assert_eq!(told.text.matches("kan Omgang niet lezen").count(), 3, "{}", told.text);
    }
}
