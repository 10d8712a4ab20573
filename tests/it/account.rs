//! A person's own account, and the limits at the door.

use axum::http::StatusCode;
use omgang::teams::memberships::OrganisationRoles;

use crate::on_both;
use crate::support::PASSWORD;

const NEW: &str = "een heel nieuwe avond";

on_both! {
    async fn a_change_of_password_keeps_this_login_and_ends_the_others(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let (mut here, mut other) = (instance.browser(noor.id).await, instance.browser(noor.id).await);
        let wrong = here.post("/account/password", &[("old", "iets anders hoor"), ("new", NEW)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let short = here.post("/account/password", &[("old", PASSWORD), ("new", "kort")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(other.get("/account").await.status, StatusCode::OK);
        here.post("/account/password", &[("old", PASSWORD), ("new", NEW)]).await;
        assert_eq!(here.get("/account").await.status, StatusCode::OK);
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
        let login = [("email", "noor@demo.example"), ("password", NEW)];
        assert_eq!(instance.anonymous().post("/login", &login).await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn logins_are_listed_and_ended_but_only_ones_own(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let emine = instance.person(organisation.id, "Emine", OrganisationRoles::default()).await;
        let (mut here, mut other) = (instance.browser(noor.id).await, instance.browser(noor.id).await);
        let mut stranger = instance.browser(emine.id).await;
        let page = here.get("/account").await.text;
        let end = page.split('"').find(|part| part.starts_with("/account/logins/")).unwrap().to_owned();
        assert_eq!(stranger.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get("/account").await.status, StatusCode::OK);
        here.post(&end, &[]).await;
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
        let mut third = instance.browser(noor.id).await;
        here.post("/account/logins/end", &[]).await;
        assert_eq!(third.get("/account").await.status, StatusCode::SEE_OTHER);
        assert_eq!(here.get("/account").await.status, StatusCode::OK);
        assert_eq!(stranger.get("/account").await.status, StatusCode::OK);
    }
}

on_both! {
    async fn name_and_language_are_kept_in_the_account(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let mut here = instance.browser(noor.id).await;
        here.post("/account", &[("name", "Noor Bakker"), ("language", "en")]).await;
        let mut elsewhere = instance.browser(noor.id).await;
        assert!(elsewhere.get("/o/maaskant").await.text.contains("Hello Noor<"));
        elsewhere.post("/language", &[("language", "nl"), ("back", "/o/maaskant")]).await;
        assert!(here.get("/o/maaskant").await.text.contains("Dag Noor<"));
        let empty = here.post("/account", &[("name", " "), ("language", "nl")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

on_both! {
    async fn too_many_passwords_for_one_account_have_to_wait(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.anonymous();
        let wrong = [("email", "noor@demo.example"), ("password", "geraden woord")];
        for _ in 0..10 {
            assert_eq!(browser.post("/login", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let right = [("email", " Noor@demo.example"), ("password", PASSWORD)];
        assert_eq!(browser.post("/login", &right).await.status, StatusCode::TOO_MANY_REQUESTS);
        let nobody = [("email", "niemand@demo.example"), ("password", "geraden woord")];
        assert_eq!(browser.post("/login", &nobody).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        instance.app.clock.advance_minutes(1);
        assert_eq!(browser.post("/login", &right).await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn links_cannot_be_guessed_without_end(instance: Instance) {
        instance.organisation("maaskant").await;
        let mut browser = instance.anonymous();
        for number in 0..30 {
            assert_eq!(browser.get(&format!("/links/{number}")).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(browser.get("/links/31").await.status, StatusCode::TOO_MANY_REQUESTS);
    }
}
