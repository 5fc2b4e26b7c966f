//! The pure part: values and rules without clock, database or network.
//!
//! May import: nothing of this crate outside `domain`.

pub mod national_identity;
pub mod organisation_number;
