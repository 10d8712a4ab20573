//! What a phone keeps to write without a network: a shell that knows nobody, and no page that anybody saved.

use axum::http::{StatusCode, header};

use super::Owner;
use crate::on_both;

on_both! {
    async fn a_phone_keeps_the_shell_and_its_looks_alone(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let entry = noor.write("Het stond op het raam.").await;
        noor.open().await;
        let worker = noor.browser.get("/journal/worker.js").await.text;
        let kept = worker.split_once("const KEPT = ").unwrap().1.split_once(";\n").unwrap().0;
        let kept: serde_json::Value = serde_json::from_str(kept).unwrap();
        assert_eq!(kept["shell"], "/journal/shell");
        for file in kept["files"].as_array().unwrap() {
            let file = file.as_str().unwrap();
            assert!(file.starts_with("/assets/"), "{file}");
            assert_eq!(noor.browser.ask("GET", file, "").await.status(), StatusCode::OK, "{file}");
        }
        let shell = noor.browser.get("/journal/shell").await.text;
        assert_eq!(shell, instance.anonymous().get("/journal/shell").await.text, "the same for everybody");
        assert!(shell.contains("tel:112") && shell.contains("tel:08000113") && !shell.contains("Noor"), "{shell}");
        for page in ["/journal", "/journal/new", "/journal/saved", &format!("/journal/entries/{entry}")] {
            let answer = noor.browser.ask("GET", page, "").await;
            assert_eq!((answer.status(), &answer.headers()[header::CACHE_CONTROL]), (StatusCode::OK, &header::HeaderValue::from_static("no-store")), "{page}");
        }
        let out = noor.browser.ask("POST", "/logout", "").await;
        assert_eq!(out.headers()["clear-site-data"], "\"storage\"");
    }
}

on_both! {
    async fn it_can_be_put_on_a_home_screen_and_opens_where_one_writes(instance: Instance) {
        instance.organisation("maaskant").await;
        let mut browser = instance.anonymous();
        let manifest: serde_json::Value = serde_json::from_str(&browser.get("/manifest.webmanifest").await.text).unwrap();
        assert_eq!((&manifest["start_url"], &manifest["display"]), (&"/journal/new".into(), &"standalone".into()));
        let sizes: Vec<&str> = manifest["icons"].as_array().unwrap().iter().map(|icon| icon["sizes"].as_str().unwrap()).collect();
        assert_eq!(sizes, ["192x192", "512x512"]);
        for icon in manifest["icons"].as_array().unwrap() {
            let answer = browser.ask("GET", icon["src"].as_str().unwrap(), "").await;
            assert_eq!((answer.status(), answer.headers()[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "image/png"));
        }
        assert!(browser.get("/login").await.text.contains("rel=\"manifest\""));
    }
}
