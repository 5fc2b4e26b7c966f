//! What can be wrong with a request before it is GraphQL, with its status.
//!
//! May import: HTTP types, `error`, `domain`, [`crate::graphql::error`], [`super`].

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    domain::{
        message::{Message, said},
        text::Lang,
    },
    error::{ErrorCode, Refusal},
    graphql::error::went_wrong,
};

use super::{
    accept::Answering,
    observe::{About, Outcome},
    rate::Left,
};

/// A request that is answered without asking the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// Not what the protocol asks for, in words.
    BadRequest(Message),
    /// A key of an object is given twice.
    GivenTwice(String),
    /// Nothing is served here.
    NotFound,
    /// A page of another origin, or of another machine, wants what is for the server's own pages here.
    NotAtHome,
    /// Not with this method; these are allowed.
    MethodNotAllowed(&'static str),
    /// A mutation that came in an address.
    MutationByGet,
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
    /// A page of another origin wants a connection that origins do not protect.
    ForeignOrigin,
    /// More operations at a time than this many on one connection.
    TooManyOperations(usize),
    /// The client has asked for more than its budget.
    RateLimited(Left),
    /// The act that was asked for is refused.
    Refused(Refusal),
    /// Execution took too long.
    Timeout,
    /// What stands behind cannot answer.
    Unavailable,
    /// A fault of ours; the id finds it in the log.
    Internal(String),
}

