//! Connections, and how long somebody may dawdle on one: with the first lines of a request, with what they send, with reading.
//!
//! `axum::serve` waits for ever for each of these, so that whoever opens connections and says nothing uses up the files that the
//! process may open. Addresses aren't counted: outside this machine all connections come from the proxy that has the certificate.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, Request};
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use tower_http::timeout::{DeadlineBody, TimeoutBody, TimeoutError};

/// Files that stay for the database, the index and the log when connections use up the others.
const OTHER_FILES: u64 = 256;
/// Connections that are held in any case.
const FEWEST: u64 = 64;

/// How long whoever is connected may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the whole head of a request; also from one request to the next.
    pub head: Duration,
    /// For the next piece of what is sent.
    pub piece: Duration,
    /// For all that is sent: 2 MiB, over the slowest phone network.
    pub body: Duration,
    /// For taking the next piece of an answer; a piece is what the system holds, which may be a megabyte.
    pub reading: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            piece: Duration::from_secs(20),
            body: Duration::from_secs(120),
            reading: Duration::from_secs(120),
        }
    }
}

/// Serves until `stop`, and then what is under way to its end.
pub async fn serve(mut listener: TcpListener, router: Router, patience: Patience, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(most_connections()));
    let open = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await.expect("places are never closed");
            (place, Listener::accept(&mut listener).await)
        };
        let (place, (stream, from)) = tokio::select! { next = next => next, () = stop.cancelled() => break };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(patience.reading));
        let answering = router.clone().map_request(move |request: Request<_>| arrived(request, from, patience));
        let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(answering));
        let connection = open.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection broke off");
            }
            drop(place);
        });
    }
    drop(listener);
    open.shutdown().await;
}

/// Notes where a request comes from, and how long its body may take.
fn arrived(request: Request<hyper::body::Incoming>, from: SocketAddr, patience: Patience) -> Request {
    let mut request = request.map(|body| {
        if body.is_end_stream() {
            return Body::empty();
        }
        Body::new(DeadlineBody::new(patience.body, TimeoutBody::new(patience.piece, body)))
    });
    request.extensions_mut().insert(ConnectInfo(from));
    request
}

/// Tells whether a body wasn't read because it came too slowly.
pub fn is_too_slow(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source()).any(<dyn std::error::Error>::is::<TimeoutError>)
}

/// Lets the process open as many files as the system lets it, and returns how many of them connections may be.
fn most_connections() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let files = if raised.is_ok() { maximum } else { current };
    let most = files.map_or(u64::MAX, |files| files.saturating_sub(OTHER_FILES)).max(FEWEST);
    usize::try_from(most).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS)
}
