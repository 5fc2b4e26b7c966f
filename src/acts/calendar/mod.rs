//! The year of a family, and calendars that programs subscribe to. Planning and moving one meeting is `acts::meeting`.
//!
//! May import: nothing; each act in it says what it may.

pub mod make;
pub mod read;
mod responsible;
pub mod revoke;
pub mod wheel;
