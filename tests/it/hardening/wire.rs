//! The program on its line: where one request ends and the next begins, and what the log gets of a fault.

use std::process::Stdio;

use reqwest::{Client, header};
use sea_orm::ConnectionTrait;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::crash::{PATIENCE, Program, login_cookie};
use crate::on_both;

/// Sends bytes as they are; returns the first line of each answer.
async fn answers(program: &Program, bytes: &str) -> Vec<String> {
    let address = program.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes.replace("HOST", address).as_bytes()).await.unwrap();
    let mut came = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut came)).await.expect("the program ends the connection").unwrap();
    let text = String::from_utf8_lossy(&came).into_owned();
    text.lines().filter(|line| line.starts_with("HTTP/1.1 ")).map(str::to_owned).collect()
}

on_both! {
    async fn the_end_of_a_request_is_not_a_matter_of_taste(instance: Instance) {
        instance.organisation("maaskant").await;
        let program = Program::start(&instance).await;
        let head = "POST /language HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        let next = "GET /health/live HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";
        // A length and chunks: the length doesn't count, or the request is refused. It never swallows the one behind it.
        let both = format!("{head}Content-Length: 9999\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nlanguage=nl\r\n0\r\n\r\n{next}");
        let got = answers(&program, &both).await;
        // Read by its chunks it is a good form; then the connection ends, or what follows is a request of its own.
        let is_read = got[0].starts_with("HTTP/1.1 303") && got[1..].iter().all(|next| next == "HTTP/1.1 200 OK");
        assert!(is_read || got.len() == 1 && got[0].starts_with("HTTP/1.1 400"), "{got:?}");
        for wrong in [
            format!("{head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nback=x"),
            format!("{head}Content-Length: +6\r\n\r\nback=x"),
            format!("{head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
            format!("{head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
            "GET /health/live HTTP/1.1\r\nHost: HOST\r\nX: a\0b\r\n\r\n".to_owned(),
        ] {
            let got = answers(&program, &wrong).await;
            assert!(got.len() == 1 && got[0].starts_with("HTTP/1.1 400"), "{wrong:?}: {got:?}");
        }
        assert_eq!(answers(&program, next).await, ["HTTP/1.1 200 OK"]);
    }
}

on_both! {
    async fn a_fault_is_logged_with_the_number_that_the_page_shows(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", Default::default()).await;
        let path = instance.app.config.data.join("log");
        let log = std::fs::File::create(&path).unwrap();
        let program = Program::start_with(&instance, &[], Stdio::from(log)).await;
        let cookie = login_cookie(&instance, noor.id).await;
        let tx = instance.app.db.write().await.unwrap();
        tx.conn().execute_unprepared("ALTER TABLE second_factor RENAME TO second_factor_away").await.unwrap();
        tx.commit().await.unwrap();
        let client = Client::builder().timeout(PATIENCE).build().unwrap();
        let answer = client.get(format!("{}/account?q=geheimpje", program.url));
        let answer = answer.header(header::COOKIE, &cookie).send().await.unwrap();
        assert_eq!(answer.status(), 500);
        let page = answer.text().await.unwrap();
        let told = std::fs::read_to_string(&path).unwrap();
        let number = told.split("request=").nth(1).map(|rest| &rest.trim_start_matches('"')[..36]).unwrap();
        assert!(page.contains(number), "the page shows {number}");
        assert!(!page.contains("second_factor") && !told.contains("geheimpje") && !told.contains("Noor"), "{told}");
    }
}
