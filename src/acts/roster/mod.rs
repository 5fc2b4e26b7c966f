//! Acts on who holds which seat.
//!
//! May import: `store`, `access`, `domain`, `error`.

pub mod appoint;
pub mod appoint_set;
mod appointer;
pub mod assert_complete;
pub mod correct;
pub mod designate_chair;
pub mod designate_deputy;
pub mod end;
mod filling;
mod meanwhile;
pub mod move_representation;
pub mod nominate;
pub mod place;
mod post_service;
mod qualified;
pub mod record_history;
pub mod renew;
mod service;
mod split;
mod standing_for;
mod term;
pub mod who;

pub(super) use appointer::appointers;
