//! A GraphQL response as an HTTP answer: the status, the body, what may keep it.
//!
//! May import: [`super`], [`crate::graphql::limits`], `domain::text`.

use std::collections::BTreeMap;

use async_graphql::{Response as Answered, ServerError, Value};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{accept::Answering, errors, problem::Problem};
use crate::{domain::text::Lang, graphql::limits::Limits};

/// The body, in the order a person reads it.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "<[ServerError]>::is_empty")]
    errors: &'a [ServerError],
    extensions: &'a BTreeMap<String, Value>,
}

/// What decides about an answer besides the response itself.
pub(super) struct Circumstances<'a> {
    pub answering: Answering,
    /// The language of errors.
    pub lang: Lang,
    pub limits: &'a Limits,
    pub request_id: &'a str,
    /// The measured cost of the document.
    pub cost: u64,
    /// Whether nobody may keep the answer: somebody signed in, or something was to change.
    pub private: bool,
}

/// Writes the answer.
pub(super) fn write(mut answered: Answered, about: &Circumstances<'_>) -> Response {
    let shown = errors::show(&mut answered, about);
    let mut extensions = std::mem::take(&mut answered.extensions);
    extensions.insert("cost".to_owned(), cost(about.cost, about.limits.cost));
    if shown.omitted > 0 {
        extensions.insert("errorsOmitted".to_owned(), Value::from(shown.omitted));
    }
    let data = shown.executed.then_some(&answered.data);
    let body = Body { data, errors: &shown.errors, extensions: &extensions };
    let Ok(json) = serde_json::to_vec(&body) else {
        return Problem::Internal(about.request_id.to_owned()).plain(about.lang);
    };
    let status = if shown.executed { StatusCode::OK } else { about.answering.refused() };
    let mut response = (status, json).into_response();
    let headers = response.headers_mut();
    headers.extend(answered.http_headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(about.answering.media_type()));
    let keep = if about.private || !shown.errors.is_empty() { "no-store" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.append(header::VARY, HeaderValue::from_static("accept, accept-language, authorization"));
    response
}

/// What the client pays and what it has.
fn cost(requested: u64, budget: u64) -> Value {
    let fields = [("requested", requested), ("budget", budget)];
    Value::Object(fields.into_iter().map(|(name, number)| (async_graphql::Name::new(name), number.into())).collect())
}
