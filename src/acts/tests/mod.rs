//! Tests of the acts, on facts made by hand.

mod register;
mod template;
mod world;
