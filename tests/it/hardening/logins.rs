//! Passwords as they are typed, and logins that begin, change and end.

use axum::http::StatusCode;
use entity::login;
use omgang::people::logins::MOST_LOGINS;
use omgang::teams::memberships::{self, OrganisationRoles};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::on_both;
use crate::support::PASSWORD;

const NOBODY: OrganisationRoles = OrganisationRoles { manager: false, administrator: false };
const ADMINISTRATOR: OrganisationRoles = OrganisationRoles { manager: false, administrator: true };

on_both! {
    async fn a_password_counts_exactly_as_it_was_typed(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut browser = instance.browser(noor.id).await;
        let long = format!("  Één regel, {} ", "regen & wind ✿ ".repeat(12));
        browser.post("/account/password", &[("old", PASSWORD), ("new", &long)]).await;
        let cut: String = long.chars().take(72).collect();
        let sign_in = |password: String| {
            let mut browser = instance.anonymous();
            async move { browser.post("/login", &[("email", "noor@demo.example"), ("password", &password)]).await.status }
        };
        for other in [cut, long.trim().to_owned(), long.to_lowercase(), long.to_uppercase()] {
            assert_eq!(sign_in(other.clone()).await, StatusCode::UNPROCESSABLE_ENTITY, "{other}");
        }
        assert_eq!(sign_in(long).await, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn a_password_stays_until_its_owner_changes_it(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        instance.person(home.id, "Noor", NOBODY).await;
        instance.app.clock.advance_minutes(5 * 365 * 24 * 60);
        let typed = [("email", "noor@demo.example"), ("password", PASSWORD), ("back", "/account")];
        assert_eq!(instance.anonymous().post("/login", &typed).await.location.as_deref(), Some("/account"));
    }
}

on_both! {
    async fn who_signs_in_again_gets_another_token_and_the_former_ends(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut browser = instance.browser(noor.id).await;
        let mut former = browser.clone();
        let typed = [("email", "noor@demo.example"), ("password", PASSWORD)];
        assert_eq!(browser.post("/login", &typed).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
        assert_eq!(former.get("/account").await.status, StatusCode::SEE_OTHER, "a sign-in ends what it replaces");
        let mut former = browser.clone();
        assert_eq!(browser.post("/login/again", &[("password", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
        assert_eq!(former.get("/account").await.status, StatusCode::SEE_OTHER, "so does showing the password again");
        assert_eq!(login::Entity::find().count(instance.app.db.read()).await.unwrap(), 1);
    }
}

on_both! {
    async fn ending_logins_asks_for_the_password_after_a_while(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let (mut here, mut other) = (instance.browser(noor.id).await, instance.browser(noor.id).await);
        instance.app.clock.advance_minutes(15);
        let page = here.get("/account").await.text;
        let one = page.split('"').find(|part| part.starts_with("/account/logins/")).unwrap().to_owned();
        for act in [one.as_str(), "/account/logins/end"] {
            assert_eq!(here.post(act, &[]).await.location.as_deref(), Some("/login/again?back=%2Faccount"), "{act}");
        }
        assert_eq!(other.get("/account").await.status, StatusCode::OK);
        here.post("/login/again", &[("password", PASSWORD)]).await;
        here.post("/account/logins/end", &[]).await;
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn an_administrator_ends_logins_of_people_of_this_organisation_alone(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let elsewhere = instance.organisation("elders").await;
        let fenna = instance.person(home.id, "Fenna", ADMINISTRATOR).await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut administrator = instance.browser(fenna.id).await;
        let mut phone = instance.browser(noor.id).await;
        let end = format!("/o/maaskant/people/{}/logins/end", noor.id);
        assert_eq!(phone.post(&end, &[]).await.status, StatusCode::NOT_FOUND, "she is no administrator");
        assert_eq!(administrator.post(&end, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(phone.get("/account").await.status, StatusCode::SEE_OTHER);
        let mut phone = instance.browser(noor.id).await;
        let mut tx = instance.app.db.write().await.unwrap();
        memberships::join(&mut tx, elsewhere.id, noor.id, NOBODY, instance.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(administrator.post(&end, &[]).await.status, StatusCode::NOT_FOUND, "what she opens elsewhere isn't theirs");
        assert_eq!(phone.get("/account").await.status, StatusCode::OK);
    }
}

on_both! {
    async fn an_account_has_fifty_logins_at_most_and_all_are_listed(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut oldest = instance.browser(noor.id).await;
        let mut newest = oldest.clone();
        for _ in 0..MOST_LOGINS {
            instance.app.clock.advance_minutes(1);
            newest = instance.browser(noor.id).await;
        }
        assert_eq!(oldest.get("/account").await.status, StatusCode::SEE_OTHER);
        let page = newest.get("/account").await.text;
        let ended_one_by_one = page.matches("/end\"").count() - 1;
        assert_eq!(ended_one_by_one as u64, MOST_LOGINS - 1, "all but this one, and all of them together");
    }
}

on_both! {
    async fn a_recovered_password_leaves_the_second_factor_where_it_is(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let fenna = instance.person(home.id, "Fenna", ADMINISTRATOR).await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let (_, paper) = crate::second_factors::add_app(&instance, &mut instance.browser(noor.id).await).await;
        let make = format!("/o/maaskant/people/{}/recovery", noor.id);
        let mut administrator = instance.browser(fenna.id).await;
        let link = |page: &str| page[page.find("/links/").unwrap()..].split('"').next().unwrap().to_owned();
        let everything = link(&administrator.post(&make, &[("lost", "everything")]).await.text);
        let password = link(&administrator.post(&make, &[]).await.text);
        let new = [("password", "een heel nieuwe avond")];
        assert_eq!(instance.anonymous().post(&everything, &new).await.status, StatusCode::GONE, "the newer link ends the older");
        assert_eq!(instance.anonymous().post(&password, &new).await.location.as_deref(), Some("/login"));
        let mut noor = instance.anonymous();
        let typed = [("email", "noor@demo.example"), ("password", "een heel nieuwe avond"), ("back", "/account")];
        assert_eq!(noor.post("/login", &typed).await.location.as_deref(), Some("/login/second?back=%2Faccount"));
        assert_eq!(noor.post("/login/second", &[("code", &paper[0])]).await.status, StatusCode::SEE_OTHER);
    }
}
