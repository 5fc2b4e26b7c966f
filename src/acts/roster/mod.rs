//! Acts on who holds which seat.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod appoint;
mod appointer;
pub mod assert_complete;
pub mod end;
pub mod place;
mod service;
mod standing_for;
mod term;

pub(super) use appointer::appointers;
