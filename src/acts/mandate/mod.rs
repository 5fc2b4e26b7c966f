//! Acts on mandates, and what registering a council has in common with them.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod adopt;
pub(super) mod adopter;
pub mod amend;
pub(super) mod claims;
pub mod discard;
pub mod draft;
pub(super) mod entry;
pub mod extend;
pub(super) mod head;
pub mod lapse;
pub(super) mod seats;
pub(super) mod text;
pub(super) mod warnings;
pub mod withdraw;
