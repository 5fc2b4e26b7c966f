//! Turns: whose it is, where something goes round.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use crate::domain::time::CalendarDuration;

/// The number of the turn that runs on the day, counted from 0. None before the first, and where a turn takes no time.
pub(super) fn turn(first: NaiveDate, each: CalendarDuration, on: NaiveDate) -> Option<u32> {
    let elapsed = u64::try_from(on.signed_duration_since(first).num_days()).ok()?;
    // No month is shorter than 28 days, so no more turns than this can have begun.
    let shortest = u64::from(each.months) * 28 + u64::from(each.days);
    let most = u32::try_from(elapsed.checked_div(shortest)?).ok()?;
    let begun = |number: u32| start_of(first, each, number).is_some_and(|start| start <= on);
    let (mut begun_last, mut too_late) = (0, most.checked_add(1)?);
    while too_late - begun_last > 1 {
        let middle = begun_last + (too_late - begun_last) / 2;
        if begun(middle) { begun_last = middle } else { too_late = middle }
    }
    Some(begun_last)
}

/// The first day of a turn. Counted from the first turn's first day, so that the last days of months do not wear off.
pub(super) fn start_of(first: NaiveDate, each: CalendarDuration, number: u32) -> Option<NaiveDate> {
    let (months, days) = (each.months.checked_mul(number)?, each.days.checked_mul(number)?);
    CalendarDuration { months, days }.after(first)
}
