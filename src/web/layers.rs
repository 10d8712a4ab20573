//! What every request passes: forgery protection, headers, size limit, error pages, a log line.

use std::time::Instant;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use entity::ids::LoginId;
use serde::Serialize;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::error::Undrawn;
use super::setup::{self, Gate};
use super::views::{self, View};
use super::{Visitor, cookies, demo, throttle};
use crate::app::App;
use crate::crypto::Token;
use crate::db::at_one_moment;
use crate::people::logins;

/// Largest form, in bytes. A journal entry of a hundred thousand emoji, each written as twelve signs, fits.
const BODY_LIMIT: usize = 2 * 1024 * 1024;
/// The longest entry of a journal fits, whatever its characters are, with room for what the page adds.
const _: () = assert!(crate::journal::draft::LONGEST * 12 + 200_000 < BODY_LIMIT);

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; \
     connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; form-action 'self'";

/// Puts the layers around the routes, the outermost last.
pub fn wrap(router: Router<App>, app: App) -> Router {
    let policy = format!("{POLICY}{}", demo::form_targets(&app.config));
    let policy = HeaderValue::from_str(&policy).expect("a policy is ASCII");
    let csrf = demo::origins(&app.config).iter().fold(CsrfLayer::new(), |layer, origin| {
        layer.add_trusted_origin(origin).expect("an origin has a scheme and a host")
    });
    router
        .layer(middleware::from_fn_with_state((app.clone(), Gate::new(app.clone())), within))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(csrf)
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state((app.clone(), policy), around))
        .with_state(app)
}

/// What happens outside everything else. Each layer is passed anew whenever a page that waited goes on: what can stand in one does.
async fn around(State((app, policy)): State<(App, HeaderValue)>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let mut response = next.run(request).await;
    add_security_headers(&mut response, policy, &asked, app.config.secure_cookies());
    log(&app, &asked, &response);
    response
}

/// What happens around a page of ours: a form is counted, the first run leads to the setup, a page reads one moment, an error is drawn,
/// a login that was replaced ends.
async fn within(State((app, gate)): State<(App, Gate)>, request: Request, next: Next) -> Response {
    let former = cookies::read(request.headers(), &app.config, cookies::LOGIN);
    let came = Came::of(&app, &request);
    let response = match throttle::form(&app, request).await {
        Ok(request) => match setup::lead(&gate, request.uri().path()).await {
            Some(led) => led,
            None => read_at_one_moment(request, next).await,
        },
        Err(error) => error.into_response(),
    };
    // The moment is over: on PostgreSQL a failed statement takes it along.
    let response = draw_errors(&app, came, response).await;
    end_former_login(&app, former, response).await
}

/// The page that says what went wrong and shows a way on.
#[derive(Serialize)]
pub struct ErrorPage {
    status: u16,
    sentence: &'static str,
    request: String,
}

impl View for ErrorPage {
    const TEMPLATE: &'static str = "error.html";

    fn samples() -> Vec<Self> {
        let sample = |status, sentence| Self { status, sentence, request: "0192".into() };
        vec![
            sample(404, "error-not-found"),
            sample(408, "error-too-slow"),
            sample(409, "error-conflict"),
            sample(422, "error-malformed"),
            sample(429, "error-too-many"),
            sample(500, "error-internal"),
            sample(507, "error-full"),
        ]
    }
}

/// Lets a page read what it shows as of one moment. A request with a body waits for its sender, and holds nothing meanwhile.
async fn read_at_one_moment(request: Request, next: Next) -> Response {
    if request.method().is_safe() { at_one_moment(next.run(request)).await } else { next.run(request).await }
}

/// What came with a request, for the page of its error, and whether a notice did.
struct Came {
    parts: axum::http::request::Parts,
    had_notice: bool,
}

impl Came {
    fn of(app: &App, request: &Request) -> Self {
        let copy = Request::builder().uri(request.uri().clone()).body(());
        let mut parts = copy.expect("a request's own address is valid").into_parts().0;
        parts.headers = request.headers().clone();
        let had_notice = cookies::read(&parts.headers, &app.config, cookies::NOTICE).is_some();
        Self { parts, had_notice }
    }
}

