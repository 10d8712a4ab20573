//! Signing in and out.

use axum::http::StatusCode;
use entity::login;
use omgang::people::logins::{self, LIFETIME_DAYS};
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::on_both;
use crate::support::PASSWORD;

on_both! {
    async fn a_person_signs_in_and_out(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.anonymous();
        let turned_away = browser.get("/o/maaskant").await;
        assert_eq!(turned_away.location.as_deref(), Some("/login?back=%2Fo%2Fmaaskant"));
        let wrong = browser.post("/login", &[("email", "noor@demo.example"), ("password", "iets anders")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("noor@demo.example"), "what was typed is kept");
        let right = [("email", "noor@demo.example"), ("password", PASSWORD), ("back", "/o/maaskant")];
        assert_eq!(browser.post("/login", &right).await.location.as_deref(), Some("/o/maaskant"));
        let page = browser.get("/o/maaskant").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Dag Noor"));
        browser.post("/logout", &[]).await;
        assert_eq!(browser.get("/o/maaskant").await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn a_stranger_in_the_organisation_gets_the_same_404_as_for_nothing(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        instance.organisation("elders").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        let stranger = browser.get("/o/elders").await;
        let nothing = browser.get("/o/nergens").await;
        assert_eq!((stranger.status, nothing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    }
}

on_both! {
    async fn devices_whose_login_is_over_are_forgotten_in_a_week(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        let mut left = Vec::new();
        for days in [LIFETIME_DAYS - 1, 2, 7] {
            instance.app.clock.advance_minutes(days * 24 * 60);
            let mut tx = instance.app.db.write().await.unwrap();
            logins::forget_past(&mut tx, instance.app.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            left.push(login::Entity::find().count(instance.app.db.read()).await.unwrap());
        }
        assert_eq!(left, [1, 1, 0], "while it lasts, for a week after, and then no more");
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    }
}
