//! Mandat: the register of public advisory councils in which the mandate is executable.
//!
//! A council is a tenant and a value. Its mandate is a list of typed clauses; its seats, memberships and their history
//! stand beside them; all of it is loaded at once, kept in memory while it is current, and walked by whatever asks:
//! resolvers, filters, statistics, checks, answers as of a day that is past or to come. Time is an argument, never
//! something that code looks up.
//!
//! # The layers
//! Imports run one way: main, [`http`], [`graphql`], [`acts`], [`store`], [`access`], [`domain`]. Each may use what
//! stands after it and nothing before it. [`config`], [`error`], [`clock`] and [`digest`] are leaves that any of them may
//! read. A test reads the source and fails when a module reaches up, or imports what its opening does not say.
//!
//! - [`domain`] is what the register is about: plain values and pure rules. `domain::mandate` is the language of
//!   clauses: their shapes, what is wrong with one, what it says in a sentence, what it makes of the seats, whether it is
//!   kept. The same type is read from a file, taken as GraphQL input and stored.
//! - [`access`] turns a token into a caller, and a caller into proofs. An `Access` says that somebody was let through a
//!   door of one council; an `Acting` says for whom somebody acts. Only this layer can make them.
//! - [`store`] is the only holder of the database. It hands out current values, and is the one gate for writes.
//! - [`acts`] is what somebody can do to the register: one file each, pure between a lock and a commit.
//! - [`graphql`] shows values to those who hold the proof, and weighs documents before the engine sees them.
//! - [`http`] is everything between a socket and the schema. It decides nothing about access.
//!
//! # A read
//! The document is weighed, the caller recognised, and the database asked one thing: has anything changed? Then a door
//! is passed, once, and what lies behind it walks memory with the proof in hand. What is not reachable needs no guard.
//!
//! # A write
//! The gate locks what the act names, loads it anew, has the act prove its authority and decide, applies the changes,
//! raises the revisions that they touch, appends to the audit log, and commits. A dry run does all of that and rolls
//! back. A refusal says what is wrong, where, what would be right, and which clause says so.
//!
//! # What to read next
//! [`domain::mandate::clause`] for the shapes, [`store::act`] for what an act is, [`graphql::session`] for what a request
//! knows, [`access::door`] for the doors. ARCHITECTURE.md says where to add what, DESIGN.md why things are as they are.

pub mod access;
pub mod acts;
pub mod clock;
pub mod config;
pub mod digest;
pub mod domain;
pub mod error;
pub mod graphql;
pub mod http;
pub mod store;
