//! What answers where.
//!
//! May import: [`super`].

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

use super::{
    calendar, cors,
    dev_token::{self, GiveToken},
    frame,
    front::Front,
    graphql, limited, pages,
    papers::{self, Papers},
    playground,
    problem::Problem,
    tongue,
};

/// The routes of a server that gives no development tokens.
pub fn router(front: Front) -> Router {
    router_with(front, None, None)
}

/// The routes of the whole server, with development tokens where something gives them, and papers where they are kept.
pub(super) fn router_with(front: Front, development: Option<Arc<GiveToken>>, papers: Option<Papers>) -> Router {
    let endpoint = get(graphql::get).post(graphql::post).options(cors::options).fallback(graphql::not_allowed);
    let endpoint = endpoint.layer(from_fn_with_state(front.clone(), limited::limited));
    Router::new()
        .route(graphql::PATH, endpoint)
        .route("/livez", get(live).fallback(only_get))
        .route("/readyz", get(ready).fallback(only_get))
        .route("/", get(pages::start).fallback(only_get))
        .route("/start.css", get(pages::style).fallback(only_get))
        .route("/start.js", get(pages::script).fallback(only_get))
        .route("/icon.svg", get(pages::icon).fallback(only_get))
        .route("/schema.graphql", get(pages::schema).fallback(only_get))
        .route("/README.md", get(pages::readme).fallback(only_get))
        .route("/playground/{version}/{file}", get(playground::file).fallback(only_get))
        .merge(calendars(&front))
        .merge(playground(development))
        .merge(papers.map_or_else(Router::new, |papers| papers::routes(papers, &front)))
        .fallback(nowhere)
        .layer(from_fn_with_state(front.clone(), frame::frame))
        .with_state(front)
}

fn playground(development: Option<Arc<GiveToken>>) -> Router<Front> {
    match development {
        None => Router::new().route("/playground", get(playground::page).fallback(only_get)),
        Some(give) => Router::new()
            .route("/playground", get(playground::page_with_tokens).fallback(only_get))
            .route("/playground/token", post(dev_token::give).fallback(only_post).with_state(give)),
    }
}

/// Each client within its budget, which secrets that are guessed use up too.
fn calendars(front: &Front) -> Router<Front> {
    Router::new()
        .route("/calendar/{file}", get(calendar::council).options(calendar::options).fallback(calendar::only_get))
        .route("/calendar/family/{file}", get(calendar::family).options(calendar::options).fallback(calendar::only_get))
        .route(
            "/calendar/private/{file}",
            get(calendar::private).options(calendar::options).fallback(calendar::only_get),
        )
        .layer(from_fn_with_state(front.clone(), limited::limited))
}

async fn only_post(headers: HeaderMap) -> Response {
    Problem::MethodNotAllowed("POST").plain(tongue::of_errors(&headers))
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
