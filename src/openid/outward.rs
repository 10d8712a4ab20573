//! The one way out to a provider: over HTTPS with the system's certificates, or to this very machine. It follows no redirects, waits
//! ten seconds and reads a quarter of a megabyte.

use std::io::Cursor;
use std::pin::Pin;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::url::Url;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use crate::config::openid::is_private;

const PATIENCE: Duration = Duration::from_secs(10);
const MOST_BYTES: usize = 256 * 1024;

type Body = Full<Cursor<Vec<u8>>>;

/// Why a provider gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    #[error("its address is neither on HTTPS nor on this machine")]
    Open,
    #[error("it didn't answer within ten seconds")]
    Late,
    #[error("it can't be reached: {0}")]
    Away(#[from] hyper_util::client::legacy::Error),
    #[error("its answer broke off, or is too long")]
    Broken,
    #[error("this machine trusts no certificates: {0}")]
    Untrusting(#[from] std::io::Error),
}

/// Carries questions to a provider.
pub enum Outward {
    /// To one on this machine.
    Loopback(Client<HttpConnector, Body>),
    /// To any other.
    Secure(Client<HttpsConnector<HttpConnector>, Body>),
}

impl Outward {
    /// Makes the way to a provider; one on HTTPS never leads to a plain address.
    pub fn to(issuer: &Url) -> Result<Self, NoAnswer> {
        let builder = Client::builder(TokioExecutor::new());
        if issuer.scheme() == "http" {
            return Ok(Self::Loopback(builder.build_http()));
        }
        let connector = HttpsConnectorBuilder::new().with_native_roots()?.https_only().enable_http1().build();
        Ok(Self::Secure(builder.build(connector)))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let url = Url::parse(&request.uri().to_string()).map_err(|_| NoAnswer::Open)?;
        if !is_private(&url) {
            return Err(NoAnswer::Open);
        }
        let request = request.map(|body| Full::new(Cursor::new(body)));
        let response = match self {
            Self::Loopback(client) => client.request(request).await?,
            Self::Secure(client) => client.request(request).await?,
        };
        let (head, body) = response.into_parts();
        let body = Limited::new(body, MOST_BYTES).collect().await.map_err(|_| NoAnswer::Broken)?;
        Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
    }
}

impl<'c> AsyncHttpClient<'c> for Outward {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move { tokio::time::timeout(PATIENCE, self.send(request)).await.unwrap_or(Err(NoAnswer::Late)) })
    }
}
