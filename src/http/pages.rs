//! The start page in Bokmål and English with its files, and the documents it leads to, all in the binary: the networks
//! of agencies may reach nothing else.
//!
//! May import: HTTP types, `domain::text`, [`crate::graphql`], [`super`].

use std::sync::LazyLock;

use axum::{
    http::{HeaderMap, HeaderName, Uri, header},
    response::IntoResponse,
};

use super::tongue::preferred;
use crate::{domain::text::Lang, graphql::sdl};

/// Only this server's own files, no inline code, no framing.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TEXT: &str = "text/plain; charset=utf-8";

const SCRIPT: &str = include_str!("pages/start.js");

/// The schema as text. It is the same as long as the program runs.
static SCHEMA: LazyLock<String> = LazyLock::new(sdl);

type Page = ([(HeaderName, &'static str); 4], &'static str);

const fn page(media_type: &'static str, text: &'static str) -> Page {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
        (header::VARY, "accept-language"),
    ];
    (headers, text)
}

/// `GET /`, in the language that the address names with `lang`, otherwise in the one that the reader prefers.
pub(super) async fn start(uri: Uri, asked: HeaderMap) -> impl IntoResponse {
    let mut parameters = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let chosen = parameters.find(|(name, _)| name == "lang").and_then(|(_, tag)| Lang::from_tag(&tag));
    let text = match chosen.or_else(|| preferred(&asked)).unwrap_or_default() {
        Lang::En => include_str!("pages/start.en.html"),
        // Readers of the other languages read Bokmål.
        Lang::Nb | Lang::Nn | Lang::Se => include_str!("pages/start.nb.html"),
    };
    page("text/html; charset=utf-8", text)
}

/// `GET /start.css`.
pub(super) async fn style() -> impl IntoResponse {
    page("text/css; charset=utf-8", include_str!("pages/start.css"))
}

/// `GET /start.js`.
pub(super) async fn script() -> impl IntoResponse {
    page("text/javascript; charset=utf-8", SCRIPT)
}

/// What the start page asks: the first text of its script.
pub(super) fn start_query() -> &'static str {
    SCRIPT.split('`').nth(1).unwrap_or_default()
}

/// `GET /icon.svg`.
pub(super) async fn icon() -> impl IntoResponse {
    page("image/svg+xml", include_str!("pages/icon.svg"))
}

/// `GET /schema.graphql`. The schema language has no media type of its own, and as text a browser shows it.
pub(super) async fn schema() -> impl IntoResponse {
    page(TEXT, &SCHEMA)
}

/// `GET /README.md`.
pub(super) async fn readme() -> impl IntoResponse {
    page(TEXT, include_str!("../../README.md"))
}
