//! The mandate: clauses, templates, what follows from them for the seats, and the verdicts.
//!
//! May import: `domain`.

pub mod check;
pub mod clause;
pub mod composition;
pub mod describe;
pub mod diff;
pub mod due;
pub mod references;
pub mod rehearsal;
pub mod template;
pub mod tenure;
pub mod verdict;
