//! Answers that don't count, and those that just do.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use entity::login;
use omgang::config::OpenId;
use omgang::web::connections::{self, Patience};
use openidconnect::url::Url;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::provider::{ACCESS_TOKEN, Provider, Says, Signer};
use super::{NOBODY, come, connect};
use crate::on_both;
use crate::support::{Browser, Instance};

/// An instance in which Noor, `n-1` at the provider, can come in by it.
async fn with_noor(instance: Instance) -> (Provider, Instance) {
    let provider = Provider::start().await;
    let instance = provider.instance(instance, provider.settings());
    let home = instance.organisation("maaskant").await;
    let noor = instance.person(home.id, "Noor", NOBODY).await;
    connect(&provider, &instance, &mut instance.browser(noor.id).await, "n-1").await;
    (provider, instance)
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

on_both! {
    async fn a_token_counts_only_when_everything_in_it_is_right(instance: Instance) {
        let (provider, instance) = with_noor(instance).await;
        let right = || Says::who("n-1");
        let wrong = [
            ("another issuer", Says { issuer: Some("https://elders.example"), ..right() }),
            ("another audience", Says { audience: json!("iemand-anders"), ..right() }),
            ("one audience more", Says { audience: json!(["omgang", "iemand-anders"]), ..right() }),
            ("another nonce", Says { nonce: Some("van een ander bezoek"), ..right() }),
            ("over", Says { expires: -121, ..right() }),
            ("from later", Says { issued: 121, ..right() }),
            ("from long ago", Says { issued: -601, ..right() }),
            ("a stranger's signature", Says { signer: Signer::Stranger, ..right() }),
            ("no signature", Says { signer: Signer::Nobody, ..right() }),
            ("signed with our own secret", Says { signer: Signer::Client, ..right() }),
            ("no subject", Says::who("")),
        ];
        for (what, says) in wrong {
            let mut browser = instance.anonymous();
            let told = come(&provider, &instance, &mut browser, says).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            assert!(told.text.contains("Het antwoord van Maaskant klopt niet."), "{what}: {}", told.text);
            assert!(!is_in(&mut browser).await, "{what}");
        }
        for (what, says) in [
            ("right", right()),
            ("a clock two minutes ahead", Says { issued: 120, ..right() }),
            ("a clock two minutes behind", Says { expires: -119, issued: -300, ..right() }),
        ] {
            let mut browser = instance.anonymous();
            assert_eq!(come(&provider, &instance, &mut browser, says).await.location.as_deref(), Some("/account"), "{what}");
            assert!(is_in(&mut browser).await, "{what}");
        }
    }
}

on_both! {
    async fn an_answer_counts_once_and_in_the_browser_that_went(instance: Instance) {
        let (provider, instance) = with_noor(instance).await;
        let mut noor = instance.anonymous();
        let back = provider.visit(&instance, &mut noor, ("/login/openid", &[]), Says::who("n-1")).await;
        // Whoever is sent somebody else's answer doesn't become that person.
        let mut victim = instance.anonymous();
        let told = victim.get(&back).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("Begin opnieuw.") && !is_in(&mut victim).await);
        // Nor who is on an errand of their own.
        provider.visit(&instance, &mut victim, ("/login/openid", &[]), Says::who("v-1")).await;
        assert!(victim.get(&back).await.text.contains("Begin opnieuw.") && !is_in(&mut victim).await);

        let held = noor.clone();
        assert_eq!(noor.get(&back).await.status, StatusCode::SEE_OTHER);
        assert!(!noor.cookies.contains_key("openid"));
        let logins = login::Entity::find().count(instance.app.db.read()).await.unwrap();
        let mut again = held;
        assert!(again.get(&back).await.text.contains("Begin opnieuw."), "replayed with its cookie");
        assert!(!is_in(&mut again).await);
        assert_eq!(login::Entity::find().count(instance.app.db.read()).await.unwrap(), logins);

        // A code of another visit, put into one's own: PKCE ties it to the browser that asked for it.
        let mut thief = instance.anonymous();
        let mut owner = instance.anonymous();
        let stolen = provider.visit(&instance, &mut owner, ("/login/openid", &[]), Says::who("n-1")).await;
        let own = provider.visit(&instance, &mut thief, ("/login/openid", &[]), Says::who("v-1")).await;
        let code = stolen.split("code=").nth(1).unwrap().split('&').next().unwrap();
        let mixed = format!("/login/openid/return?code={code}&{}", own.split_once('&').unwrap().1);
        assert!(thief.get(&mixed).await.text.contains("Het antwoord van Maaskant klopt niet.") && !is_in(&mut thief).await);

        let mut late = instance.anonymous();
        let back = provider.visit(&instance, &mut late, ("/login/openid", &[]), Says::who("n-1")).await;
        instance.app.clock.advance_minutes(10);
        assert!(late.get(&back).await.text.contains("Het inloggen duurde te lang"));
    }
}

