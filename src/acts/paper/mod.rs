//! Acts on papers: adding one with its bytes, saying other things about it, withdrawing it, approving minutes, marking it as
//! read.
//!
//! May import: nothing; each act in it says what it may.

pub mod add;
pub mod approve;
pub mod edit;
mod known;
pub mod read;
pub mod withdraw;
