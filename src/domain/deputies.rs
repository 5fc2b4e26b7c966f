//! The use of deputies: how often somebody else than the holder attended for a seat. The check of a clause that limits it and
//! the secretariat's desk count in one way, but not the same: the check looks at the meetings under the mandate and the seats
//! that the clause is about, the desk at every meeting that was held and every seat.
//!
//! May import: `domain`.

use chrono::{Days, Months, NaiveDate};

use super::council::{Attendance, Council, Meeting, MeetingStatus, Presence};

/// How far back is looked where nobody says.
const MONTHS: Months = Months::new(12);

/// How often somebody attended for seats at meetings, and who.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UseOfDeputies {
    /// How often anybody was there.
    pub attended: u32,
    /// How often that was an alternate who was appointed for the seat.
    pub by_deputy: u32,
    /// How often it was somebody who was not appointed for the seat.
    pub by_substitute: u32,
}

impl UseOfDeputies {
    /// What is recorded in these rows.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Attendance>) -> Self {
        rows.into_iter().fold(Self::default(), |mut sum, row| {
            sum.attended += u32::from(row.presence != Presence::Absent);
            sum.by_deputy += u32::from(row.presence == Presence::Alternate);
            sum.by_substitute += u32::from(row.presence == Presence::Substitute);
            sum
        })
    }

    /// How often it was another than the holder.
    #[must_use]
    pub const fn by_others(self) -> u32 {
        self.by_deputy + self.by_substitute
    }

    /// Which part of the times it was another than the holder; None where nobody was ever there.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.attended > 0).then(|| f64::from(self.by_others()) / f64::from(self.attended))
    }

    /// Whether it was another than the holder more than so many parts of the times.
    #[must_use]
    pub fn is_more_than(self, parts: u32, of: u32) -> bool {
        u64::from(self.by_others()) * u64::from(of) > u64::from(parts) * u64::from(self.attended)
    }
}

/// The first day of the twelve months that end with this day.
#[must_use]
pub fn year_until(last: NaiveDate) -> NaiveDate {
    last.checked_sub_months(MONTHS).and_then(|before| before.checked_add_days(Days::new(1))).unwrap_or(last)
}

/// The meetings of the council that were held from the one day up to and with the other.
pub fn held_between(council: &Council, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = &Meeting> {
    let held = council.meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Held);
    held.filter(move |meeting| (first..=last).contains(&meeting.day))
}
