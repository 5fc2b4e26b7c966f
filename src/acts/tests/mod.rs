//! Tests of the acts, on facts made by hand.

mod appoint;
mod authority;
mod clauses;
mod council;
mod end;
mod invitation;
mod mandate;
mod names;
mod register;
mod roster_life;
mod template;
mod world;
