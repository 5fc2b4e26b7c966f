//! When nobody held a seat that the council had.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::{Council, MandateStatus, Membership, Seat};
use crate::domain::{id::SeatId, time::Period};

impl Council {
    /// The periods up to the day in which the seat existed under a mandate that has its group, and nobody is recorded as
    /// its holder: the earliest first. The last one may reach beyond the day.
    #[must_use]
    pub fn vacancies(&self, seat: SeatId, day: NaiveDate) -> Vec<Period> {
        let Some(seat) = self.seat(seat) else { return Vec::new() };
        let mut held: Vec<(NaiveDate, NaiveDate)> = self.holdings_of(seat).map(|held| bounds(held.period())).collect();
        held.sort_unstable();
        let mut vacant: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (from, until) in self.existence(seat) {
            let mut free = from;
            for (start, end) in &held {
                if *start > free {
                    vacant.push((free, until.min(*start)));
                }
                free = free.max(*end);
                if free >= until {
                    break;
                }
            }
            if free < until {
                vacant.push((free, until));
            }
        }
        vacant.retain(|(from, until)| from < until && *from <= day);
        vacant.into_iter().map(|(from, until)| as_period(from, until)).collect()
    }

    fn holdings_of(&self, seat: &Seat) -> impl Iterator<Item = &Membership> {
        let id = seat.id;
        self.memberships.iter().filter(move |held| held.seat == id && held.alternate_rank == 0)
    }

    /// The days on which the seat exists and a mandate in force has its group, in pieces that do not touch.
    fn existence(&self, seat: &Seat) -> Vec<(NaiveDate, NaiveDate)> {
        let Some(group) = self.group_by_id(seat.group) else { return Vec::new() };
        let (first, last) = bounds(seat.period);
        let adopted = self.mandates.iter().filter(|mandate| {
            mandate.status == MandateStatus::Adopted && mandate.composition.group(&group.key).is_some()
        });
        let mut pieces: Vec<(NaiveDate, NaiveDate)> = adopted
            .map(|mandate| bounds(mandate.period))
            .map(|(from, until)| (from.max(first), until.min(last)))
            .filter(|(from, until)| from < until)
            .collect();
        pieces.sort_unstable();
        let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(pieces.len());
        for (from, until) in pieces {
            match merged.last_mut() {
                Some(before) if before.1 >= from => before.1 = before.1.max(until),
                _ => merged.push((from, until)),
            }
        }
        merged
    }
}

fn bounds(period: Period) -> (NaiveDate, NaiveDate) {
    (period.start.unwrap_or(NaiveDate::MIN), period.end.unwrap_or(NaiveDate::MAX))
}

fn as_period(from: NaiveDate, until: NaiveDate) -> Period {
    Period { start: (from != NaiveDate::MIN).then_some(from), end: (until != NaiveDate::MAX).then_some(until) }
}