/// Draws the page of an error, sends the signed-out to the door, and takes the shown notice away.
async fn draw_errors(app: &App, came: Came, mut response: Response) -> Response {
    if let Some(Undrawn { sentence }) = response.extensions_mut().remove::<Undrawn>() {
        return Box::pin(draw(app, came.parts, response.status(), sentence)).await;
    }
    if came.had_notice && response.status() == StatusCode::OK && is_html(&response) {
        let cookie = cookies::forget(&app.config, cookies::NOTICE).to_string();
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// Ends the login that a browser came with, once it was given another: no token outlives the sign-in that replaced it.
async fn end_former_login(app: &App, former: Option<String>, response: Response) -> Response {
    let Some(former) = former.filter(|former| gives_another_login(&response, app, former)) else { return response };
    let ended = Box::pin(async {
        let mut tx = app.db.write().await?;
        logins::end_token(&mut tx, &Token::from_text(&former)).await?;
        tx.commit().await
    });
    if let Err(error) = ended.await {
        tracing::error!(error = format!("{error:#}"), "a login that was replaced couldn't be ended");
    }
    response
}

/// Tells whether an answer puts a login's token in place of `former`.
fn gives_another_login(response: &Response, app: &App, former: &str) -> bool {
    let start = format!("{}=", cookies::full_name(&app.config, cookies::LOGIN));
    let given = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut given = given.filter_map(|cookie| cookie.strip_prefix(&start)?.split(';').next());
    given.any(|token| !token.is_empty() && token != former)
}

async fn draw(
    app: &App,
    mut parts: axum::http::request::Parts,
    status: StatusCode,
    sentence: &'static str,
) -> Response {
    if status == StatusCode::UNAUTHORIZED {
        return lead_out(app, &parts).await;
    }
    let request = LoginId::random().to_string();
    if status.is_server_error() {
        tracing::error!(request, "an error page was shown");
    }
    let Ok(visitor) = Visitor::from_request_parts(&mut parts, app).await else {
        return status.into_response();
    };
    let view = ErrorPage { status: status.as_u16(), sentence, request };
    match views::render(&visitor.chrome(&visitor.language.t("error-title")), &view) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the error page failed");
            status.into_response()
        }
    }
}

/// Sends whoever isn't signed in to the door, and a device that came for one conversation to the goodbye. A stream just ends.
async fn lead_out(app: &App, parts: &axum::http::request::Parts) -> Response {
    if parts.headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"text/event-stream") {
        return StatusCode::NO_CONTENT.into_response();
    }
    if let Some(token) = cookies::read(&parts.headers, &app.config, cookies::LOGIN)
        && parts.uri.path().starts_with("/o/")
        && logins::was_visit(app.db.read(), &Token::from_text(&token)).await.unwrap_or(false)
    {
        return Redirect::to("/goodbye").into_response();
    }
    let back = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let back = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
    Redirect::to(&format!("/login?back={back}")).into_response()
}

fn is_html(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}

/// What is known of a request before it is answered.
struct Asked {
    method: Method,
    is_asset: bool,
    /// What watches over the instance is told when it isn't ready; that is no failure of a page.
    counts: bool,
    at: Instant,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let path = request.uri().path();
        let (is_asset, counts) = (path.starts_with("/assets/"), !path.starts_with("/health/"));
        Self { method: request.method().clone(), is_asset, counts, at: Instant::now() }
    }
}

fn add_security_headers(response: &mut Response, policy: HeaderValue, asked: &Asked, is_secure: bool) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    let mut set = |name: HeaderName, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if is_secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    if !asked.is_asset {
        set(header::CACHE_CONTROL, "no-store");
    }
}

/// Counts the answer, and logs the method, the route's pattern, the status and the time. The pattern, not the address: it names no person, code or search.
fn log(app: &App, asked: &Asked, response: &Response) {
    let method = &asked.method;
    let route = response.extensions().get::<RoutePattern>().map_or("-", |pattern| pattern.0.as_str());
    let took = asked.at.elapsed();
    if asked.counts {
        app.metrics.answered(method.as_str(), response.status().as_u16(), took);
    }
    let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::debug!(%method, route, status = response.status().as_u16(), us, "request");
}

/// The pattern of the route that answered.
#[derive(Clone)]
pub struct RoutePattern(pub String);

/// Notes the matched pattern for the log line.
pub async fn note_pattern(pattern: Option<axum::extract::MatchedPath>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(pattern) = pattern {
        response.extensions_mut().insert(RoutePattern(pattern.as_str().to_owned()));
    }
    response
}
