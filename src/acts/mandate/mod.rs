//! Acts on mandates, and what registering a council has in common with them.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub(super) mod adopter;
pub(super) mod claims;
pub(super) mod head;
pub(super) mod seats;
pub(super) mod text;
pub(super) mod warnings;
