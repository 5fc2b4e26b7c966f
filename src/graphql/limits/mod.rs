//! Our own door in front of the engine: what a document may weigh, and the refusal when it weighs more.
//!
//! The engine executes, it does not protect: its depth and complexity rules expand fragments without memory and
//! wrap around, and its parser recurses as deep as the text tells it to. So a document passes here first, in this
//! order: [`scan`] looks at the bytes before anything recursive does, the parser runs once, [`measure`] weighs the
//! parsed document without ever expanding a fragment twice, and [`Measured::check`] compares with the [`Limits`].
//! [`admit`] is the four steps in one call; [`Documents`] spares a text that came before the first two.
//!
//! May import: the engine's parser types, a cache and the standard library; of this project `config`, the length of
//! pages in `graphql::paging`, `error`, `domain::message`, and nothing else.

mod admit;
mod documents;
mod lengths;
mod measure;
mod numbers;
mod refused;
mod scan;
mod tally;
#[cfg(test)]
mod tests;
mod variables;

use std::collections::BTreeMap;

pub use admit::{Admitted, Denied, admit, selected};
pub use documents::Documents;
pub use lengths::{list_lengths, root_costs};
pub use measure::{Measured, measure};
pub use refused::Refused;
pub use scan::{Scanned, scan};

use crate::config;

/// The ceilings a document is held against. How long a page is at most stands in [`paging`](super::paging).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Characters in the query text.
    pub length: u64,
    /// Tokens in the query text.
    pub tokens: u64,
    /// Characters in one name. The engine compares unknown names with known ones letter by letter.
    pub name_length: u64,
    /// Open brackets of any kind at one time, counted before the parser runs.
    pub brackets: u64,
    /// Nested fields.
    pub depth: u64,
    /// Aliases in the whole document.
    pub aliases: u64,
    /// Directives in the whole document, wherever they stand.
    pub directives: u64,
    /// Selections when every fragment is written out where it is spread.
    pub expanded_fields: u64,
    /// The cost budget of one operation.
    pub cost: u64,
    /// Nested fields below `__schema` and `__type`, which tools need deeper than data.
    pub introspection_depth: u64,
    /// How many lists of types or fields may nest below `__schema` and `__type`.
    pub introspection_lists: u64,
    /// The cost budget of introspection, apart from the budget of data.
    pub introspection_cost: u64,
    /// How many entries to assume for a plain list field, by field name; a field that is not named here counts once.
    pub list_lengths: BTreeMap<String, u64>,
    /// What a field at the root costs itself, where that is more than one: it looks at every council, whatever is asked of
    /// what it finds. Measured with some hundred councils, a thousand is about ten milliseconds of one processor.
    pub root_costs: BTreeMap<String, u64>,
    /// Errors in one answer.
    pub errors: usize,
    /// Bytes of one error in an answer.
    pub error_bytes: usize,
}

impl Limits {
    /// The ceilings of the settings, and those that cannot be set. Nothing is known yet of the schema's lists.
    #[must_use]
    pub fn of(settings: &config::Limits) -> Self {
        let number = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
        Self {
            length: number(settings.characters),
            tokens: number(settings.tokens),
            name_length: 128,
            brackets: number(settings.brackets),
            depth: number(settings.depth),
            aliases: number(settings.aliases),
            directives: number(settings.directives),
            expanded_fields: 5_000,
            cost: number(settings.cost),
            introspection_depth: 20,
            introspection_lists: 2,
            introspection_cost: 750_000,
            list_lengths: BTreeMap::new(),
            root_costs: BTreeMap::new(),
            errors: settings.errors,
            error_bytes: settings.error_bytes,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::of(&config::Limits::default())
    }
}
