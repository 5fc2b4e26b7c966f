//! The one table of codes: every code that an answer can carry, and what it promises.
//!
//! May import: `domain`, `sentences` beside it. `docs/errors.md` is written from this table, and what answers reads its words and statuses
//! here, so that a code means one thing wherever it occurs.

use super::sentences::sentences;
use crate::domain::message::Message;

/// Why something was not done, for programs. A code is never used for a second meaning and never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ErrorCode {
    /// The input is not of the right form.
    BadUserInput,
    /// Somebody has to sign in first.
    Unauthenticated,
    /// The caller has no authority for this.
    Forbidden,
    /// What is named does not exist, or not for the caller.
    NotFound,
    /// It clashes with what is there.
    Conflict,
    /// The register changed since the revision that the caller expected.
    VersionConflict,
    /// The idempotency key stands for another request.
    IdempotencyKeyReused,
    /// A clause of the mandate forbids it.
    AgainstMandate,
    /// A warning of what is still missing, or comes with the act.
    Notice,
    /// Events cannot be told from where the client left off.
    CannotResume,
    /// The document weighs more than one request may.
    TooCostly,
    /// The text is not a GraphQL document.
    GraphqlParseFailed,
    /// The document does not fit the schema.
    GraphqlValidationFailed,
    /// The request is not what GraphQL over HTTP asks for.
    BadRequest,
    /// The address does not answer to this method.
    MethodNotAllowed,
    /// None of the media types asked for is served.
    NotAcceptable,
    /// The body did not arrive in time.
    RequestTimeout,
    /// The body is too large.
    PayloadTooLarge,
    /// The body is not JSON in UTF-8.
    UnsupportedMediaType,
    /// The document of this identity is not known.
    PersistedQueryNotFound,
    /// Only trusted documents run, and this is none.
    DocumentNotTrusted,
    /// A page of another origin wants what pages from there may not have.
    OriginNotAllowed,
    /// One WebSocket runs as many operations as it may.
    TooManyOperations,
    /// The client or account has asked for more than its budget.
    RateLimited,
    /// Answering took too long.
    Timeout,
    /// The register cannot answer right now.
    Unavailable,
    /// A fault of the server.
    Internal,
}

/// Where a code occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In `userErrors` and `warnings` of a mutation: the answer is one, with status 200.
    UserErrors,
    /// In `errors`, from a field of a document that ran: status 200.
    Field,
    /// In `errors`, for a document that did not run: status 400, or 200 where the answer is `application/json`.
    Document,
    /// In `errors`, as the answer to a request that did not come as far as its document, with this status.
    Http(u16),
}

/// Whether the same request can succeed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Not as it stands.
    No,
    /// After a pause; `Retry-After` says how long where it is known.
    Later,
}

/// What a code promises.
#[derive(Clone, Debug)]
pub struct Promise {
    /// What it means.
    pub meaning: Message,
    /// Where it occurs.
    pub places: &'static [Place],
    /// What to do about it.
    pub remedy: Message,
    /// Whether the same request can succeed later.
    pub retry: Retry,
}

