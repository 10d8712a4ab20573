//! What a phone keeps to write without a network: the shell of the writing page, and the worker that shows it. Saved entries are never kept
//! there. The shell knows nobody: it is the same for everybody.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::web::assets;
use crate::web::views::View;
use crate::web::{Result, Visitor};

/// The address of the shell.
const SHELL: &str = "/journal/shell";
/// What the shell needs to look like itself.
const FILES: [&str; 6] = [
    "omgang.css",
    "omgang.js",
    "icons.svg",
    "favicon.svg",
    "vendor/fonts/atkinson-next.woff2",
    "vendor/fonts/serif.woff2",
];

/// The writing page without a network.
#[derive(Serialize)]
pub struct ShellPage {}

impl View for ShellPage {
    const TEMPLATE: &'static str = "journal/shell.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// Shows the shell to everybody alike: no name, no organisation.
pub async fn shell(visitor: Visitor) -> Result {
    let stranger = visitor.as_stranger();
    let title = stranger.language.t("journal-write-title");
    stranger.page(&title, &ShellPage {})
}

/// Hands out the worker with the addresses that it keeps; they change with each version, and the worker with them.
pub async fn worker() -> Response {
    let files: Vec<String> = FILES.iter().filter_map(|name| assets::url(name)).collect();
    let kept = serde_json::json!({ "shell": SHELL, "files": files, "version": assets::version() });
    let script = assets::text("journal-worker.js").unwrap_or_default();
    let body = format!("const KEPT = {kept};\n{script}");
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"))], body).into_response()
}

/// Tells a phone how to put Omgang on its home screen: it opens where one writes.
pub async fn manifest(visitor: Visitor) -> Response {
    let icon = |name: &str, sizes: &str, kind: &str| serde_json::json!({ "src": assets::url(name).unwrap_or_default(), "sizes": sizes, "type": kind, "purpose": "any" });
    let manifest = serde_json::json!({
        "name": visitor.language.t("layout-product"),
        "short_name": visitor.language.t("layout-product"),
        "lang": visitor.language.code(),
        "start_url": "/journal/new",
        "id": "/journal/new",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8f6f0",
        "theme_color": "#f8f6f0",
        "icons": [icon("icon-192.png", "192x192", "image/png"), icon("icon-512.png", "512x512", "image/png")],
    });
    let kind = HeaderValue::from_static("application/manifest+json");
    ([(header::CONTENT_TYPE, kind)], manifest.to_string()).into_response()
}
