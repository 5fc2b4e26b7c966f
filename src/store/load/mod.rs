//! Loading values: each in one transaction that sees one state of the database.
//!
//! May import: `domain`, `error`, `store`.

pub(super) mod council;
pub(super) mod directory;
pub(super) mod record;
mod roster;
mod work;
