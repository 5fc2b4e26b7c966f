//! Acts on persons.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod create;
