//! The public door over a register with the founding councils: what its users ask, and what they get.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

mod acceptance;
mod contract;
mod drafts;
mod lists;
mod register;
