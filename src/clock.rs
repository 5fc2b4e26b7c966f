//! The clock: the only place where the time is read, so that tests and demonstrations can say what time it is.
//!
//! May import: nothing of this crate.

use std::{fmt, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::{Europe::Oslo, Tz};

/// The zone in which the register's days begin and end.
pub const REGISTER_ZONE: Tz = Oslo;

/// Tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub fn system() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is given")]
        Self(Arc::new(Utc::now))
    }

    /// A clock that shows whatever the function says.
    #[must_use]
    pub fn showing(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }

    /// The day on which an instant falls in the register's zone.
    #[must_use]
    pub fn day_of(instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&REGISTER_ZONE).date_naive()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_oslo() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(Clock::day_of(at("2026-01-31T22:59:59Z")).to_string(), "2026-01-31");
        assert_eq!(Clock::day_of(at("2026-01-31T23:00:00Z")).to_string(), "2026-02-01");
        assert_eq!(Clock::day_of(at("2026-06-30T22:00:00Z")).to_string(), "2026-07-01");
    }
}
