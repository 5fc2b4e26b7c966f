//! Until when an answer holds, if nobody writes and the day does not end before.
//!
//! May import: nothing of this crate.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, Utc};

/// The earliest instant at which something in the answer would read differently. Clones are one.
#[derive(Clone, Debug)]
pub struct Lasting(Arc<AtomicI64>);

impl Default for Lasting {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(i64::MAX)))
    }
}

impl Lasting {
    /// Part of the answer holds up to and including this instant, and no longer.
    pub fn until(&self, instant: DateTime<Utc>) {
        self.0.fetch_min(instant.timestamp_millis(), Ordering::Relaxed);
    }

    /// The last instant at which the whole answer holds.
    #[must_use]
    pub fn last(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::Relaxed)).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_instant_counts() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let lasting = Lasting::default();
        assert_eq!(lasting.last(), DateTime::<Utc>::MAX_UTC);
        lasting.until(at("2026-05-04T10:00:00Z"));
        lasting.clone().until(at("2026-05-04T09:00:00Z"));
        lasting.until(at("2026-05-04T11:00:00Z"));
        assert_eq!(lasting.last(), at("2026-05-04T09:00:00Z"));
    }
}
