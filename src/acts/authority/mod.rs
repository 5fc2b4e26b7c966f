//! Acts on accounts and what they may do.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod grant;
pub mod revoke;
