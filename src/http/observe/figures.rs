//! Numbers that others know, asked for when somebody looks.
//!
//! May import: the client of Prometheus, tokio's runtime, `store`, [`crate::http`].

use std::fmt::Error;

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{counter::ConstCounter, gauge::ConstGauge},
};

use tokio::runtime::Handle;

use crate::{
    http::serve::Open,
    store::{self, Store},
};

/// Who knows.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) store: Option<Store>,
    pub(super) open: Option<Open>,
}

impl Collector for Figures {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        if let Some(open) = &self.open {
            let open = i64::try_from(open.now()).unwrap_or(i64::MAX);
            write(&mut encoder, "connections_open", "Connections that are open", &ConstGauge::new(open))?;
        }
        // Whoever asks for numbers asks within the runtime that does the work.
        if let Ok(runtime) = Handle::try_current() {
            let tasks = i64::try_from(runtime.metrics().num_alive_tasks()).unwrap_or(i64::MAX);
            write(&mut encoder, "tasks_alive", "Tasks that are not done", &ConstGauge::new(tasks))?;
        }
        let Some(store) = &self.store else { return Ok(()) };
        let store::Figures { pool, statements, councils, council_bytes, revision } = store.figures();
        let gauge = |number: u64| ConstGauge::new(i64::try_from(number).unwrap_or(i64::MAX));
        let gauges = [
            ("database_connections", "Connections to the database", pool.open),
            ("database_connections_idle", "Connections to the database that nobody uses", pool.idle),
            ("database_connections_most", "Connections to the database at most", pool.most),
            ("councils_kept", "Councils that are in memory", councils),
            ("councils_kept_bytes", "Bytes that councils in memory are weighed as", council_bytes),
        ];
        for (name, help, number) in gauges {
            write(&mut encoder, name, help, &gauge(number))?;
        }
        let revision_help = "Acts that have changed something that everybody may see, as this node knows it";
        write(&mut encoder, "revision", revision_help, &ConstGauge::new(revision))?;
        let counters = [
            ("database_statements", "Statements that the database was asked", statements.asked),
            ("database_statements_failed", "Statements that failed", statements.failed),
        ];
        for (name, help, number) in counters {
            write(&mut encoder, name, help, &ConstCounter::new(number))?;
        }
        let seconds = ConstCounter::new(statements.took.as_secs_f64());
        write(&mut encoder, "database_statements_seconds", "Time that statements took, together", &seconds)
    }
}

/// Writes one number that has no labels.
fn write(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, metric: &impl EncodeMetric) -> Result<(), Error> {
    metric.encode(encoder.encode_descriptor(name, help, None, metric.metric_type())?)
}
