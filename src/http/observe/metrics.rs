//! The numbers, and how they are called. No label has a value that a client could choose.
//!
//! May import: the client of Prometheus, [`super`], [`crate::http`], `store`.

use std::{fmt, time::Duration};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::{Family, MetricConstructor},
        gauge::Gauge,
        histogram::Histogram,
        info::Info,
    },
    registry::{Registry, Unit},
};

use super::figures::Figures;
use crate::{http::serve::Open, store::Store};

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    kind: &'static str,
    code: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ByCode {
    code: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ByResult {
    result: &'static str,
}

/// From half a millisecond, a page out of memory, to what a request may take.
const SECONDS: [f64; 14] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

#[derive(Clone)]
struct Buckets;

impl MetricConstructor<Histogram> for Buckets {
    fn new_metric(&self) -> Histogram {
        Histogram::new(SECONDS)
    }
}

/// The numbers.
pub(super) struct Metrics {
    registry: Registry,
    operations: Family<Answered, Histogram, Buckets>,
    refused: Family<ByCode, Counter>,
    kept: Family<ByResult, Counter>,
    parsed: Family<ByResult, Counter>,
    sockets: Gauge,
    subscriptions: Gauge,
}

/// One of those that are open; it is not once this is dropped.
pub(in crate::http) struct Counted(Gauge);

impl Counted {
    fn of(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    pub(super) fn new(store: Option<Store>, open: Option<Open>) -> Self {
        let operations = Family::<Answered, Histogram, Buckets>::new_with_constructor(Buckets);
        let (refused, kept, parsed) = <(Family<ByCode, Counter>, Family<ByResult, Counter>, Family<_, _>)>::default();
        let (sockets, subscriptions) = <(Gauge, Gauge)>::default();
        let mut registry = Registry::with_prefix("mandat");
        registry.register("build", "The version of the program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register_with_unit(
            "operation_duration",
            "Answers to GraphQL requests and runs of what is followed: how many and how long, by what was asked and the code of the first error",
            Unit::Seconds,
            operations.clone(),
        );
        registry.register("documents_refused", "Documents that did not run, by code", refused.clone());
        registry.register("kept_answers", "Anonymous queries that might have been answered from memory", kept.clone());
        registry.register("parsed_documents", "Documents that might have been parsed before", parsed.clone());
        registry.register("websockets_open", "WebSockets that are open", sockets.clone());
        registry.register("subscriptions_open", "Subscriptions that are followed", subscriptions.clone());
        registry.register_collector(Box::new(Figures { store, open }));
        Self { registry, operations, refused, kept, parsed, sockets, subscriptions }
    }

    pub(super) fn answered(&self, kind: &'static str, code: &'static str, took: Duration) {
        self.operations.get_or_create(&Answered { kind, code }).observe(took.as_secs_f64());
    }

    pub(super) fn refused(&self, code: &'static str) {
        self.refused.get_or_create(&ByCode { code }).inc();
    }

    pub(super) fn looked_for_kept(&self, found: bool) {
        self.kept.get_or_create(&looked(found)).inc();
    }

    pub(super) fn looked_for_parsed(&self, found: bool) {
        self.parsed.get_or_create(&looked(found)).inc();
    }

    pub(super) fn socket(&self) -> Counted {
        Counted::of(&self.sockets)
    }

    pub(super) fn subscription(&self) -> Counted {
        Counted::of(&self.subscriptions)
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string does not fail; what a metric refused to write would end the text early, without its EOF.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

const fn looked(found: bool) -> ByResult {
    ByResult { result: if found { "hit" } else { "miss" } }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}