impl ErrorCode {
    /// Every code, in the order of the documentation.
    pub const ALL: [Self; 27] = [
        Self::BadUserInput,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::VersionConflict,
        Self::IdempotencyKeyReused,
        Self::AgainstMandate,
        Self::Notice,
        Self::CannotResume,
        Self::TooCostly,
        Self::GraphqlParseFailed,
        Self::GraphqlValidationFailed,
        Self::BadRequest,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::RequestTimeout,
        Self::PayloadTooLarge,
        Self::UnsupportedMediaType,
        Self::PersistedQueryNotFound,
        Self::DocumentNotTrusted,
        Self::OriginNotAllowed,
        Self::TooManyOperations,
        Self::RateLimited,
        Self::Timeout,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The code as clients see it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::Conflict => "CONFLICT",
            Self::VersionConflict => "VERSION_CONFLICT",
            Self::IdempotencyKeyReused => "IDEMPOTENCY_KEY_REUSED",
            Self::AgainstMandate => "AGAINST_MANDATE",
            Self::Notice => "NOTICE",
            Self::CannotResume => "CANNOT_RESUME",
            Self::TooCostly => "TOO_COSTLY",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::BadRequest => "BAD_REQUEST",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::RequestTimeout => "REQUEST_TIMEOUT",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::DocumentNotTrusted => "DOCUMENT_NOT_TRUSTED",
            Self::OriginNotAllowed => "ORIGIN_NOT_ALLOWED",
            Self::TooManyOperations => "TOO_MANY_OPERATIONS",
            Self::RateLimited => "RATE_LIMITED",
            Self::Timeout => "TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    /// The status of an answer that did not come as far as a document, where the code occurs in one.
    #[must_use]
    pub fn status(self) -> Option<u16> {
        self.promise().places.iter().find_map(|place| match place {
            Place::Http(status) => Some(*status),
            Place::UserErrors | Place::Field | Place::Document => None,
        })
    }

    /// What the code promises.
    #[must_use]
    pub fn promise(self) -> Promise {
        let (meaning, remedy) = sentences(self);
        let later = matches!(
            self,
            Self::RequestTimeout
                | Self::TooManyOperations
                | Self::RateLimited
                | Self::Timeout
                | Self::Unavailable
                | Self::Internal
        );
        Promise { meaning, places: self.places(), remedy, retry: if later { Retry::Later } else { Retry::No } }
    }

    const fn places(self) -> &'static [Place] {
        use Place::{Document, Field, Http, UserErrors};
        match self {
            Self::BadUserInput => &[UserErrors, Field, Document, Http(422)],
            Self::Unauthenticated => &[UserErrors, Field, Http(401)],
            Self::Forbidden => &[UserErrors, Field, Http(403)],
            Self::NotFound => &[UserErrors, Field, Http(404)],
            Self::Conflict => &[UserErrors, Http(409)],
            Self::VersionConflict | Self::IdempotencyKeyReused | Self::AgainstMandate | Self::Notice => &[UserErrors],
            Self::CannotResume => &[Field],
            Self::TooCostly => &[Document, Field],
            Self::GraphqlParseFailed | Self::GraphqlValidationFailed => &[Document],
            Self::BadRequest | Self::PersistedQueryNotFound | Self::DocumentNotTrusted => &[Http(400)],
            Self::MethodNotAllowed => &[Http(405)],
            Self::NotAcceptable => &[Http(406)],
            Self::RequestTimeout => &[Http(408)],
            Self::PayloadTooLarge => &[Http(413)],
            Self::UnsupportedMediaType => &[Http(415)],
            Self::OriginNotAllowed => &[Http(403)],
            Self::TooManyOperations | Self::RateLimited => &[Http(429)],
            Self::Timeout => &[Http(503)],
            Self::Unavailable => &[Field, Http(503)],
            Self::Internal => &[Field, Http(500)],
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;
    use crate::error::RefusalCode;

    #[test]
    fn every_code_is_in_the_table_once() {
        let words: std::collections::BTreeSet<_> = ErrorCode::ALL.into_iter().map(ErrorCode::word).collect();
        assert_eq!(words.len(), ErrorCode::ALL.len());
    }

    #[test]
    fn no_two_codes_mean_the_same() {
        let promises = ErrorCode::ALL.map(ErrorCode::promise);
        let meanings: std::collections::BTreeSet<_> = promises.iter().map(|promise| &promise.meaning.en).collect();
        assert_eq!(meanings.len(), ErrorCode::ALL.len());
        assert!(promises.iter().all(|promise| !promise.places.is_empty()));
    }

    #[test]
    fn user_errors_carry_the_same_words_where_the_table_says() {
        let of_users: Vec<&str> = RefusalCode::items().iter().map(|item| item.name).collect();
        let told = |code: &ErrorCode| code.promise().places.contains(&Place::UserErrors);
        let of_table: Vec<&str> = ErrorCode::ALL.iter().filter(|code| told(code)).map(|code| code.word()).collect();
        assert_eq!(of_users, of_table);
        for item in RefusalCode::items() {
            assert_eq!(ErrorCode::from(item.value).word(), item.name);
        }
    }
}
