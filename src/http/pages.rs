//! The start page and its two files, in the binary: agencies' networks may reach nothing else.
//!
//! May import: HTTP types.

use axum::{
    http::{HeaderName, header},
    response::IntoResponse,
};

/// Only this server's own files, no inline code, no framing.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Page = ([(HeaderName, &'static str); 3], &'static str);

const fn page(media_type: &'static str, text: &'static str) -> Page {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text)
}

/// `GET /`.
pub(super) async fn start() -> impl IntoResponse {
    page("text/html; charset=utf-8", include_str!("pages/start.html"))
}

/// `GET /start.css`.
pub(super) async fn style() -> impl IntoResponse {
    page("text/css; charset=utf-8", include_str!("pages/start.css"))
}

/// `GET /start.js`.
pub(super) async fn script() -> impl IntoResponse {
    page("text/javascript; charset=utf-8", include_str!("pages/start.js"))
}
