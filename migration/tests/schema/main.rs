//! What the schema promises, on both databases: its steps go up and down, and it refuses what it should.

#![allow(clippy::panic, reason = "a test says what went wrong by failing")]

mod databases;
mod holders;
mod refusals;
mod seed;
mod steps;
