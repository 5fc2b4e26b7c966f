//! The refusal of a document, as data, and as the error a client sees.
//!
//! May import: the engine's error types.

use async_graphql::{Pos, ServerError};

/// Why a document is refused; becomes `extensions.code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedAs {
    /// The document would cost more than one request may.
    TooCostly,
    /// A value in the document or the variables cannot be right.
    BadUserInput,
    /// The text is not a GraphQL document.
    ParseFailed,
    /// The document is not valid GraphQL.
    ValidationFailed,
}

impl RefusedAs {
    /// The code as clients see it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooCostly => "TOO_COSTLY",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
        }
    }
}

/// A document refused before execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub kind: RefusedAs,
    /// What is wrong and what would be right, for the client's developer.
    pub message: String,
    /// The ceiling that was passed.
    pub limit: Option<u64>,
    /// What the document measures instead.
    pub measured: Option<u64>,
    /// Where in the text.
    pub at: Option<Pos>,
}

impl Refused {
    /// The document is over a ceiling. `what` completes the sentence "The document has … {what}".
    pub(super) fn over(what: &str, measured: u64, limit: u64) -> Self {
        Self {
            kind: RefusedAs::TooCostly,
            message: format!("The document has {measured} {what}; at most {limit} are accepted."),
            limit: Some(limit),
            measured: Some(measured),
            at: None,
        }
    }

    pub(super) fn new(kind: RefusedAs, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), limit: None, measured: None, at: None }
    }

    pub(super) fn at(mut self, at: Pos) -> Self {
        self.at = Some(at);
        self
    }
}

impl From<Refused> for ServerError {
    fn from(refused: Refused) -> Self {
        let mut error = Self::new(refused.message, refused.at);
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", refused.kind.code());
        if let Some(limit) = refused.limit {
            extensions.set("limit", limit);
        }
        if let Some(measured) = refused.measured {
            extensions.set("measured", measured);
        }
        error
    }
}
