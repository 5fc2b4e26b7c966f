//! `GET /metrics`, on a listener of its own.
//!
//! The public port does not have it: how much private work there is would be told by it, and who may read it is the
//! network's affair.
//!
//! May import: HTTP types, [`super`].

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use super::Observer;

/// What Prometheus asks for.
const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The routes of the listener.
pub fn page(observer: Observer) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(observer)
}

async fn metrics(State(observer): State<Observer>) -> Response {
    let headers = [(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")];
    (headers, observer.text()).into_response()
}
