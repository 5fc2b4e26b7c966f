//! Tests of the acts, on facts made by hand.

mod appoint;
mod end;
mod register;
mod template;
mod world;
