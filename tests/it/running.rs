//! Running it: what watches over it, how it stops, and what it says when something around it is wrong.

mod dawdling;
mod disk;
mod faults;

use std::process::Stdio;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use reqwest::{Client, header, redirect};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::backups::{on, said};
use crate::crash::{PATIENCE, Program, login_cookie};
use crate::deliberations::Table;
use crate::on_both;

on_both! {
    async fn what_watches_over_it_is_told_whether_it_lives_and_can_be_used(instance: Instance) {
        let mut watcher = instance.anonymous();
        let alive = watcher.get("/health/live").await;
        assert_eq!((alive.status, alive.text.as_str()), (StatusCode::OK, "alive\n"), "also before there is anybody");
        let ready = watcher.get("/health/ready").await;
        assert_eq!((ready.status, ready.text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, r#"{"database":true,"index":false}"#));
        let _indexer = instance.app.open_index().await.unwrap();
        let ready = watcher.get("/health/ready").await;
        assert_eq!((ready.status, ready.text.as_str()), (StatusCode::OK, r#"{"database":true,"index":true}"#));
        instance.app.db.clone().close().await.unwrap();
        let ready = watcher.get("/health/ready").await;
        assert_eq!((ready.status, ready.text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, r#"{"database":false,"index":true}"#));
        assert_eq!(watcher.get("/health/live").await.status, StatusCode::OK, "a restart cures no database");
    }
}

/// A port that is free now.
fn free_address() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

on_both! {
    async fn measurements_are_served_on_an_address_of_their_own_and_name_nobody(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", Default::default()).await;
        let inner = free_address();
        let program = Program::start_with(&instance, &["--metrics-listen", &inner], Stdio::inherit()).await;
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        let cookie = login_cookie(&instance, noor.id).await;
        for path in ["/o/maaskant", "/journal", "/nergens"] {
            client.get(format!("{}{path}", program.url)).header(header::COOKIE, &cookie).send().await.unwrap();
        }
        let answer = client.get(format!("http://{inner}/metrics")).send().await.unwrap();
        assert!(answer.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("application/openmetrics-text"));
        let text = answer.text().await.unwrap();
        for name in [
            "omgang_requests_total{method=\"GET\",status=\"2xx\"}",
            "omgang_requests_total{method=\"GET\",status=\"4xx\"}",
            "omgang_request_seconds_bucket",
            "omgang_streams 0",
            "omgang_letters_waiting 0",
            "omgang_backup_last_seconds 0",
            "omgang_data_free_bytes",
            "omgang_resident_bytes",
        ] {
            assert!(text.lines().any(|line| line.starts_with(name)), "{name} in {text}");
        }
        for word in ["maaskant", "Noor", "noor", "journal", "/o/", &home.id.to_string(), &noor.id.to_string()] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        assert_eq!(client.get(format!("http://{inner}/health/live")).send().await.unwrap().status(), StatusCode::OK);
        let outside = client.get(format!("{}/metrics", program.url)).send().await.unwrap();
        assert_eq!(outside.status(), StatusCode::NOT_FOUND, "not where people come");
        program.kill().await;
    }
}

on_both! {
    async fn it_stops_within_a_second_with_streams_and_slow_senders(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let program = Program::start(&table.instance).await;
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        let cookie = login_cookie(&table.instance, table.sharina.id).await;
        let mut streams = Vec::new();
        for _ in 0..5 {
            let stream = client.get(format!("{}{}", program.url, Table::url(id, "/stream"))).header(header::COOKIE, &cookie);
            let mut stream = stream.send().await.unwrap();
            assert_eq!(stream.status(), StatusCode::OK);
            assert!(stream.chunk().await.unwrap().is_some(), "the present state came");
            streams.push(stream);
        }
        // Somebody whose form never arrives in full.
        let address = program.url.trim_start_matches("http://").to_owned();
        let mut slow = TcpStream::connect(&address).await.unwrap();
        slow.write_all(b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nemail=").await.unwrap();
        // It has come as far as the program: a later request on another connection was answered.
        client.get(format!("{}/health/live", program.url)).send().await.unwrap();
        let begun = Instant::now();
        let status = program.stop().await;
        let took = begun.elapsed();
        assert!(status.success(), "{status}");
        assert!(took < Duration::from_secs(1), "{took:?}");
        for mut stream in streams {
            // The rest of a stream ends, or is cut off.
            while let Ok(Some(_)) = stream.chunk().await {}
        }
    }
}

on_both! {
    async fn the_log_is_json_where_that_is_asked(instance: Instance) {
        let file = instance.app.config.data.join("log");
        let log = std::fs::File::create(&file).unwrap();
        let program = Program::start_with(&instance, &["--log-format", "json"], log.into()).await;
        // It says that it builds the index.
        let ready = async { while !reqwest::get(format!("{}/health/ready", program.url)).await.unwrap().status().is_success() {} };
        tokio::time::timeout(PATIENCE, ready).await.expect("it is ready in time");
        program.stop().await;
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.is_empty());
        for line in text.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert!(line["timestamp"].is_string() && line["level"].is_string() && line["message"].is_string(), "{line}");
        }
    }
}

on_both! {
    async fn a_doctor_looks_everything_over(instance: Instance) {
        let program = Program::start(&instance).await;
        program.stop().await;
        std::fs::set_permissions(&instance.app.config.data, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let text = said(&on(&instance, &["check"]).await);
        for line in ["ok    settings", "ok    folder", "ok    key       instance.key is whole", "ok    database  it is whole", "ok    tables", "ok    clock", "note  backup    none was made yet", "note  mail", "ok    built in", "all is well"] {
            assert!(text.lines().any(|said| said.starts_with(line)), "{line} in\n{text}");
        }
        // A key that others can read, and an index that isn't the database's, are wrong.
        let key = instance.app.config.data.join("instance.key");
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
        let checked = on(&instance, &["check"]).await;
        assert_eq!(checked.status.code(), Some(1));
        let text = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(text.contains("holds secrets and others can read it (mode 644)"), "{text}");
        assert!(String::from_utf8_lossy(&checked.stderr).contains("1 wrong"));
    }
}
