//! Which web origins may read answers from a browser. None, unless configured.
//!
//! There are no cookies, so there is nothing that an origin could use without the script's own token.
//!
//! May import: HTTP types, [`super::front`], [`super::graphql`].

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{front::Front, graphql::ALLOW};

/// The value of `Access-Control-Allow-Origin` for a request, if its origin is allowed.
pub(super) fn allowed(origins: &[String], headers: &HeaderMap) -> Option<HeaderValue> {
    if origins.iter().any(|origin| origin == "*") {
        return Some(HeaderValue::from_static("*"));
    }
    let origin = headers.get(header::ORIGIN)?;
    origins.iter().any(|one| one.as_bytes() == origin.as_bytes()).then(|| origin.clone())
}

/// Marks an answer as readable, and as different for different origins.
pub(super) fn mark(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let exposed = HeaderValue::from_static("x-request-id, etag, retry-after, ratelimit, ratelimit-policy");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
}

/// `OPTIONS /graphql`: the preflight, where the origin is allowed; otherwise just the methods.
pub(super) async fn options(State(front): State<Front>, asked: HeaderMap) -> Response {
    preflight(&front, &asked, ALLOW, "GET, POST")
}

/// The preflight of an address with these methods, of which other origins may use those.
pub(super) fn preflight(front: &Front, asked: &HeaderMap, allow: &'static str, foreign: &'static str) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static(allow));
    if allowed(&front.origins, asked).is_some() {
        let methods = HeaderValue::from_static(foreign);
        let names =
            HeaderValue::from_static("authorization, content-type, idempotency-key, if-none-match, accept-language");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    response
}
