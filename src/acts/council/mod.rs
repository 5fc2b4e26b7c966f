//! Acts on councils.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod dissolve;
mod family;
pub mod publish;
pub mod register;
pub mod rename;
mod succession;
