//! Tests of pure rules over whole councils, on councils made by hand.

mod calendar;
mod diff;
mod forecast;
mod rehearsal;
mod sample;
mod succession;
mod telling;
mod to_do;
mod vacancies;
