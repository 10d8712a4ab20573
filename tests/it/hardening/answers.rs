//! What every answer carries, and what none tells.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use omgang::config::{Config, Flags};
use omgang::teams::memberships::OrganisationRoles;
use omgang::web::assets;

use crate::mail::Team;
use crate::on_both;
use crate::support::{Instance, PASSWORD};

/// The same instance as people reach it over HTTPS.
fn over_https(instance: Instance) -> Instance {
    let data = instance.app.config.data.display().to_string();
    let database = instance.app.config.database.clone();
    let given = move |name: &str| match name {
        "OMGANG_DATA" => Some(data.clone()),
        "OMGANG_DATABASE" => Some(database.clone()),
        "OMGANG_PUBLIC_URL" => Some("https://omgang.example".to_owned()),
        _ => None,
    };
    let config = Config::resolve(&Flags::default(), &given).unwrap();
    instance.with_config(config)
}

fn said<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

on_both! {
    async fn every_answer_carries_what_a_browser_is_to_hold_to(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let instance = over_https(instance);
        let mut browser = instance.anonymous();
        let style = assets::url("omgang.css").unwrap();
        let script = assets::url("omgang.js").unwrap();
        for (method, path, kind) in [
            ("GET", "/login", "text/html; charset=utf-8"),
            ("POST", "/login", "text/html; charset=utf-8"),
            ("GET", "/nergens", "text/html; charset=utf-8"),
            ("GET", style.as_str(), "text/css; charset=utf-8"),
            ("GET", script.as_str(), "text/javascript; charset=utf-8"),
            ("GET", "/health/live", "text/plain; charset=utf-8"),
            ("GET", "/health/ready", "application/json"),
            ("GET", "/o/maaskant", ""),
        ] {
            let answer = browser.ask(method, path, "email=noor@demo.example").await;
            let headers = answer.headers();
            let policy = said(headers, "content-security-policy");
            for directive in ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self'"] {
                assert!(policy.contains(directive), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(said(headers, "strict-transport-security"), "max-age=63072000; includeSubDomains", "{path}");
            assert_eq!(said(headers, "x-content-type-options"), "nosniff", "{path}");
            assert_eq!(said(headers, "referrer-policy"), "same-origin", "{path}");
            assert_eq!(said(headers, "cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(said(headers, "cross-origin-resource-policy"), "same-origin", "{path}");
            assert_eq!(said(headers, "access-control-allow-origin"), "", "{path}: no other site reads along");
            let kept = if path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-store" };
            assert_eq!(said(headers, "cache-control"), kept, "{path}");
            assert_eq!(said(headers, "content-type"), kind, "{path}");
        }
    }
}

on_both! {
    async fn the_cookie_of_a_login_is_bound_to_this_host_and_kept_from_scripts(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let instance = over_https(instance);
        let form = "email=noor%40demo.example&password=een+rustige+ochtend";
        assert_eq!(PASSWORD, "een rustige ochtend");
        let answer = instance.anonymous().ask("POST", "/login", form).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookies: Vec<&str> = answer.headers().get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
        assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-login=")), "{cookies:?}");
        for cookie in cookies {
            let parts: Vec<&str> = cookie.split("; ").collect();
            assert!(parts[0].starts_with("__Host-") && parts[0].len() < 4096, "{cookie}");
            for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
                assert!(parts.contains(&part), "{cookie}");
            }
            assert!(!cookie.contains("Domain="), "{cookie}");
        }
        let mut browser = instance.anonymous();
        browser.ask("POST", "/login", form).await;
        let token = browser.cookies["__Host-login"].clone();
        for path in ["/o/maaskant", "/account", "/journal"] {
            assert!(!browser.get(path).await.text.contains(&token), "{path} holds the token");
        }
    }
}

on_both! {
    async fn a_file_to_keep_is_an_attachment_with_a_name_of_ours(instance: Instance) {
        let team = Team::made(instance).await;
        let mut browser = team.browser(&team.tomasz).await;
        for path in ["/o/maaskant/library/export", "/o/maaskant/proof/hours?name=..%2f%22x", "/o/maaskant/proof/pdf"] {
            let answer = browser.ask("GET", path, "").await;
            let disposition = said(answer.headers(), "content-disposition").to_owned();
            let name = disposition.strip_prefix("attachment; filename=\"").and_then(|rest| rest.strip_suffix('"'));
            let name = name.unwrap_or_else(|| panic!("{path}: {} {disposition}", answer.status()));
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)), "{path}: {name}");
        }
    }
}

