//! The only holder of the database.

pub mod act;
