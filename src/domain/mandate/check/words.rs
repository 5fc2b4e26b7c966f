//! Names in sentences.
//!
//! May import: `domain`.

use crate::domain::text::{Lang, Text};

/// A name in Bokmål and in English.
pub(super) fn in_both(name: &Text) -> (&str, &str) {
    (name.in_lang(Lang::Nb), name.in_lang(Lang::En))
}
