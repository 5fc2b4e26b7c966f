//! Acts on mandate templates.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod publish;
