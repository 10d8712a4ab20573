//! Signing in and out.

use axum::http::StatusCode;
use entity::login;
use omgang::config::{Config, Flags};
use omgang::people::logins::{self, IDLE_DAYS, LIFETIME_DAYS};
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::on_both;
use crate::support::{Instance, PASSWORD};

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
        let youssef = instance.person(home.id, "Youssef", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        instance.browser(youssef.id).await;
        let mut left = Vec::new();
        // Noor's is never used again; Youssef's until it ends by its time.
        for days in [IDLE_DAYS - 1, 7, 2, LIFETIME_DAYS - IDLE_DAYS - 1, 1] {
            instance.app.clock.advance_minutes(days * 24 * 60);
            let now = instance.app.clock.now();
            let mut tx = instance.app.db.write().await.unwrap();
            if left.len() < 3 {
                let rows = login::Entity::find().filter(login::Column::AccountId.eq(youssef.id));
                let id = rows.one(tx.conn()).await.unwrap().unwrap().id;
                logins::touch(&mut tx, id, now).await.unwrap();
            }
            logins::forget_past(&mut tx, now).await.unwrap();
            tx.commit().await.unwrap();
            left.push(login::Entity::find().count(instance.app.db.read()).await.unwrap());
        }
        assert_eq!(left, [2, 2, 1, 1, 0], "for a week after it is over, unused or by its time, and then no more");
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    }
}

/// How many wrong passwords, each for another account, are looked at before it is too many.
async fn tries_of(instance: &Instance, peer: &str, forwarded: impl Fn(usize) -> String) -> usize {
    for number in 0..200 {
        let mut browser = instance.anonymous();
        browser.peer = Some(peer.parse().unwrap());
        browser.forwarded = Some(forwarded(number));
        let email = format!("{peer}-{number}@demo.example");
        if browser.post("/login", &[("email", &email), ("password", "x")]).await.status == StatusCode::TOO_MANY_REQUESTS
        {
            return number;
        }
    }
    200
}

on_both! {
    async fn a_forged_header_dodges_no_limit(instance: Instance) {
        instance.organisation("maaskant").await;
        let forged = |number: usize| format!("198.51.100.{number}");
        assert_eq!(tries_of(&instance, "192.0.2.7:4711", forged).await, 60, "without a proxy nobody is asked");
        let mut config = instance.app.config.clone();
        let environment = |name: &str| (name == "OMGANG_BEHIND_PROXY").then(|| "10.0.0.5 10.1.0.0/16".to_owned());
        config.behind_proxy = Config::resolve(&Flags::default(), &environment).unwrap().behind_proxy;
        let instance = instance.with_config(config);
        assert_eq!(tries_of(&instance, "192.0.2.7:4711", forged).await, 60, "who comes past the proxy");
        let through = |number: usize| format!("198.51.100.{number}, 203.0.113.9");
        assert_eq!(tries_of(&instance, "10.0.0.5:80", through).await, 60, "what a visitor put before");
        let through_both = |number: usize| format!("198.51.100.{number}, 203.0.113.10, 10.1.2.3");
        assert_eq!(tries_of(&instance, "10.0.0.5:80", through_both).await, 60, "before two proxies");
        assert_eq!(tries_of(&instance, "10.0.0.5:80", forged).await, 200, "each visitor of the proxy has a count of their own");
    }
}

on_both! {
    async fn an_account_has_one_limit_wherever_its_passwords_come_from(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        for number in 0..11 {
            let mut browser = instance.anonymous();
            browser.peer = Some(format!("198.51.100.{number}:4711").parse().unwrap());
            let answer = browser.post("/login", &[("email", "noor@demo.example"), ("password", "x")]).await;
            let expected = if number < 10 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
            assert_eq!(answer.status, expected, "{number}");
        }
    }
}

on_both! {
    async fn the_door_leads_nowhere_else(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        for away in ["//elders.example", "/\\elders.example", "/\t/elders.example", "https://elders.example"] {
            let typed = [("email", "noor@demo.example"), ("password", PASSWORD), ("back", away)];
            assert_eq!(instance.anonymous().post("/login", &typed).await.location.as_deref(), Some("/"), "{away:?}");
        }
    }
}
