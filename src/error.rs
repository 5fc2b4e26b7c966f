//! What can go wrong: a refusal is for the user and says what would be right; an error is for the operator and stays
//! opaque outside.
//!
//! May import: `domain`.

pub mod code;
pub mod page;
mod sentences;

use std::fmt;

use async_graphql::{Enum, SimpleObject};
use serde::{Deserialize, Serialize};

pub use self::code::ErrorCode;
use crate::domain::{
    fault::Fault,
    message::{Message, said},
    word::Key,
};

/// Why an act was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[graphql(name = "UserErrorCode")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RefusalCode {
    /// The input is not of the right form; the message says what would be.
    BadUserInput,
    /// Somebody has to sign in first.
    Unauthenticated,
    /// The caller has no authority for this.
    Forbidden,
    /// What is named does not exist, or not for the caller.
    NotFound,
    /// It clashes with what is there: a slug that is in use, a seat that is taken.
    Conflict,
    /// Something changed since the revision that the caller expected; `currentRevision` is what it is now.
    VersionConflict,
    /// The idempotency key was used for another request.
    IdempotencyKeyReused,
    /// A clause of the mandate forbids it.
    AgainstMandate,
    /// Nothing stands in the way: something is still missing, or comes along. Only in warnings.
    Notice,
}

impl From<RefusalCode> for ErrorCode {
    fn from(code: RefusalCode) -> Self {
        match code {
            RefusalCode::BadUserInput => Self::BadUserInput,
            RefusalCode::Unauthenticated => Self::Unauthenticated,
            RefusalCode::Forbidden => Self::Forbidden,
            RefusalCode::NotFound => Self::NotFound,
            RefusalCode::Conflict => Self::Conflict,
            RefusalCode::VersionConflict => Self::VersionConflict,
            RefusalCode::IdempotencyKeyReused => Self::IdempotencyKeyReused,
            RefusalCode::AgainstMandate => Self::AgainstMandate,
            RefusalCode::Notice => Self::Notice,
        }
    }
}

/// Something that is wrong with what was sent, or a warning of the same form: what, where, what would be right, and
/// which clause says so.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject, Serialize, Deserialize)]
#[graphql(name = "UserError", complex)]
pub struct Refusal {
    /// Why.
    pub code: RefusalCode,
    /// The path of the field in the input, such as `clauses[3].key`; absent where no single field is at fault.
    pub field: Option<String>,
    /// What is wrong and what would be right.
    #[graphql(skip)]
    pub message: Message,
    /// The clause that says so.
    pub clause: Option<Key>,
    /// The number that `expectedRevision` is compared with, as it is now; only with VERSION_CONFLICT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_revision: Option<i64>,
}

impl Refusal {
    /// A refusal about a field.
    #[must_use]
    pub fn new(code: RefusalCode, field: &str, message: Message) -> Self {
        let field = (!field.is_empty()).then(|| field.to_owned());
        Self { code, field, message, clause: None, current_revision: None }
    }

    /// Something changed since the revision that the caller expected, which is this by now.
    #[must_use]
    pub fn version_conflict(current_revision: i64, message: Message) -> Self {
        let refusal = Self::new(RefusalCode::VersionConflict, "expectedRevision", message);
        Self { current_revision: Some(current_revision), ..refusal }
    }

    /// The same refusal, because of a clause.
    #[must_use]
    pub fn because_of(mut self, clause: &Key) -> Self {
        self.clause = Some(clause.clone());
        self
    }

    /// Nobody signed in.
    #[must_use]
    pub fn unauthenticated() -> Self {
        Self::new(
            RefusalCode::Unauthenticated,
            "",
            said!(
                "logg inn først: send et tilgangstoken som Bearer-token",
                "sign in first: send an access token as a bearer token",
            ),
        )
    }

    /// No authority.
    #[must_use]
    pub fn forbidden(message: Message) -> Self {
        Self::new(RefusalCode::Forbidden, "", message)
    }

    /// Something named does not exist.
    #[must_use]
    pub fn not_found(field: &str, message: Message) -> Self {
        Self::new(RefusalCode::NotFound, field, message)
    }

    /// What stands in nobody's way, but should be known.
    #[must_use]
    pub fn notice(field: &str, message: Message) -> Self {
        Self::new(RefusalCode::Notice, field, message)
    }

    /// A clash.
    #[must_use]
    pub fn conflict(field: &str, message: Message) -> Self {
        Self::new(RefusalCode::Conflict, field, message)
    }

    /// Something of the wrong form.
    #[must_use]
    pub fn bad_input(field: &str, message: Message) -> Self {
        Self::new(RefusalCode::BadUserInput, field, message)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::bad_input(&fault.path, fault.message)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{field}: {}", self.message),
            None => self.message.fmt(f),
        }
    }
}

/// Everything that is wrong with one request, at least one thing.
pub type Refusals = Vec<Refusal>;

/// Where nothing else can be looked at, one refusal is all that is wrong.
impl From<Refusal> for Refusals {
    fn from(refusal: Refusal) -> Self {
        vec![refusal]
    }
}

/// What went wrong inside. Its text is for the operator's log and never leaves the server.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database did not answer as it should.
    #[error("the database failed: {0}")]
    Database(String),
    /// The database holds something that this program cannot read.
    #[error("the database holds what this program cannot read: {0}")]
    Corrupt(String),
    /// Clauses are written in a format that this program does not know: a newer one has written them.
    #[error("clauses in the database are written in format {found}, and this program knows format {known} alone")]
    ClauseFormat {
        /// The format that was found.
        found: i32,
        /// The format that is known.
        known: i32,
    },
    /// Writes collided, which trying again helps; in the end more often than they are tried.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// A statement took longer than it may, or waited that long for a lock or a connection.
    #[error("the database took too long: {0}")]
    OutOfTime(String),
    /// The storage of papers did not answer as it should.
    #[error("the storage of papers failed: {0}")]
    Storage(String),
    /// A task of our own ended early.
    #[error("a task ended early: {0}")]
    Task(String),
}