impl Problem {
    pub(super) fn code(&self) -> ErrorCode {
        match self {
            Self::BadRequest(_) => ErrorCode::BadRequest,
            Self::GivenTwice(_) => ErrorCode::BadUserInput,
            Self::NotFound => ErrorCode::NotFound,
            Self::MethodNotAllowed(_) | Self::MutationByGet => ErrorCode::MethodNotAllowed,
            Self::NotAcceptable => ErrorCode::NotAcceptable,
            Self::BodyTimeout => ErrorCode::RequestTimeout,
            Self::TooLarge(_) => ErrorCode::PayloadTooLarge,
            Self::UnsupportedMediaType => ErrorCode::UnsupportedMediaType,
            Self::Unauthorised => ErrorCode::Unauthenticated,
            Self::DocumentNotFound => ErrorCode::PersistedQueryNotFound,
            Self::NotTrusted => ErrorCode::DocumentNotTrusted,
            Self::NotAtHome | Self::ForeignOrigin => ErrorCode::OriginNotAllowed,
            Self::TooManyOperations(_) => ErrorCode::TooManyOperations,
            Self::RateLimited(_) => ErrorCode::RateLimited,
            Self::Refused(refusal) => refusal.code.into(),
            Self::Timeout => ErrorCode::Timeout,
            Self::Unavailable => ErrorCode::Unavailable,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }

    /// The status that the table of codes promises.
    fn status(&self, answering: Answering) -> StatusCode {
        // It is wrong as a document is wrong that the engine refuses.
        if let Self::GivenTwice(_) = self {
            return answering.refused();
        }
        let promised = self.code().status().and_then(|status| StatusCode::from_u16(status).ok());
        promised.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn message(&self) -> Message {
        match self {
            Self::BadRequest(message) => message.clone(),
            Self::GivenTwice(key) => said!("«{key}» er gitt mer enn én gang.", "\"{key}\" is given more than once."),
            Self::NotFound => said!("Det er ingenting på denne adressen.", "Nothing is served at this address."),
            Self::NotAtHome => said!(
                "Denne adressen svarer tjenerens egne sider, på tjenerens egen maskin.",
                "This address answers this server's own pages, on its own machine."
            ),
            Self::MethodNotAllowed(allowed) => {
                said!("Denne adressen svarer på {allowed}.", "This address answers to {allowed}.")
            }
            Self::MutationByGet => said!("Mutasjoner sendes med POST.", "Mutations are sent with POST."),
            Self::NotAcceptable => said!(
                "Svar er application/graphql-response+json eller application/json; det som følges, er text/event-stream.",
                "Answers are application/graphql-response+json or application/json; to a subscription they are text/event-stream."
            ),
            Self::BodyTimeout => {
                said!("Innholdet i forespørselen kom ikke i tide.", "The request's body did not arrive in time.")
            }
            Self::TooLarge(bytes) => {
                said!("Innholdet i en forespørsel er høyst {bytes} byte.", "A request's body is at most {bytes} bytes.")
            }
            Self::UnsupportedMediaType => said!(
                "Send forespørselen som application/json i UTF-8, uten komprimering.",
                "Send the request as application/json in UTF-8, without content encoding."
            ),
            Self::Unauthorised => said!("Tokenet godtas ikke.", "The token is not accepted."),
            // The name of it that clients look for, in every language.
            Self::DocumentNotFound => Message::same("PersistedQueryNotFound"),
            Self::NotTrusted => said!(
                "Her kjøres bare dokumenter som denne tjeneren kjenner.",
                "Only documents that this server knows are run here."
            ),
            Self::ForeignOrigin => said!(
                "Sider fra dette nettstedet får ikke åpne forbindelser hit.",
                "Pages of this origin may not open connections here."
            ),
            Self::TooManyOperations(most) => said!(
                "Høyst {most} operasjoner går samtidig på én forbindelse.",
                "At most {most} operations run at a time on one connection."
            ),
            Self::RateLimited(left) => said!(
                "For mange forespørsler; prøv igjen om {} s.",
                "Too many requests; try again in {} s.",
                left.seconds()
            ),
            Self::Refused(refusal) => refusal.message.clone(),
            Self::Timeout => {
                said!("Forespørselen tok for lang tid og ble oppgitt.", "The request took too long and was given up.")
            }
            Self::Unavailable => {
                said!("Registeret kan ikke svare akkurat nå.", "The register cannot answer right now.")
            }
            Self::Internal(_) => went_wrong(),
        }
    }

    /// The one error in this language, in a list as GraphQL has it.
    pub(super) fn errors(&self, lang: Lang) -> Value {
        let mut extensions = json!({"code": self.code().word()});
        if let Self::Internal(id) = self {
            extensions["requestId"] = id.as_str().into();
        }
        json!([{"message": self.message().in_lang(lang), "extensions": extensions}])
    }

    /// The answer, in this language and the media type given. `requested` of the cost is zero: nothing was measured.
    pub(super) fn into_answer(self, lang: Lang, answering: Answering, budget: Option<u64>) -> Response {
        let mut body = json!({"errors": self.errors(lang)});
        if let Some(budget) = budget {
            body["extensions"] = json!({"cost": {"requested": 0, "budget": budget}});
        }
        let mut response = (self.status(answering), body.to_string()).into_response();
        response.extensions_mut().insert(Outcome { about: About::default(), code: Some(self.code()) });
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answering.media_type()));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::MethodNotAllowed(allowed) => {
                headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
            }
            Self::MutationByGet => {
                headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
            }
            Self::Unauthorised => {
                let challenge = "Bearer realm=\"mandat\", error=\"invalid_token\"";
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
            }
            Self::RateLimited(left) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(left.seconds()));
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

    /// The answer at an address that is not GraphQL's.
    pub(super) fn plain(self, lang: Lang) -> Response {
        self.into_answer(lang, Answering::Json, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_the_status_that_the_table_promises() {
        let problems = [
            (Problem::BadRequest(went_wrong()), 400),
            (Problem::NotFound, 404),
            (Problem::MethodNotAllowed("GET"), 405),
            (Problem::MutationByGet, 405),
            (Problem::NotAcceptable, 406),
            (Problem::BodyTimeout, 408),
            (Problem::TooLarge(1), 413),
            (Problem::UnsupportedMediaType, 415),
            (Problem::Unauthorised, 401),
            (Problem::DocumentNotFound, 400),
            (Problem::NotTrusted, 400),
            (Problem::NotAtHome, 403),
            (Problem::ForeignOrigin, 403),
            (Problem::Timeout, 503),
            (Problem::Unavailable, 503),
            (Problem::Internal(String::new()), 500),
        ];
        for (problem, status) in problems {
            assert_eq!(
                (problem.status(Answering::Json).as_u16(), problem.code().status()),
                (status, Some(status)),
                "{problem:?}"
            );
        }
    }
}
