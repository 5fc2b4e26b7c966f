//! Always, not longer ago than the tolerance.
//!
//! May import: `domain`.

use super::Owing;
use crate::domain::mandate::{
    check::{
        owed::{Occasion, Owed},
        spans::Outcome,
    },
    clause::activity::StandingDuty,
};

/// What is there once it was done, and until it was done is not.
const LASTING: &str = "publish";

impl<'a> Owing<'_, 'a> {
    pub(super) fn standing(&self, at: &StandingDuty) -> Owed<'a> {
        let on = self.question.on;
        let latest = self.deeds.last().copied();
        let Some(tolerance) = at.tolerance.as_ref().and_then(|tolerance| tolerance.duration) else {
            let since = self.force.start.or(self.force.seen);
            let never = latest.is_none()
                && &*self.duty.activity.verb == LASTING
                && since.is_some_and(|since| self.complete(since, self.tomorrow()));
            let outcome = if never { Outcome::Missed } else { Outcome::NoNumber };
            return Owed::once(Occasion::Always, None, latest, outcome);
        };
        // Reckoned from the last time, or else from the beginning of the mandate.
        let by = latest.map(|latest| latest.on).or(self.force.start).and_then(|from| tolerance.after(from));
        let outcome = match (by, latest) {
            (Some(by), Some(_)) if on <= by => Outcome::Kept,
            (Some(by), None) if on <= by => Outcome::StillTime,
            _ => {
                let since = tolerance.before(on).unwrap_or(on);
                Outcome::missing(self.complete(since, self.tomorrow()))
            }
        };
        Owed { done: u32::from(outcome == Outcome::Kept), ..Owed::once(Occasion::Always, by, latest, outcome) }
    }
}
