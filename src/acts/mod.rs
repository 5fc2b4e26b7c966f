//! What somebody can do to the register: one file for each act, grouped by what it is done to.
//!
//! May import: `store`, `access`, `domain`, `error`, `digest`, `clock`. An act holds its input; it says what it needs to
//! see, who may do it, and what changes. It decides purely on the facts it is shown: no clock, no database, no I/O.

pub mod advice;
pub mod authority;
pub mod calendar;
pub mod case;
pub mod claim;
pub mod code;
pub mod council;
pub mod demo;
pub mod development;
pub mod founding;
pub mod invitation;
pub mod mandate;
pub mod meeting;
mod names;
pub mod organisation;
pub mod paper;
pub mod person;
pub mod record;
pub mod roster;
mod standing;
pub mod template;
#[cfg(test)]
mod tests;
mod unknown;
