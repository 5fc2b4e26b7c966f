//! What every answer has around it: an id, a span, a log line, safe headers, and an end to any panic.
//!
//! May import: HTTP types, [`super`], `error`.

use std::{fmt, panic::AssertUnwindSafe};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt;
use tokio::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

use super::{
    cors,
    front::Front,
    observe::{About, Outcome},
    papers,
    problem::Problem,
    tongue,
};
use crate::error::ErrorCode;

/// The name of one request, in its answer and in the log. Always ours, never the client's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(Uuid);

impl RequestId {
    /// A new one.
    pub(super) fn new() -> Self {
        Self(Uuid::now_v7())
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Frames one request.
pub(super) async fn frame(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    let id = RequestId::new();
    let started = Instant::now();
    let origin = cors::allowed(&front.origins, request.headers());
    let lang = tongue::of_errors(request.headers());
    request.extensions_mut().insert(id);
    // The path without its query string: that may be a GraphQL document or a link.
    let span = tracing::info_span!("request", %id, method = %request.method(), path = told(request.uri().path()));
    let work = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span.clone());
    let mut response = work.await.unwrap_or_else(|_| {
        span.in_scope(|| tracing::error!("a panic ended the request"));
        Problem::Internal(id.to_string()).plain(lang)
    });
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    let outcome = response.extensions_mut().remove::<Outcome>();
    let about = outcome.as_ref().map(|outcome| &outcome.about);
    let (name, cost) = (about.and_then(|about| about.name.as_deref()), about.and_then(|about| about.cost));
    let kind = about.and_then(About::kind);
    let code = outcome.as_ref().and_then(|outcome| outcome.code).map(ErrorCode::word);
    span.in_scope(|| tracing::info!(status, milliseconds, name, kind, cost, code, "answered"));
    if let Some(outcome) = outcome {
        front.observer.answered(&outcome, started.elapsed());
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::try_from(id.to_string()) {
        headers.insert(REQUEST_ID, id);
    }
    harden(headers);
    cors::mark(headers, origin);
    response
}

/// The path as the log has it: without the secret or the link, where there is one in it; each is as good as who holds it.
fn told(path: &str) -> &str {
    const SECRET: [&str; 2] = ["/calendar/private/", papers::UPLOAD];
    SECRET.into_iter().find(|secret| path.starts_with(secret)).unwrap_or(path)
}

/// Headers that keep a browser from making more of an answer than it is. A page brings its own policy.
fn harden(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(nothing);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_has_no_secret_of_a_calendar() {
        assert_eq!(told("/calendar/private/AbC-123.ics"), "/calendar/private/");
        assert_eq!(told("/calendar/strategiradet.ics"), "/calendar/strategiradet.ics");
    }
}
