//! Mandat: the register of public advisory councils in which the mandate is executable.

pub mod access;
pub mod clock;
pub mod config;
pub mod domain;
pub mod error;
pub mod graphql;
pub mod http;
pub mod store;
