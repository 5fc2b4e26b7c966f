//! The annual wheel: that a family's meetings of a year were published together.
//!
//! May import: `domain`. Which meetings are part of it stands with the meetings.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::id::FamilyId;

/// The plan of a year for all councils of a family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnnualWheel {
    /// Whose.
    pub family: FamilyId,
    /// The year.
    pub year: i32,
    /// The day on which it was published first.
    pub published_on: NaiveDate,
    /// Where it can be read.
    pub url: Option<String>,
}