on_both! {
    async fn another_provider_that_answers_isn_t_listened_to(instance: Instance) {
        let (provider, instance) = with_noor(instance).await;
        let mut browser = instance.anonymous();
        let back = provider.visit(&instance, &mut browser, ("/login/openid", &[]), Says::who("n-1")).await;
        let mixed = format!("{}&iss=https://elders.example", back.split("&iss=").next().unwrap());
        assert!(browser.get(&mixed).await.text.contains("Het antwoord van Maaskant klopt niet."));
        assert!(!is_in(&mut browser).await);
        let back = provider.visit(&instance, &mut browser, ("/login/openid", &[]), Says::who("n-1")).await;
        let silent = back.split("&iss=").next().unwrap();
        assert!(browser.get(silent).await.text.contains("klopt niet."), "this one always says that it is the one");
        let back = provider.visit(&instance, &mut browser, ("/login/openid", &[]), Says::who("n-1")).await;
        let state = back.split("state=").nth(1).unwrap();
        let stopped = browser.get(&format!("/login/openid/return?error=access_denied&state={state}")).await;
        assert!(stopped.text.contains("Je hebt het inloggen bij Maaskant afgebroken."), "{}", stopped.text);
    }
}

on_both! {
    async fn the_way_on_stays_on_this_site(instance: Instance) {
        let (provider, instance) = with_noor(instance).await;
        for away in ["//elders.example", "https://elders.example", "/\\elders.example", "/\t/elders.example", "elders"] {
            let mut browser = instance.anonymous();
            let back = provider.visit(&instance, &mut browser, ("/login/openid", &[("back", away)]), Says::who("n-1")).await;
            assert_eq!(browser.get(&back).await.location.as_deref(), Some("/"), "{away:?}");
        }
    }
}

on_both! {
    async fn a_provider_that_is_away_is_said_to_be(instance: Instance) {
        let provider = Provider::start().await;
        let mut settings = provider.settings();
        // Nobody listens on the port of a listener that is gone.
        let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        settings.issuer = openidconnect::IssuerUrl::from_url(Url::parse(&format!("http://{gone}")).unwrap());
        let instance = provider.instance(instance, settings);
        instance.organisation("maaskant").await;
        let mut browser = instance.anonymous();
        assert_eq!(browser.get("/login").await.status, StatusCode::OK);
        let told = browser.post("/login/openid", &[]).await;
        assert_eq!(told.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(told.text.contains("Maaskant is nu niet te bereiken."), "{}", told.text);
        for _ in 1..120 {
            browser.post("/login/openid", &[]).await;
        }
        assert_eq!(browser.post("/login/openid", &[]).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(browser.get("/login/openid/return?state=een").await.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

on_both! {
    async fn what_the_provider_gives_stays_between_the_two_servers(instance: Instance) {
        let (provider, instance) = with_noor(instance).await;
        let mut browser = instance.anonymous();
        let told = come(&provider, &instance, &mut browser, Says::who("n-1")).await;
        let page = browser.get("/account").await.text;
        assert!(page.contains("Gekoppeld sinds"));
        for seen in [told.text, told.location.unwrap(), page].iter().chain(browser.cookies.values()) {
            assert!(!seen.contains(ACCESS_TOKEN) && !seen.contains("eyJ"), "{seen}");
        }
        // On SQLite the rows lie in the folder too.
        let data = &instance.app.config.data;
        let left = std::fs::read_dir(data).unwrap().filter_map(|entry| std::fs::read(entry.unwrap().path()).ok());
        for bytes in left {
            assert!(!bytes.windows(ACCESS_TOKEN.len()).any(|window| window == ACCESS_TOKEN.as_bytes()));
        }
    }
}

/// Where a provider tells something of itself, and what, made of its address.
type Tell = fn(&str) -> (&'static str, Value);

/// Serves what a provider tells of itself, made of its own address; returns the settings that lead there.
async fn telling(provider: &Provider, tell: Tell) -> OpenId {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = format!("http://{}", listener.local_addr().unwrap());
    let (at, told) = tell(&own);
    let answer = move || async move { ([(header::CONTENT_TYPE, "application/json")], told.to_string()) };
    let away = || async { (StatusCode::FOUND, [(header::LOCATION, "/elsewhere")]) };
    let keys = || async { ([(header::CONTENT_TYPE, "application/json")], json!({ "keys": [] }).to_string()) };
    let mut router = Router::new().route(at, get(answer)).route("/keys", get(keys));
    if at != KNOWN {
        router = router.route(KNOWN, get(away));
    }
    tokio::spawn(connections::serve(listener, router, Patience::default(), CancellationToken::new()));
    let mut settings = provider.settings();
    settings.issuer = openidconnect::IssuerUrl::new(own).unwrap();
    settings
}

const KNOWN: &str = "/.well-known/openid-configuration";

fn of(issuer: &str, token: &str) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": token,
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
    })
}

on_both! {
    async fn a_provider_is_who_the_settings_name_and_leads_nowhere_else(instance: Instance) {
        let provider = Provider::start().await;
        instance.organisation("maaskant").await;
        let settings = telling(&provider, |own| (KNOWN, of(own, &format!("{own}/token")))).await;
        let mut instance = provider.instance(instance, settings);
        assert_eq!(instance.anonymous().post("/login/openid", &[]).await.status, StatusCode::OK);
        for tell in [
            (|own| ("/elsewhere", of(own, &format!("{own}/token")))) as Tell,
            |own| (KNOWN, json!({ "issuer": "https://elders.example", "jwks_uri": format!("{own}/keys") })),
            |own| (KNOWN, of(&format!("{own}/"), &format!("{own}/token"))),
            |own| (KNOWN, of(own, "http://elders.example/token")),
        ] {
            instance = provider.instance(instance, telling(&provider, tell).await);
            let told = instance.anonymous().post("/login/openid", &[]).await;
            assert_eq!(told.status, StatusCode::SERVICE_UNAVAILABLE, "{}", told.text);
        }
    }
}
