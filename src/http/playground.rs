//! The playground: GraphiQL, built beforehand from `playground/` and carried in the binary, since the networks of
//! agencies may reach nothing else.
//!
//! Its files lie packed and are sent so; who does not take gzip gets them unpacked. Their addresses carry the version
//! of the build, so that a browser may keep them for ever.
//!
//! May import: HTTP types, [`super`].

use std::sync::LazyLock;

use axum::{
    extract::{Extension, Path},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{frame::RequestId, problem::Problem, tongue};

/// Only this server's own files, no inline scripts, nothing that makes a script of a text. The editor places its lines
/// by styles in the markup, so those are allowed.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// What the files of this build are called by, as a directory.
const VERSION: &str = include_str!("../../playground/dist/version");

const PAGE: &str = include_str!("../../playground/dist/index.html");

/// What the page says where development tokens are given; it says `no` as it was built.
static PAGE_WITH_TOKENS: LazyLock<String> =
    LazyLock::new(|| PAGE.replace("data-development-tokens=\"no\"", "data-development-tokens=\"yes\""));

/// A file of the build.
pub(super) struct Asset {
    pub(super) name: &'static str,
    media_type: &'static str,
    packed: &'static [u8],
    plain: LazyLock<Option<Vec<u8>>>,
}

macro_rules! asset {
    ($name:literal, $media_type:literal) => {
        Asset {
            name: $name,
            media_type: $media_type,
            packed: include_bytes!(concat!("../../playground/dist/", $name, ".gz")),
            plain: LazyLock::new(|| unpacked(include_bytes!(concat!("../../playground/dist/", $name, ".gz")))),
        }
    };
}

pub(super) static ASSETS: [Asset; 10] = [
    asset!("playground.js", "text/javascript; charset=utf-8"),
    asset!("playground.css", "text/css; charset=utf-8"),
    asset!("editor.worker.js", "text/javascript; charset=utf-8"),
    asset!("graphql.worker.js", "text/javascript; charset=utf-8"),
    asset!("json.worker.js", "text/javascript; charset=utf-8"),
    asset!("codicon-400.ttf", "font/ttf"),
    asset!("fira-code-400.woff", "font/woff"),
    asset!("roboto-400.woff2", "font/woff2"),
    asset!("roboto-500.woff2", "font/woff2"),
    asset!("licences.txt", "text/plain; charset=utf-8"),
];

/// What gzip packed, where its head is the plain one that the build writes: ten bytes before, eight behind.
fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let inside = packed.get(10..packed.len().checked_sub(8)?)?;
    miniz_oxide::inflate::decompress_to_vec(inside).ok()
}

/// The version of the build, as it stands in addresses.
pub(super) fn version() -> &'static str {
    VERSION.trim_ascii_end()
}

/// `GET /playground`, where no development tokens are given.
pub(super) async fn page() -> Response {
    shown(PAGE)
}

/// `GET /playground`, where they are.
pub(super) async fn page_with_tokens() -> Response {
    shown(&PAGE_WITH_TOKENS)
}

fn shown(page: &'static str) -> Response {
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, page).into_response()
}

/// `GET /playground/{version}/{file}`. A version that is not this one has no files.
pub(super) async fn file(
    Path((version, name)): Path<(String, String)>,
    Extension(id): Extension<RequestId>,
    asked: HeaderMap,
) -> Response {
    find(&version, &name, &asked, id).unwrap_or_else(|problem| problem.plain(tongue::of_errors(&asked)))
}

fn find(version: &str, name: &str, asked: &HeaderMap, id: RequestId) -> Result<Response, Problem> {
    if version != self::version() {
        return Err(Problem::NotFound);
    }
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or(Problem::NotFound)?;
    let packed = takes_gzip(asked);
    let plain = || {
        asset.plain.as_deref().ok_or_else(|| {
            tracing::error!(file = asset.name, "a file of the playground is not packed with gzip");
            Problem::Internal(id.to_string())
        })
    };
    let mut response = if packed { asset.packed } else { plain()? }.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    // Workers are under the policy that they come with.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

/// Whether the client names gzip, or anything, and does not weigh it with nothing. One that does not say gets plain.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let lines = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let (mut gzip, mut anything) = (None, None);
    for coding in lines.flat_map(|line| line.split(',')) {
        let mut parts = coding.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        match name.as_str() {
            "gzip" | "x-gzip" => gzip = Some(weight > 0.0),
            "*" => anything = Some(weight > 0.0),
            _ => {}
        }
    }
    gzip.or(anything).unwrap_or(false)
}
