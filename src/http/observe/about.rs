//! What is known about an operation, before and after it ran.
//!
//! May import: the engine's types of operation.

use std::sync::Arc;

use async_graphql::parser::types::OperationType;

/// The longest name that is told. It stands in a document, where it may be as long as that.
const LONGEST: usize = 64;

/// What is known about an operation.
#[derive(Clone, Debug, Default)]
pub(in crate::http) struct About {
    /// Its name as it stands in the document, so that no line of the log has free text from a client.
    pub name: Option<Arc<str>>,
    /// What it does; not known where the engine will refuse to choose among the operations of the document.
    pub operation: Option<OperationType>,
    /// What it weighs, where it was weighed.
    pub cost: Option<u64>,
}

impl About {
    /// An operation of this name.
    pub(in crate::http) fn of(name: Option<&str>, operation: Option<OperationType>, cost: u64) -> Self {
        // Names are ASCII, as the parser has them.
        let name = name.map(|name| Arc::from(&name[..name.floor_char_boundary(LONGEST)]));
        Self { name, operation, cost: Some(cost) }
    }

    /// What it does, as numbers, traces and the log call it.
    pub(in crate::http) fn kind(&self) -> Option<&'static str> {
        Some(match self.operation? {
            OperationType::Query => "query",
            OperationType::Mutation => "mutation",
            OperationType::Subscription => "subscription",
        })
    }
}
