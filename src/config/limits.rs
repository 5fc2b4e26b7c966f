//! Ceilings on what a single request, answer or connection may cost.
//!
//! May import: the standard library, serde and `source` only.

use std::time::Duration;

use serde::Deserialize;

use super::source::{ConfigError, Sources};

/// The ceilings. Each has a key in the file's `[limits]` table and a variable `MANDAT_LIMIT_…` of
/// the same name. Raise one only with a measurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body: 64 KiB.
    pub body_bytes: usize,
    /// Brackets open at once anywhere in a document, counted before parsing: 64.
    pub brackets: usize,
    /// Selection sets inside one another: 15.
    pub depth: usize,
    /// Characters of a document: 15,000.
    pub characters: usize,
    /// Tokens of a document: 2,000.
    pub tokens: usize,
    /// Aliases in a document: 50.
    pub aliases: usize,
    /// Directives in a document: 50.
    pub directives: usize,
    /// The cost budget of an operation: 10,000.
    pub cost: usize,
    /// Errors in an answer: 5.
    pub errors: usize,
    /// Bytes of one error: 4 KiB.
    pub error_bytes: usize,
    /// Time for one statement in PostgreSQL, and for one that waits for the lock in SQLite, which ends no other: 5 s.
    pub statement_timeout: Duration,
    /// Time for one request: 10 s.
    pub request_timeout: Duration,
    /// Subscriptions on one connection: 20.
    pub subscriptions_per_connection: usize,
    /// Points a minute of one address: 6,000; 0 limits nobody. A request is a point, and one more for each thousand of
    /// its document's cost.
    pub client_points: usize,
    /// Points a minute of one account: 6,000; 0 limits nobody.
    pub account_points: usize,
}

/// The `[limits]` table as it may be written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    body_bytes: Option<i64>,
    brackets: Option<i64>,
    depth: Option<i64>,
    characters: Option<i64>,
    tokens: Option<i64>,
    aliases: Option<i64>,
    directives: Option<i64>,
    cost: Option<i64>,
    errors: Option<i64>,
    error_bytes: Option<i64>,
    statement_timeout_seconds: Option<i64>,
    request_timeout_seconds: Option<i64>,
    subscriptions_per_connection: Option<i64>,
    client_points: Option<i64>,
    account_points: Option<i64>,
}

/// The ceilings to start from. They stand here and nowhere else: whoever has no settings begins with these.
impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 65_536,
            brackets: 64,
            depth: 15,
            characters: 15_000,
            tokens: 2_000,
            aliases: 50,
            directives: 50,
            cost: 10_000,
            errors: 5,
            error_bytes: 4_096,
            statement_timeout: Duration::from_secs(5),
            request_timeout: Duration::from_secs(10),
            subscriptions_per_connection: 20,
            client_points: 6_000,
            account_points: 6_000,
        }
    }
}

impl Limits {
    pub(super) fn from_sources(sources: &Sources<'_>, file: &Table) -> Result<Self, ConfigError> {
        let limit = |name: &str, file: Option<i64>, range, default| {
            let variable = format!("MANDAT_LIMIT_{}", name.to_ascii_uppercase());
            sources.number(&variable, &format!("limits.{name}"), file, range, default)
        };
        let seconds = |name: &str, file: Option<i64>, default: Duration| {
            let default = usize::try_from(default.as_secs()).unwrap_or(usize::MAX);
            Ok::<_, ConfigError>(Duration::from_secs(limit(name, file, 1..=3_600, default)? as u64))
        };
        let usual = Self::default();
        Ok(Self {
            body_bytes: limit("body_bytes", file.body_bytes, 1_024..=16_777_216, usual.body_bytes)?,
            // The parser overflows its stack at about 2,000.
            brackets: limit("brackets", file.brackets, 16..=256, usual.brackets)?,
            depth: limit("depth", file.depth, 1..=100, usual.depth)?,
            characters: limit("characters", file.characters, 100..=1_000_000, usual.characters)?,
            tokens: limit("tokens", file.tokens, 10..=100_000, usual.tokens)?,
            aliases: limit("aliases", file.aliases, 0..=10_000, usual.aliases)?,
            directives: limit("directives", file.directives, 0..=10_000, usual.directives)?,
            cost: limit("cost", file.cost, 1..=100_000_000, usual.cost)?,
            errors: limit("errors", file.errors, 1..=1_000, usual.errors)?,
            error_bytes: limit("error_bytes", file.error_bytes, 256..=65_536, usual.error_bytes)?,
            statement_timeout: seconds(
                "statement_timeout_seconds",
                file.statement_timeout_seconds,
                usual.statement_timeout,
            )?,
            request_timeout: seconds("request_timeout_seconds", file.request_timeout_seconds, usual.request_timeout)?,
            subscriptions_per_connection: limit(
                "subscriptions_per_connection",
                file.subscriptions_per_connection,
                1..=1_000,
                usual.subscriptions_per_connection,
            )?,
            client_points: limit("client_points", file.client_points, 0..=10_000_000, usual.client_points)?,
            account_points: limit("account_points", file.account_points, 0..=10_000_000, usual.account_points)?,
        })
    }
}
