//! What the browser runs and shows: style sheet, modules, fonts, htmx and ECharts, embedded in the program.
//!
//! Every address carries a hash of all the files, `/assets/<version>/app.css`, so that files may be kept for ever
//! and modules may import each other by plain relative names. An address with another version (a page that was
//! open while Wafa was upgraded) still answers, but is not to be kept.
//! Invariant: nothing here is fetched from elsewhere, neither at build time by the browser nor at run time.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/assets"]
struct Files;

const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-cache");

/// The hash of all files that is part of every address.
#[must_use]
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut names: Vec<_> = Files::iter().collect();
        names.sort();
        let mut hash = Sha256::new();
        for name in names {
            hash.update(name.as_bytes());
            if let Some(file) = Files::get(&name) {
                hash.update(&file.data);
            }
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    })
}

/// The address of a file, such as `app.css`; `None` when there is no such file.
#[must_use]
pub fn url(name: &str) -> Option<String> {
    Files::get(name).map(|_| format!("/assets/{}/{name}", version()))
}

/// All file names and their content, for copying them beside rendered pages.
pub fn all() -> impl Iterator<Item = (String, Vec<u8>)> {
    Files::iter().filter_map(|name| Files::get(&name).map(|file| (name.into_owned(), file.data.into_owned())))
}

/// `GET /assets/{version}/{file}`.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{version}/{file}", get(serve))
}

/// Answers one file.
pub async fn serve(Path((asked, name)): Path<(String, String)>) -> Response {
    let Some(file) = Files::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    headers.insert(header::CACHE_CONTROL, if asked == version() { KEPT } else { NOT_KEPT });
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    (headers, file.data.into_owned()).into_response()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
