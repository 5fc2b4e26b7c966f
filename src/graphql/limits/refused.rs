//! The refusal of a document, as data, and as the error a client sees.
//!
//! May import: the engine's error types, `error`, `domain::message`.

use std::sync::Arc;

use async_graphql::{Pos, ServerError};

use crate::{
    domain::message::{Message, said},
    error::ErrorCode,
};

/// A document refused before execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Why; becomes `extensions.code`.
    pub code: ErrorCode,
    /// What is wrong and what would be right, for the client's developer.
    pub message: Message,
    /// The ceiling that was passed.
    pub limit: Option<u64>,
    /// What the document measures instead.
    pub measured: Option<u64>,
    /// Where in the text.
    pub at: Option<Pos>,
}

impl Refused {
    /// The document is over a ceiling. `what` completes the sentence "The document has … {what}".
    pub(super) fn over(what: &Message, measured: u64, limit: u64) -> Self {
        let message = said!(
            ["Dokumentet har {measured} {}; høyst {limit} godtas.", what.nb],
            ["The document has {measured} {}; at most {limit} are accepted.", what.en]
        );
        Self { limit: Some(limit), measured: Some(measured), ..Self::new(ErrorCode::TooCostly, message) }
    }

    pub(super) const fn new(code: ErrorCode, message: Message) -> Self {
        Self { code, message, limit: None, measured: None, at: None }
    }

    pub(super) fn at(mut self, at: Pos) -> Self {
        self.at = Some(at);
        self
    }
}

impl From<Refused> for ServerError {
    fn from(refused: Refused) -> Self {
        let mut error = Self::new(&*refused.message.en, refused.at);
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", refused.code.word());
        if let Some(limit) = refused.limit {
            extensions.set("limit", limit);
        }
        if let Some(measured) = refused.measured {
            extensions.set("measured", measured);
        }
        error.source = Some(Arc::new(refused.message));
        error
    }
}
