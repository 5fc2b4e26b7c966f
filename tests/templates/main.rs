//! The files in `templates/`: they parse, have no faults, say every row of the founding mandates, name nothing that is
//! not declared, and are refused with the path of the field where they are broken.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its files has failed")]
#![allow(clippy::too_many_lines, reason = "tables are read in one piece")]

mod broken;
mod examples;
mod force;
mod founding;
mod names;
mod read;
mod seats;
mod templates;
