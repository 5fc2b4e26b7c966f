//! What can be wrong with a request before it is GraphQL, with its status.
//!
//! May import: HTTP types, [`super::rate`].

use axum::http::{HeaderValue, StatusCode, header};
use serde_json::json;

use axum::response::{IntoResponse, Response};

use super::rate::Left;

/// A request that is answered without asking the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// Not what the protocol asks for, in words.
    BadRequest(String),
    /// Nothing is served here.
    NotFound,
    /// Not for whoever asks from there.
    Forbidden,
    /// Not with this method; these are allowed.
    MethodNotAllowed(&'static str),
    /// None of the media types asked for is served.
    NotAcceptable,
    /// The body did not arrive in time.
    BodyTimeout,
    /// The body is larger than this many bytes.
    TooLarge(usize),
    /// The body is not JSON in UTF-8.
    UnsupportedMediaType,
    /// The token is missing its form, or is not accepted.
    Unauthorised,
    /// The identity is not that of a document which the server knows.
    DocumentNotFound,
    /// Only trusted documents run, and this is none.
    NotTrusted,
    /// The client has asked for more than its budget.
    RateLimited(Left),
    /// Execution took too long.
    Timeout,
    /// What stands behind cannot answer.
    Unavailable,
    /// A fault of ours; the id finds it in the log.
    Internal(String),
}

impl Problem {
    pub(super) const fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) | Self::DocumentNotFound | Self::NotTrusted => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::BodyTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unauthorised => StatusCode::UNAUTHORIZED,
            Self::RateLimited(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Timeout | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "BAD_REQUEST",
            Self::NotFound => "NOT_FOUND",
            Self::Forbidden => "FORBIDDEN",
            Self::MethodNotAllowed(_) => "METHOD_NOT_ALLOWED",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::BodyTimeout => "REQUEST_TIMEOUT",
            Self::TooLarge(_) => "PAYLOAD_TOO_LARGE",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
            Self::Unauthorised => "UNAUTHENTICATED",
            Self::DocumentNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::NotTrusted => "DOCUMENT_NOT_TRUSTED",
            Self::RateLimited(_) => "RATE_LIMITED",
            Self::Timeout => "TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal(_) => "INTERNAL",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::BadRequest(message) => message.clone(),
            Self::NotFound => "Nothing is served at this address.".to_owned(),
            Self::Forbidden => "This address answers this server's own pages, on its own machine.".to_owned(),
            Self::MethodNotAllowed(allowed) => format!("This address answers to {allowed}."),
            Self::NotAcceptable => "Answers are application/graphql-response+json or application/json.".to_owned(),
            Self::BodyTimeout => "The request's body did not arrive in time.".to_owned(),
            Self::TooLarge(bytes) => format!("A request's body is at most {bytes} bytes."),
            Self::UnsupportedMediaType => {
                "Send the request as application/json in UTF-8, without content encoding.".to_owned()
            }
            Self::Unauthorised => "The token is not accepted.".to_owned(),
            // The name of it that clients look for.
            Self::DocumentNotFound => "PersistedQueryNotFound".to_owned(),
            Self::NotTrusted => "Only documents that this server knows are run here.".to_owned(),
            Self::RateLimited(left) => format!("Too many requests; try again in {} s.", left.seconds()),
            Self::Timeout => "The request took too long and was given up.".to_owned(),
            Self::Unavailable => "The register cannot answer right now.".to_owned(),
            Self::Internal(_) => "Something went wrong on the server.".to_owned(),
        }
    }

    /// The answer, in the media type given. `requested` of the cost is zero: nothing was measured.
    pub(super) fn into_answer(self, media_type: &'static str, budget: Option<u64>) -> Response {
        let mut extensions = json!({"code": self.code()});
        if let Self::Internal(id) = &self {
            extensions["requestId"] = id.as_str().into();
        }
        let mut body = json!({"errors": [{"message": self.message(), "extensions": extensions}]});
        if let Some(budget) = budget {
            body["extensions"] = json!({"cost": {"requested": 0, "budget": budget}});
        }
        let mut response = (self.status(), body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::MethodNotAllowed(allowed) => {
                headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
            }
            Self::Unauthorised => {
                let challenge = "Bearer realm=\"mandat\", error=\"invalid_token\"";
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
            }
            Self::RateLimited(left) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(left.seconds()));
                left.tell(headers);
            }
            Self::Timeout | Self::Unavailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            // The rest of a body that is not read would be taken for the next request.
            Self::TooLarge(_) | Self::BodyTimeout => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.into_answer("application/json; charset=utf-8", None)
    }
}
