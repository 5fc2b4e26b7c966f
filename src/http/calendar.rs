//! Calendars that programs subscribe to (RFC 5545), by addresses that end in `.ics`.
//!
//! May import: HTTP types, `acts`, `domain`, [`super`]. Nothing here decides who may see what: the addresses are taken apart,
//! and what stands behind says whether there is a calendar. That there is none, and that there is none for whoever asks,
//! is one answer.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::{cors, front::Front, problem::Problem, tag::Tag, tongue};
use crate::{
    acts::calendar::read::{Calendar, Which},
    domain::text::Lang,
};

const ALLOW: &str = "GET, HEAD, OPTIONS";

const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// What everybody may see may be a few minutes old; what one reader may see is asked for each time.
const PUBLIC: &str = "public, max-age=300";
const PRIVATE: &str = "private, no-cache";

/// Longest part of an address that is looked at: slugs and secrets are shorter.
const LONGEST: usize = 200;

/// `GET /calendar/<slug>.ics`.
pub(super) async fn council(front: State<Front>, Path(file): Path<String>, uri: Uri, asked: HeaderMap) -> Response {
    answer(front, &file, Which::Council, &uri, &asked).await
}

/// `GET /calendar/family/<slug>.ics`.
pub(super) async fn family(front: State<Front>, Path(file): Path<String>, uri: Uri, asked: HeaderMap) -> Response {
    answer(front, &file, Which::Family, &uri, &asked).await
}

/// `GET /calendar/private/<secret>.ics`.
pub(super) async fn private(front: State<Front>, Path(file): Path<String>, uri: Uri, asked: HeaderMap) -> Response {
    answer(front, &file, Which::Private, &uri, &asked).await
}

/// The preflight of a page that asks again with `If-None-Match`.
pub(super) async fn options(State(front): State<Front>, asked: HeaderMap) -> Response {
    cors::preflight(&front, &asked, ALLOW, "GET")
}

/// Any other method.
pub(super) async fn only_get(asked: HeaderMap) -> Response {
    Problem::MethodNotAllowed(ALLOW).plain(tongue::of_errors(&asked))
}

async fn answer(
    State(front): State<Front>,
    file: &str,
    which: impl FnOnce(String) -> Which,
    uri: &Uri,
    asked: &HeaderMap,
) -> Response {
    let lang = tongue::of_errors(asked);
    let Some(name) = file.strip_suffix(".ics").filter(|name| !name.is_empty() && name.len() <= LONGEST) else {
        return Problem::NotFound.plain(lang);
    };
    match (front.calendars)(which(name.to_owned()), language(uri, asked)).await {
        Ok(Some(calendar)) => found(&calendar, asked),
        Ok(None) => Problem::NotFound.plain(lang),
        Err(reason) => {
            tracing::error!(reason = reason.0, "a calendar could not be read");
            Problem::Unavailable.plain(lang)
        }
    }
}

/// The language that the address names with `lang`, otherwise the one that the reader prefers.
fn language(uri: &Uri, asked: &HeaderMap) -> Lang {
    let mut parameters = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let chosen = parameters.find(|(name, _)| name == "lang").and_then(|(_, tag)| Lang::from_tag(&tag));
    chosen.or_else(|| tongue::preferred(asked)).unwrap_or_default()
}

fn found(calendar: &Calendar, asked: &HeaderMap) -> Response {
    let tag = Tag::of(calendar.text.as_bytes());
    let mut response = if tag.is_had_as_calendar(asked) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = calendar.text.clone().into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response
    };
    let headers = response.headers_mut();
    let cache = if calendar.private { PRIVATE } else { PUBLIC };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    if let Some(tag) = tag.header_of_calendar() {
        headers.insert(header::ETAG, tag);
    }
    response
}
