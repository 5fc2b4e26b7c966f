//! Acts on statements about organisations.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod answer;