on_both! {
    async fn a_page_that_breaks_tells_nothing_of_the_inside_and_keeps_nothing(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        instance.app.db.clone().close().await.unwrap();
        for answer in [browser.get("/o/maaskant").await, browser.post("/account", &[("name", "Noor Bakker")]).await] {
            assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
            for inside in ["sql", "SELECT", "pool", "src/", "panicked", "omgang.db", "postgres"] {
                assert!(!answer.text.contains(inside), "{inside}: {}", answer.text);
            }
        }
    }
}

on_both! {
    async fn no_folder_no_source_and_no_measurement_is_served(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles { manager: true, administrator: true }).await;
        let mut browser = instance.browser(noor.id).await;
        let version = assets::version();
        for path in [
            "/.git/config", "/.git/HEAD", "/Cargo.toml", "/omgang.toml", "/instance.key", "/omgang.db", "/metrics", "/assets/",
            "/assets", "/templates/error.html", "/docs/SECURITY.md", "/debug", "/openapi.json", "/server-status",
            &format!("/assets/{version}/"), &format!("/assets/{version}/css/"), &format!("/assets/{version}/css/20-base.css"),
            &format!("/assets/{version}/../../Cargo.toml"), &format!("/assets/{version}/%2e%2e/%2e%2e/Cargo.toml"),
            &format!("/assets/{version}//etc/passwd"),
        ] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

on_both! {
    async fn only_the_methods_of_a_route_are_answered(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        for (method, path) in [
            ("TRACE", "/login"), ("TRACE", "/o/maaskant"), ("OPTIONS", "/account"), ("PUT", "/account"), ("DELETE", "/account"),
            ("PATCH", "/login"), ("CONNECT", "/login"), ("GET", "/logout"), ("HEAD", "/logout"), ("GET", "/account/logins/end"),
            ("GET", "/language"), ("GET", "/account/calendar"),
        ] {
            let answer = browser.ask(method, path, "").await;
            assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        }
        assert_eq!(browser.get("/account").await.status, StatusCode::OK, "nothing of it signed anybody out");
    }
}

on_both! {
    async fn every_page_of_somebody_signed_in_leads_to_the_way_out(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles { manager: false, administrator: true }).await;
        let mut browser = instance.browser(noor.id).await;
        for path in ["/o/maaskant", "/o/maaskant/library", "/o/maaskant/people", "/o/maaskant/nergens", "/journal", "/handbook"] {
            assert!(browser.get(path).await.text.contains("href=\"/account\""), "{path}");
        }
        assert!(browser.get("/account").await.text.contains("action=\"/logout\""));
    }
}

on_both! {
    async fn a_form_of_another_site_is_refused_and_changes_nothing(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        for (site, origin) in [("cross-site", "https://elders.example"), ("same-site", "http://127.0.0.1:1"), ("", "https://elders.example"), ("", "null")] {
            let mut request = Request::post("/account")
                .header(header::HOST, "127.0.0.1")
                .header(header::ORIGIN, origin)
                .header(header::COOKIE, format!("login={}", browser.cookies["login"]))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            if !site.is_empty() {
                request = request.header("sec-fetch-site", site);
            }
            let request = request.body(Body::from("name=Iemand+anders&language=nl")).unwrap();
            let answer = tower::ServiceExt::oneshot(omgang::web::router(instance.app.clone()), request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{site} {origin}");
            assert_eq!(said(answer.headers(), "access-control-allow-origin"), "");
        }
        assert!(!browser.get("/account").await.text.contains("Iemand anders"));
    }
}
