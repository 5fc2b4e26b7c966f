//! Tests of the acts, on facts made by hand.

mod appoint;
mod authority;
mod calendar;
mod clauses;
mod completeness;
mod council;
mod end;
mod exemptions;
mod facts;
mod invitation;
mod mandate;
mod mandate_life;
mod meetings;
mod names;
mod papers;
mod reading;
mod records;
mod register;
mod roster_life;
mod template;
mod withdraw;
mod world;
