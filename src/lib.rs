//! Mandat: the register of public advisory councils in which the mandate is executable.
pub mod domain;
