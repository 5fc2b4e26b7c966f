//! The day on which something happens, where the council is.
//!
//! May import: `domain`.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::CouncilHead;

impl CouncilHead {
    /// The day of the instant in the council's time zone; None where the time zone is none that is known.
    #[must_use]
    pub fn day_of(&self, instant: DateTime<Utc>) -> Option<NaiveDate> {
        let zone: Tz = self.time_zone.parse().ok()?;
        Some(instant.with_timezone(&zone).date_naive())
    }
}
