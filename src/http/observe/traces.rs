//! One span for each operation, with these attributes and no others: what the document does and weighs, the request's id,
//! the councils and the doors by which they were entered, how it ended. Never a name, a token, a variable or the text.
//!
//! May import: OpenTelemetry, [`super`], [`crate::http`], `graphql`, `error`.

use opentelemetry::{
    Array, KeyValue, StringValue, Value,
    propagation::{Extractor, TextMapPropagator},
    trace::{Span as _, SpanContext, Status, TraceContextExt},
};
use opentelemetry_sdk::{propagation::TraceContextPropagator, trace::Span};

use axum::http::HeaderMap;

use super::code;
use crate::{error::ErrorCode, graphql::entered::Entered, http::frame::RequestId};

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

/// An operation that is watched, until this is dropped.
pub(in crate::http) struct Observation {
    span: Option<Span>,
    kind: &'static str,
    cost: u64,
    id: RequestId,
    entered: Entered,
    ended: Ended,
}

/// How an operation ended.
#[derive(Clone, Copy)]
enum Ended {
    /// Nobody waited for the end.
    GivenUp,
    /// With this error, or none.
    With(Option<ErrorCode>),
}

impl Observation {
    pub(super) fn new(span: Option<Span>, kind: &'static str, cost: u64, id: RequestId) -> Self {
        let entered = if span.is_some() { Entered::noted() } else { Entered::default() };
        Self { span, kind, cost, id, entered, ended: Ended::GivenUp }
    }

    /// To be told which doors were passed.
    pub(in crate::http) fn entered(&self) -> Entered {
        self.entered.clone()
    }

    /// It ended so; what is said last counts.
    pub(in crate::http) fn ends(&mut self, code: Option<ErrorCode>) {
        self.ended = Ended::With(code);
    }
}

/// What an operation that nobody waited for any more ended with.
const GIVEN_UP: &str = "GIVEN_UP";

impl Drop for Observation {
    fn drop(&mut self) {
        let Some(span) = &mut self.span else { return };
        if matches!(self.ended, Ended::GivenUp) && std::thread::panicking() {
            self.ended = Ended::With(Some(ErrorCode::Internal));
        }
        let ended = match self.ended {
            Ended::GivenUp => GIVEN_UP,
            Ended::With(error) => code(error),
        };
        let (councils, roles): (Vec<StringValue>, Vec<StringValue>) =
            self.entered.doors().into_iter().map(|(slug, role)| (slug.into(), role.into())).unzip();
        span.set_attributes([
            KeyValue::new("graphql.operation.type", self.kind),
            KeyValue::new("mandat.cost", i64::try_from(self.cost).unwrap_or(i64::MAX)),
            KeyValue::new("mandat.request_id", self.id.to_string()),
            KeyValue::new("mandat.councils", Value::Array(Array::String(councils))),
            KeyValue::new("mandat.roles", Value::Array(Array::String(roles))),
            KeyValue::new("mandat.code", ended),
        ]);
        // What a client did wrong is no fault of the server's.
        if let Ended::With(Some(ErrorCode::Internal | ErrorCode::Timeout | ErrorCode::Unavailable)) = self.ended {
            span.set_status(Status::error(""));
        }
        span.end();
    }
}
