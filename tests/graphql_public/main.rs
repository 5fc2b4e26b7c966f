//! The public door over a register with the founding councils: what its users ask, and what they get.

mod acceptance;
mod contract;
mod lists;
mod register;
