//! Acts on councils.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod register;
mod family;
mod succession;
