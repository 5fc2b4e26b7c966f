//! A GraphQL response as an HTTP answer: the status, the body, what may keep it.
//!
//! May import: [`super`], [`crate::graphql::limits`], `error`, `domain::text`.

use std::collections::BTreeMap;

use async_graphql::{Response as Answered, ServerError, Value};
use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{accept::Answering, errors, problem::Problem, tag::Tag};
use crate::{domain::text::Lang, error::ErrorCode, graphql::limits::Limits};

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
    /// The language of errors.
    pub lang: Lang,
    pub limits: &'a Limits,
    pub request_id: &'a str,
    /// The measured cost of the document.
    pub cost: u64,
}

/// What is told where nothing ran.
#[derive(Debug)]
pub(super) struct Refused {
    /// The whole answer.
    pub answer: Bytes,
    /// Its errors, as a list.
    pub errors: Bytes,
    /// The code of the first.
    pub code: Option<ErrorCode>,
}

impl Refused {
    /// What is wrong with the request, in this language.
    pub(super) fn because(problem: &Problem, lang: Lang) -> Self {
        let errors = problem.errors(lang).to_string();
        Self { answer: format!("{{\"errors\":{errors}}}").into(), errors: errors.into(), code: Some(problem.code()) }
    }

    /// Writes the errors, and no data.
    pub(super) fn of(errors: Vec<ServerError>, about: &Circumstances<'_>) -> Self {
        let shown = errors::show(&mut Answered::from_errors(errors), about);
        let extensions = BTreeMap::from([("cost".to_owned(), cost(about.cost, about.limits.cost))]);
        let body = Body { data: None, errors: &shown.errors, extensions: &extensions };
        match (serde_json::to_vec(&body), serde_json::to_vec(&shown.errors)) {
            (Ok(answer), Ok(errors)) => {
                Self { answer: answer.into(), errors: errors.into(), code: shown.errors.first().and_then(errors::code) }
            }
            _ => Self::because(&Problem::Internal(about.request_id.to_owned()), about.lang),
        }
    }
}

/// An answer as it goes out.
pub(super) struct Written {
    /// The JSON.
    pub body: Bytes,
    /// Whether there are no errors in it.
    pub flawless: bool,
    /// Whether the document ran.
    pub executed: bool,
    /// The code of the first error.
    pub code: Option<ErrorCode>,
    headers: HeaderMap,
}

impl Written {
    /// Writes the response.
    ///
    /// # Errors
    /// When it cannot be written, which is a fault of the program.
    pub(super) fn of(mut answered: Answered, about: &Circumstances<'_>) -> Result<Self, Problem> {
        let shown = errors::show(&mut answered, about);
        let mut extensions = std::mem::take(&mut answered.extensions);
        extensions.insert("cost".to_owned(), cost(about.cost, about.limits.cost));
        if shown.omitted > 0 {
            extensions.insert("errorsOmitted".to_owned(), Value::from(shown.omitted));
        }
        let data = shown.executed.then_some(&answered.data);
        let body = Body { data, errors: &shown.errors, extensions: &extensions };
        let json = serde_json::to_vec(&body).map_err(|_| Problem::Internal(about.request_id.to_owned()))?;
        Ok(Self {
            body: json.into(),
            flawless: shown.errors.is_empty(),
            executed: shown.executed,
            code: shown.errors.first().and_then(errors::code),
            headers: answered.http_headers,
        })
    }

    /// The answer to one who signed in, to something that was to change, or with errors: nobody keeps it.
    pub(super) fn into_private(self, answering: Answering) -> Response {
        let status = if self.executed { StatusCode::OK } else { answering.refused() };
        let mut response = (status, self.body).into_response();
        let headers = response.headers_mut();
        headers.extend(self.headers);
        if self.code == Some(ErrorCode::Unavailable) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        describe(headers, answering, "no-store");
        response
    }
}

/// The answer that anybody gets to this question: it has a name, and may be kept by whoever asks each time whether it
/// is still the one. A reader who has it already is told so, where a method allows that.
pub(super) fn public(body: Bytes, tag: Tag, asked: &HeaderMap, answering: Answering, reading: bool) -> Response {
    let had = reading && tag.is_had(asked, answering);
    let mut response = if had { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let headers = response.headers_mut();
    if let Some(tag) = tag.header(answering) {
        headers.insert(header::ETAG, tag);
    }
    describe(headers, answering, "public, no-cache");
    if had {
        headers.remove(header::CONTENT_TYPE);
    }
    response
}

/// What an answer depends on beside its address, for `Vary`.
pub(super) const DEPENDS_ON: &str = "accept, accept-language, authorization";

fn describe(headers: &mut HeaderMap, answering: Answering, keep: &'static str) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answering.media_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.append(header::VARY, HeaderValue::from_static(DEPENDS_ON));
}

/// What the client pays and what it has.
fn cost(requested: u64, budget: u64) -> Value {
    let fields = [("requested", requested), ("budget", budget)];
    Value::Object(fields.into_iter().map(|(name, number)| (async_graphql::Name::new(name), number.into())).collect())
}
