//! The page: files built from `web/`, carried in the binary.
//!
//! Enters: a path. Leaves: the file with its type; for the page's own addresses (`/article/12`), its first file.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "page/"]
struct Files;

const TYPES: [(&str, &str); 9] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
    ("webmanifest", "application/manifest+json"),
];

/// A file of the page. What has no ending is an address that the page itself understands.
pub(crate) fn file(path: &str) -> Response {
    let name = path.trim_start_matches('/');
    let ending = name.rsplit('/').next().and_then(|last| last.rsplit_once('.')).map(|(_, ending)| ending);
    let kept = TYPES.iter().find(|(known, _)| Some(*known) == ending).and_then(|kind| Some((kind.1, Files::get(name)?)));
    if let Some((kind, file)) = kept {
        // Built files carry their content's hash in their names; the first file does not.
        return answer(kind, file, if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" });
    }
    if name.starts_with("assets/") {
        return (StatusCode::NOT_FOUND, "no such file").into_response();
    }
    match Files::get("index.html") {
        Some(first) => answer(TYPES[0].1, first, "no-cache"),
        None => (StatusCode::NOT_FOUND, "this build carries no page; the API is at /api/v1").into_response(),
    }
}

fn answer(kind: &'static str, file: rust_embed::EmbeddedFile, cache: &'static str) -> Response {
    let mut response = Response::new(Body::from(file.data.into_owned()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
