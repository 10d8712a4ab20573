//! Stylesheets, scripts, fonts and icons, embedded in the binary and served under the hash of all of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::crypto::content_hash;

#[derive(RustEmbed)]
#[folder = "assets/"]
#[exclude = "vendor/**/*.sh"]
#[exclude = "**/*.md"]
struct Files;

/// Everything that can be served, by name. The files of css/ are one `omgang.css`, in the order of their names; so are those of js/.
static ASSETS: LazyLock<BTreeMap<String, Cow<'static, [u8]>>> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut assets: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
    for name in names {
        let Some(file) = Files::get(&name) else { continue };
        let bundle = match name.split_once('/') {
            Some(("css", _)) => "omgang.css",
            Some(("js", _)) => "omgang.js",
            _ => {
                assets.insert(name.into_owned(), file.data);
                continue;
            }
        };
        assets.entry(bundle.to_owned()).or_default().to_mut().extend_from_slice(&file.data);
    }
    assets
});

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let names: String = ASSETS
        .iter()
        .map(|(name, bytes)| format!("{name}:{}\n", content_hash(&String::from_utf8_lossy(bytes))))
        .collect();
    content_hash(&names).chars().take(12).collect()
});

/// Returns the address of an asset; `None` when there is no such file.
pub fn url(name: &str) -> Option<String> {
    ASSETS.contains_key(name).then(|| format!("/assets/{}/{name}", *VERSION))
}

/// Returns the version that stands in the addresses of all assets.
pub fn version() -> &'static str {
    &VERSION
}

/// Returns an asset as text; `None` when there is no such file.
pub fn text(name: &str) -> Option<Cow<'static, str>> {
    ASSETS.get(name).map(|bytes| String::from_utf8_lossy(bytes))
}

/// Serves an asset. The address changes with the content, so browsers may keep it for ever.
pub async fn show(Path((version, name)): Path<(String, String)>) -> Response {
    let Some(bytes) = ASSETS.get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let cache = if version == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, content_type(&name)), (header::CACHE_CONTROL, cache)], bytes.clone().into_owned())
        .into_response()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
