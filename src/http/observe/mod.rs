//! What the server tells its operators about itself: numbers for Prometheus, traces for OpenTelemetry, lines of the log.
//!
//! None ever has what a client wrote, who it is or what it was told: labels come from closed lists, and a span has the
//! attributes that [`observation`] names and no others. Lines of the log have the name of an operation too.
//!
//! May import: [`super`], `graphql`, `store`, `error`.

mod about;
mod collector;
mod figures;
mod metrics;
mod observation;
mod page;
mod traces;

use std::{sync::Arc, time::Duration};

pub(super) use about::About;
pub use collector::{NoTraces, Traces};
pub(super) use observation::Observation;
pub use page::page;
pub(super) use traces::parent;

use self::metrics::Metrics;
use super::{frame::RequestId, serve::Open};
use crate::{error::ErrorCode, store::Store};

/// What an operation does that is not known, as numbers call it.
const NONE: &str = "none";

/// How it ended, as numbers and traces call it.
const fn code(code: Option<ErrorCode>) -> &'static str {
    match code {
        Some(code) => code.word(),
        None => "OK",
    }
}

/// How a request was answered. An answer carries it as an extension, to whoever counts.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// What was asked, where it came that far.
    pub about: About,
    /// The code of the first error, where there is one.
    pub code: Option<ErrorCode>,
}

/// Counts and traces. Clones are one.
#[derive(Clone, Debug)]
pub struct Observer(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    metrics: Metrics,
    traces: Option<Traces>,
}

impl Default for Observer {
    fn default() -> Self {
        Self::new(None, None, None)
    }
}

impl Observer {
    /// Counts, traces where somebody takes traces, and tells the figures of the store and of the accept loop.
    #[must_use]
    pub fn new(traces: Option<Traces>, store: Option<Store>, open: Option<Open>) -> Self {
        Self(Arc::new(Inner { metrics: Metrics::new(store, open), traces }))
    }

    /// Begins to watch an operation, before anything is known about it.
    pub(super) fn begin(&self, id: RequestId, parent: Option<opentelemetry::trace::SpanContext>) -> Observation {
        let span = self.0.traces.as_ref().map(|traces| traces.span(parent));
        Observation::new(span, id)
    }

    /// Counts an answer.
    pub(super) fn answered(&self, outcome: &Outcome, took: Duration) {
        self.0.metrics.answered(outcome.about.kind().unwrap_or(NONE), code(outcome.code), took);
    }

    /// Counts a document that was refused.
    pub(super) fn refused(&self, why: Option<ErrorCode>) {
        self.0.metrics.refused(code(why));
    }

    /// Counts a question to which an answer might have been kept.
    pub(super) fn looked_for_kept(&self, found: bool) {
        self.0.metrics.looked_for_kept(found);
    }

    /// Counts a document that was to be parsed, unless it was known.
    pub(super) fn looked_for_parsed(&self, found: bool) {
        self.0.metrics.looked_for_parsed(found);
    }

    /// Counts a WebSocket for as long as what this returns lives.
    pub(super) fn socket(&self) -> metrics::Counted {
        self.0.metrics.socket()
    }

    /// Counts a subscription for as long as what this returns lives.
    pub(super) fn subscription(&self) -> metrics::Counted {
        self.0.metrics.subscription()
    }

    /// Everything that was counted, in the text format of OpenMetrics.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.metrics.text()
    }
}
