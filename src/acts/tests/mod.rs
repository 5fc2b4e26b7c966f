//! Tests of the acts, on facts made by hand.

mod appoint;
mod authority;
mod clauses;
mod council;
mod end;
mod invitation;
mod mandate;
mod mandate_life;
mod names;
mod register;
mod template;
mod world;
