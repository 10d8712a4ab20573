//! Whoever dawdles on a connection is sent away: with the head of a request, with what they send, with reading. Each test gives
//! that one patience little time and the others an hour; without it the connection stays until the test gives up.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use futures_util::stream;
use omgang::web;
use omgang::web::connections::{self, Patience};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::crash::PATIENCE;
use crate::on_both;

const SHORT: Duration = Duration::from_millis(200);
const HOUR: Duration = Duration::from_secs(3600);
static PIECE: [u8; 65_536] = [b'x'; 65_536];
const ENDLESS: Patience = Patience { head: HOUR, piece: HOUR, body: HOUR, reading: HOUR };

/// Serves until the guard is dropped.
async fn serve(router: Router, patience: Patience) -> (SocketAddr, DropGuard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    tokio::spawn(connections::serve(listener, router, patience, stop.clone()));
    (address, stop.drop_guard())
}

/// Sends something and waits for the server to end the connection; returns what it said before.
async fn said_at_the_end(address: SocketAddr, sent: &str) -> String {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(sent.as_bytes()).await.unwrap();
    let mut said = Vec::new();
    let read = timeout(PATIENCE, connection.read_to_end(&mut said)).await;
    read.expect("the server ends the connection").unwrap();
    String::from_utf8(said).unwrap()
}

on_both! {
    async fn who_never_ends_the_head_of_a_request_is_sent_away(instance: Instance) {
        let patience = Patience { head: SHORT, ..ENDLESS };
        let (address, _serving) = serve(web::router(instance.app.clone()), patience).await;
        said_at_the_end(address, "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b").await;
        said_at_the_end(address, "").await;
        let said = said_at_the_end(address, "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await;
        assert!(said.starts_with("HTTP/1.1 200"), "one who asks is answered, and sent away when nothing follows: {said}");
    }
}

on_both! {
    async fn who_never_ends_a_form_is_told_so_and_sent_away(instance: Instance) {
        instance.organisation("maaskant").await;
        let form = "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                    Content-Length: 1000\r\n\r\nemail=noor";
        for patience in [Patience { piece: SHORT, ..ENDLESS }, Patience { body: SHORT, ..ENDLESS }] {
            let (address, _serving) = serve(web::router(instance.app.clone()), patience).await;
            let said = said_at_the_end(address, form).await;
            assert!(said.starts_with("HTTP/1.1 408"), "{said}");
            assert!(said.contains("Het versturen duurde te lang"), "{said}");
        }
    }
}

#[tokio::test]
async fn who_never_reads_is_sent_away() {
    let (held, gone) = oneshot::channel::<Infallible>();
    let held = Arc::new(Mutex::new(Some(held)));
    // What is answered never ends, and goes when the connection goes: then `gone` hears that nobody is left to tell.
    let endless = move || {
        let held = held.lock().unwrap().take();
        let pieces = stream::unfold(held, async |held| Some((Ok::<_, Infallible>(Bytes::from_static(&PIECE)), held)));
        async { Body::from_stream(pieces) }
    };
    let router = Router::new().route("/", axum::routing::get(endless));
    let (address, _serving) = serve(router, Patience { reading: SHORT, ..ENDLESS }).await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await.unwrap();
    assert!(timeout(PATIENCE, gone).await.expect("the server ends the connection").is_err());
}
