//! Which trace an operation is part of.
//!
//! May import: OpenTelemetry, HTTP types.

use axum::http::HeaderMap;
use opentelemetry::{
    propagation::{Extractor, TextMapPropagator},
    trace::{SpanContext, TraceContextExt},
};
use opentelemetry_sdk::propagation::TraceContextPropagator;

/// What the client's part of a trace is called in a request. Its neighbour, `tracestate`, is free text and is not read.
const TRACEPARENT: &str = "traceparent";

/// The span that a proxy in front has begun. Without a proxy that is believed anybody could have written it.
pub(in crate::http) fn parent(headers: &HeaderMap, trusted_hops: usize) -> Option<SpanContext> {
    struct Only<'h>(&'h HeaderMap);
    impl Extractor for Only<'_> {
        fn get(&self, key: &str) -> Option<&str> {
            (key == TRACEPARENT).then(|| self.0.get(TRACEPARENT)?.to_str().ok()).flatten()
        }

        fn keys(&self) -> Vec<&str> {
            vec![TRACEPARENT]
        }
    }
    if trusted_hops == 0 || !headers.contains_key(TRACEPARENT) {
        return None;
    }
    let context = TraceContextPropagator::new().extract_with_context(&opentelemetry::Context::new(), &Only(headers));
    let span = context.span().span_context().clone();
    span.is_valid().then_some(span)
}
