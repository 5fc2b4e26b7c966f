//! One span for each operation, with these attributes and no others: what the document does and weighs, the request's id,
//! the councils and the doors by which they were entered, whether the answer was kept, how it ended. Never a name, a token,
//! a variable or the text. Names are those of OpenTelemetry's conventions for GraphQL, where they have one.
//!
//! What comes over a connection that lasts has no request that ends with it, so its line of the log is written here too.
//!
//! May import: OpenTelemetry, [`super`], [`crate::http`], `graphql`, `error`.

use std::time::Instant;

use opentelemetry::{
    Array, KeyValue, StringValue, Value,
    trace::{Span as _, Status},
};
use opentelemetry_sdk::trace::Span;

use super::{About, code};
use crate::{
    error::ErrorCode,
    graphql::entered::Entered,
    http::{frame::RequestId, problem::Problem},
};

/// What an operation that nobody waited for any more ended with.
const GIVEN_UP: &str = "GIVEN_UP";

/// An operation that is watched, until this is dropped.
pub(in crate::http) struct Observation {
    span: Option<Span>,
    about: About,
    id: RequestId,
    began: Instant,
    entered: Entered,
    kept: bool,
    has_line: bool,
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
    pub(super) fn new(span: Option<Span>, id: RequestId) -> Self {
        let entered = if span.is_some() { Entered::noted() } else { Entered::default() };
        Self {
            span,
            about: About::default(),
            id,
            began: Instant::now(),
            entered,
            kept: false,
            has_line: false,
            ended: Ended::GivenUp,
        }
    }

    /// To be told which doors were passed.
    pub(in crate::http) fn entered(&self) -> Entered {
        self.entered.clone()
    }

    /// This is known about it by now.
    pub(in crate::http) fn is(&mut self, about: About) {
        self.about = about;
    }

    /// What is known about it.
    pub(in crate::http) fn about(&self) -> About {
        self.about.clone()
    }

    /// The answer was made before.
    pub(in crate::http) fn was_kept(&mut self) {
        self.kept = true;
    }

    /// It comes over a connection that lasts, and has a line of its own in the log.
    pub(in crate::http) fn has_a_line(&mut self) {
        self.has_line = true;
    }

    /// It ended so; what is said last counts.
    pub(in crate::http) fn ends(&mut self, code: Option<ErrorCode>) {
        self.ended = Ended::With(code);
    }

    /// It ended with this problem.
    pub(in crate::http) fn failed(&mut self, problem: Problem) -> Problem {
        self.ends(Some(problem.code()));
        problem
    }

    fn attributes(&self, ended: &'static str) -> Vec<KeyValue> {
        let (councils, roles): (Vec<StringValue>, Vec<StringValue>) =
            self.entered.doors().into_iter().map(|(slug, role)| (slug.into(), role.into())).unzip();
        let cost = i64::try_from(self.about.cost.unwrap_or(0)).unwrap_or(i64::MAX);
        let mut attributes = vec![
            KeyValue::new("mandat.cost", cost),
            KeyValue::new("mandat.request_id", self.id.to_string()),
            KeyValue::new("mandat.councils", Value::Array(Array::String(councils))),
            KeyValue::new("mandat.roles", Value::Array(Array::String(roles))),
            KeyValue::new("mandat.kept_answer", self.kept),
            KeyValue::new("mandat.code", ended),
        ];
        attributes.extend(self.about.kind().map(|kind| KeyValue::new("graphql.operation.type", kind)));
        if let Ended::With(Some(error)) = self.ended {
            attributes.push(KeyValue::new("error.type", error.word()));
        }
        attributes
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        if matches!(self.ended, Ended::GivenUp) && std::thread::panicking() {
            self.ended = Ended::With(Some(ErrorCode::Internal));
        }
        let ended = match self.ended {
            Ended::GivenUp => GIVEN_UP,
            Ended::With(error) => code(error),
        };
        if self.has_line {
            let milliseconds = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
            let About { name, cost, .. } = &self.about;
            let (id, name, kind) = (self.id, name.as_deref(), self.about.kind());
            tracing::info!(%id, name, kind, cost, code = ended, milliseconds, "operation ended");
        }
        let Some(mut span) = self.span.take() else { return };
        if let Some(kind) = self.about.kind() {
            span.update_name(kind);
        }
        span.set_attributes(self.attributes(ended));
        // What a client did wrong is no fault of the server's.
        if let Ended::With(Some(ErrorCode::Internal | ErrorCode::Timeout | ErrorCode::Unavailable)) = self.ended {
            span.set_status(Status::error(""));
        }
        span.end();
    }
}
