//! What Mandat is about, as plain values and pure rules: no clock, no I/O, no SQL, no async.
//!
//! May import: nothing of this crate outside `domain`. serde and async-graphql derives are welcome, so that one
//! representation serves the files, the GraphQL input, the stored JSON and the GraphQL output.

pub mod attribute;
pub mod calendar;
pub mod change;
pub mod council;
pub mod deputies;
pub mod directory;
pub mod export;
pub mod fault;
pub mod file;
pub mod forecast;
pub mod id;
pub mod mandate;
pub mod message;
pub mod national_identity;
pub mod organisation_number;
pub mod people;
pub mod register;
pub mod search;
mod succession;
pub mod telling;
#[cfg(test)]
mod tests;
pub mod text;
pub mod time;
pub mod word;
pub mod work;
