//! Acts on cases: raising, answering, scheduling, withdrawing, closing; and on who stands aside.
//!
//! May import: nothing; each act in it says what it may.

pub mod answer;
pub mod close;
pub mod edit;
pub(super) mod known;
pub mod order;
pub mod raise;
pub mod recuse;
pub mod schedule;
pub(super) mod task;
pub mod unschedule;
pub mod withdraw;
