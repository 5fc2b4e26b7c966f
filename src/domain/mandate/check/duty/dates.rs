//! By a day, and before something by a lead.
//!
//! May import: `domain`.

use chrono::{Datelike, NaiveDate};

use super::{Owing, deeds::between, nothing_yet};
use crate::domain::{
    council::Record,
    mandate::{
        check::{
            owed::{Occasion, Owed},
            spans::{Outcome, horizon},
        },
        clause::activity::{BeforeEvent, ByDay},
    },
    time::CalendarDuration,
};

const YEAR: CalendarDuration = CalendarDuration::years(1);

impl<'a> Owing<'_, 'a> {
    /// By a day, once or every year. What was done in the year before a yearly day was done for it.
    pub(super) fn by_day(&self, at: &ByDay, owed: &mut Vec<Owed<'a>>) {
        let on = self.question.on;
        if !at.yearly {
            let from = self.deeds.first().map_or(at.date.0, |deed| deed.on);
            owed.push(self.on_time(Occasion::Day(at.date.0), (from.min(at.date.0), at.date.0), at.date.0, None));
            return;
        }
        let last = horizon(on, self.until).year().max(on.year()) + 1;
        for year in self.force.first_year(on)..=last {
            let (Some(day), Some(before), Some(after)) =
                (in_year(at.date.0, year), in_year(at.date.0, year - 1), in_year(at.date.0, year + 1))
            else {
                continue;
            };
            if !self.force.covers(day) {
                continue;
            }
            let from = before.succ_opt().unwrap_or(before);
            owed.push(self.on_time(Occasion::Day(day), (from, day), day, Some(after)));
            if day >= on && day >= self.until {
                break;
            }
        }
    }

    /// Before something. Where the mandate gives no lead, whatever was done before it counts. What is done between two
    /// times is late for the first one if that one has nothing and is the nearer; otherwise it is for the second.
    pub(super) fn before(&self, at: &BeforeEvent, owed: &mut Vec<Owed<'a>>) {
        let happenings = self.happenings(&at.event, true);
        if happenings.is_empty() {
            owed.push(nothing_yet(Outcome::NothingYet));
            return;
        }
        let lead = at.lead.as_ref().and_then(|lead| lead.duration);
        // A turn of the year is prepared in the year before it; anything else at any time before.
        let mut from = match happenings.first() {
            Some((day, Occasion::NewYear(_))) => YEAR.before(*day).unwrap_or(*day),
            _ => NaiveDate::MIN,
        };
        for (index, (day, occasion)) in happenings.iter().enumerate() {
            let latest = match lead {
                Some(lead) => lead.before(*day).unwrap_or(*day),
                None => day.pred_opt().unwrap_or(*day),
            };
            if self.force.start.is_some_and(|start| latest < start) {
                from = *day;
                continue;
            }
            // The next time is looked at, and of those after it only what has to be done by the last day.
            let after_next = index.checked_sub(1).and_then(|before| happenings.get(before));
            if latest > self.until && after_next.is_some_and(|(day, _)| *day > self.question.on) {
                break;
            }
            let next = happenings.get(index + 1).map(|(day, _)| *day);
            let nearer = next.map_or(NaiveDate::MAX, |next| *day + (next - *day) / 2);
            let mut account = self.on_time(*occasion, (from, latest), *day, Some(nearer));
            if account.outcome == Outcome::Kept && lead.is_none() {
                account.outcome = Outcome::KeptWithoutNumber;
            }
            // What was late for this one is not early for the next.
            from = if account.outcome == Outcome::Late { nearer.max(*day) } else { *day };
            owed.push(account);
        }
    }

    /// How it stands with what has to be done from the first day to the latest one, both in it. What was done after
    /// that, before `late_until` where there is one, was late. `event` is the day it is for.
    fn on_time(
        &self,
        occasion: Occasion<'a>,
        (from, latest): (NaiveDate, NaiveDate),
        event: NaiveDate,
        late_until: Option<NaiveDate>,
    ) -> Owed<'a> {
        let on = self.question.on;
        let after = latest.succ_opt().unwrap_or(latest);
        let deed: Option<&'a Record> = between(self.deeds, from, after).last().copied();
        let late = || between(self.deeds, after, late_until.unwrap_or(NaiveDate::MAX).max(after)).first().copied();
        let (deed, outcome) = match deed.map_or_else(|| (late(), true), |deed| (Some(deed), false)) {
            (Some(deed), false) => (Some(deed), Outcome::Kept),
            (Some(deed), true) => (Some(deed), Outcome::Late),
            (None, _) if on <= latest => (None, Outcome::StillTime),
            (None, _) => {
                let since = self.force.start.map_or(from, |start| start.max(from));
                // Without a known beginning, a year before it is long enough.
                let since = if since == NaiveDate::MIN { YEAR.before(event).unwrap_or(event) } else { since };
                (None, Outcome::missing(self.complete(since, after)))
            }
        };
        Owed::once(occasion, Some(latest), deed, outcome)
    }
}

/// The same day of another year; 29 February becomes the 28th where there is none.
fn in_year(day: NaiveDate, year: i32) -> Option<NaiveDate> {
    day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}
