//! Acts on invitations.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod claim;
pub mod invite_holder;
pub mod invite_staff;
pub mod offer;
