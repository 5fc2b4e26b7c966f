//! Acts on organisations.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod create;
pub mod edit;
