//! What answers where.
//!
//! May import: [`super`].

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

use super::{cors, frame, front::Front, graphql, limited, pages, problem::Problem, tongue};

/// The routes of the whole server.
pub fn router(front: Front) -> Router {
    let endpoint = get(graphql::get).post(graphql::post).options(cors::options).fallback(graphql::not_allowed);
    let endpoint = endpoint.layer(from_fn_with_state(front.clone(), limited::limited));
    Router::new()
        .route("/graphql", endpoint)
        .route("/livez", get(live).fallback(only_get))
        .route("/readyz", get(ready).fallback(only_get))
        .route("/", get(pages::start).fallback(only_get))
        .route("/start.css", get(pages::style).fallback(only_get))
        .route("/start.js", get(pages::script).fallback(only_get))
        .fallback(nowhere)
        .layer(from_fn_with_state(front.clone(), frame::frame))
        .with_state(front)
}

async fn only_get(headers: HeaderMap) -> Response {
    Problem::MethodNotAllowed("GET, HEAD").plain(tongue::of_errors(&headers))
}

async fn nowhere(headers: HeaderMap) -> Response {
    Problem::NotFound.plain(tongue::of_errors(&headers))
}

/// The process runs.
async fn live() -> Response {
    status("live")
}

/// The process can answer: what stands behind it is there. Why not is for the log.
async fn ready(State(front): State<Front>, headers: HeaderMap) -> Response {
    match (front.ready)().await {
        Ok(()) => status("ready"),
        Err(reason) => {
            tracing::warn!(reason = reason.0, "not ready");
            Problem::Unavailable.plain(tongue::of_errors(&headers))
        }
    }
}

fn status(status: &str) -> Response {
    let mut response = json!({"status": status}).to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
