//! Sending traces to a collector, as OTLP over HTTP. What is not in the standard variables (`OTEL_…`) is not settable.
//!
//! May import: OpenTelemetry, an HTTP client.

use std::{fmt, time::Duration};

use opentelemetry::{
    Context,
    trace::{SpanBuilder, SpanContext, SpanKind, TraceContextExt, Tracer, TracerProvider},
};
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    trace::{SdkTracer, SdkTracerProvider, Span},
};
use reqwest::redirect::Policy;
use tokio::runtime::Handle;

/// How long a collector may take; after that the spans are lost, and the log says so.
const PATIENCE: Duration = Duration::from_secs(10);

/// What OpenTelemetry's conventions for GraphQL call an operation whose kind is not known.
const UNKNOWN: &str = "GraphQL Operation";

/// How long the last spans may take when the server stops.
const GOODBYE: Duration = Duration::from_secs(5);

/// Why no traces can be sent.
#[derive(Debug, thiserror::Error)]
#[error("traces cannot be sent: {0}\nCheck OTEL_EXPORTER_OTLP_ENDPOINT and the other OTEL_ variables.")]
pub struct NoTraces(String);

/// Where spans go.
#[derive(Clone)]
pub struct Traces {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

impl fmt::Debug for Traces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Traces")
    }
}

impl Traces {
    /// Sends spans to this endpoint (`http://collector:4318/v1/traces`), or without one to where the standard variables
    /// say. To be called within the runtime that sends them.
    ///
    /// # Errors
    /// The endpoint is none.
    pub fn to(endpoint: Option<&str>) -> Result<Self, NoTraces> {
        let wrong = |reason: String| NoTraces(reason);
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(Policy::none())
            .build()
            .map_err(|reason| wrong(reason.to_string()))?;
        let client = Courier { client, runtime: Handle::current() };
        let exporter = SpanExporter::builder().with_http().with_http_client(client).with_protocol(Protocol::HttpBinary);
        let exporter = match endpoint {
            Some(endpoint) => exporter.with_endpoint(endpoint),
            None => exporter,
        };
        let exporter = exporter.build().map_err(|reason| wrong(reason.to_string()))?;
        // The name can be another, by OTEL_SERVICE_NAME.
        let resource = Resource::builder().build();
        let named = resource.get(&"service.name".into()).is_some_and(|name| name.as_str() != "unknown_service");
        let resource = if named { resource } else { Resource::builder().with_service_name("mandat").build() };
        let provider = SdkTracerProvider::builder().with_resource(resource).with_batch_exporter(exporter).build();
        let tracer = provider.tracer("mandat");
        Ok(Self { provider, tracer })
    }

    /// A span of an operation that begins now.
    pub(super) fn span(&self, parent: Option<SpanContext>) -> Span {
        let builder = SpanBuilder::from_name(UNKNOWN).with_kind(SpanKind::Server);
        let context = parent.map_or_else(Context::new, |parent| Context::new().with_remote_span_context(parent));
        self.tracer.build_with_context(builder, &context)
    }

    /// Sends what is still there, and waits for it a little.
    pub async fn finish(self) {
        let provider = self.provider;
        let done = tokio::task::spawn_blocking(move || provider.shutdown_with_timeout(GOODBYE)).await;
        if !matches!(done, Ok(Ok(()))) {
            tracing::warn!("the last traces could not be sent");
        }
    }
}

/// Carries what the exporter's own thread hands over, within the runtime that the client needs.
#[derive(Debug)]
struct Courier {
    client: reqwest::Client,
    runtime: Handle,
}

#[async_trait::async_trait]
impl HttpClient for Courier {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move {
            let (head, body) = request.into_parts();
            let request = client.request(head.method, head.uri.to_string()).headers(head.headers).body(body);
            // Its address is not for the log: there may be a password in it.
            request.send().await.map(|answer| answer.status()).map_err(reqwest::Error::without_url)
        });
        let status = sent.await?.inspect_err(|wrong| {
            tracing::warn!(reason = %wrong, "traces did not reach their collector");
        })?;
        if !status.is_success() {
            tracing::warn!(status = status.as_u16(), "the collector does not take the traces");
        }
        // What it has to say beside the status is not read.
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status;
        Ok(response)
    }
}
