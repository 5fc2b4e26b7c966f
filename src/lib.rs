//! Mandat: the register of public advisory councils in which the mandate is executable.

#![warn(missing_docs)]

pub mod access;
pub mod config;
pub mod domain;
