//! How long somebody serves: the end that a term clause plans, the terms that a person has served, and what the clause
//! has against one more.
//!
//! May import: `domain`. Checks, acts and forecasts all reckon with what stands here.

use chrono::{Datelike, Days, Months, NaiveDate};
use uuid::Uuid;

use super::clause::term::{LimitCounted, Term, TermAnchor, TermEndKind, TermLimit};
use crate::domain::{
    council::Membership,
    id::AppointmentId,
    time::{CalendarDuration, Period},
};

/// A term that somebody serves or served, whatever roles it was served in: one act of appointing, one term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stint {
    /// The act of appointing.
    pub appointment: AppointmentId,
    /// First day.
    pub start: NaiveDate,
    /// The first day after: when it ended, or else when it is planned to; None where no end is known.
    pub until: Option<NaiveDate>,
    /// Whether the holder stays past that day until somebody comes.
    pub stays: bool,
}

/// What a term clause has against a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// Terms cannot be renewed.
    NotRenewable,
    /// Terms can be renewed so often, and this is one renewal more.
    Renewals {
        /// How often.
        most: u32,
    },
    /// A person serves so many terms at most, and this is one more.
    Terms {
        /// What is counted.
        counted: LimitCounted,
        /// How many.
        most: u32,
    },
    /// A person serves so long at most, and this is longer.
    Duration {
        /// What is counted.
        counted: LimitCounted,
        /// How long.
        most: CalendarDuration,
    },
    /// Somebody who has left can come back from this day on, and this is earlier.
    TooEarly {
        /// The first day on which a new term can begin.
        from: NaiveDate,
    },
}

/// What came of holding a term against its clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// What the clause has against it.
    pub forbidden: Vec<Forbidden>,
    /// Whether a limit could not be reckoned, because no end of the term is known.
    pub open: bool,
}

/// The end that the clause plans for a term that starts on the day: the first day after it. None where the clause
/// gives no day.
#[must_use]
pub fn planned_end(term: &Term, start: NaiveDate, mandate: Period) -> Option<NaiveDate> {
    end_of(term, term.length.or(term.at_most), start, mandate)
}

/// The same for a term that renews an earlier one, where that has a length of its own.
#[must_use]
pub fn planned_end_of_renewal(term: &Term, start: NaiveDate, mandate: Period) -> Option<NaiveDate> {
    let renewed = term.renewal.as_ref().and_then(|renewal| renewal.length);
    end_of(term, renewed.or(term.length).or(term.at_most), start, mandate)
}

fn end_of(term: &Term, length: Option<CalendarDuration>, start: NaiveDate, mandate: Period) -> Option<NaiveDate> {
    if let Some(until) = &term.until {
        return match until.kind {
            TermEndKind::Date => until.date.map(|date| date.0),
            TermEndKind::WithMandate => mandate.end,
            TermEndKind::Event | TermEndKind::Session | TermEndKind::WhileInOffice | TermEndKind::AtPleasure => None,
        };
    }
    let length = length?;
    match term.anchor {
        TermAnchor::OwnStart => length.after(start),
        // The last day of the year in which the term would end; the first day after it is a 1 January.
        TermAnchor::YearEnd => {
            let last = length.after(start)?.pred_opt()?;
            NaiveDate::from_ymd_opt(last.year() + 1, 1, 1)
        }
        TermAnchor::CommonCycle => next_of_cycle(length, term.cycle_start?.0, start),
    }
}

/// The first end of the cycle that comes after the day. Every end is reckoned from the first day of the cycle itself,
/// so that a cycle of months that began on a 31st does not drift towards the 28th.
fn next_of_cycle(length: CalendarDuration, first: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
    let longest = i64::from(length.months) * 31 + i64::from(length.days);
    if longest == 0 {
        return None;
    }
    let turn = |turns: i64| {
        let times = u32::try_from(turns.unsigned_abs()).ok()?;
        let length =
            CalendarDuration { months: length.months.checked_mul(times)?, days: length.days.checked_mul(times)? };
        if turns < 0 { length.before(first) } else { length.after(first) }
    };
    // Between them the turns are at most `longest` days apart: forwards this is never beyond the end that is looked
    // for, and backwards one turn too few is put right by the loop below.
    let mut turns = (day - first).num_days().div_euclid(longest);
    while turn(turns)? > day {
        turns -= 1;
    }
    while turn(turns)? <= day {
        turns += 1;
    }
    turn(turns)
}

/// The terms that these memberships of one person make up, oldest first. A change of role splits a holding, not a term.
#[must_use]
pub fn stints<'m>(memberships: impl IntoIterator<Item = &'m Membership>) -> Vec<Stint> {
    let mut held: Vec<&Membership> = memberships.into_iter().collect();
    held.sort_by_key(|membership| membership.start);
    let mut stints: Vec<Stint> = Vec::with_capacity(held.len());
    for membership in held {
        let until = membership.ended.or(membership.expected_end);
        let stays = membership.ended.is_none() && membership.holds_over;
        match stints.iter_mut().find(|stint| stint.appointment == membership.appointment) {
            Some(stint) => (stint.until, stint.stays) = (until, stays),
            None => stints.push(Stint { appointment: membership.appointment, start: membership.start, until, stays }),
        }
    }
    stints
}

/// The terms that lead up to the last one without a free day between, the last included.
#[must_use]
pub fn unbroken(stints: &[Stint]) -> &[Stint] {
    let mut first = stints.len().saturating_sub(1);
    let leads_to = |before: &Stint, start| before.stays || before.until.is_none_or(|until| until >= start);
    while first > 0 && stints[..first].iter().any(|before| leads_to(before, stints[first].start)) {
        first -= 1;
    }
    &stints[first..]
}

/// What the clause has against one more term of somebody who has served these, oldest first. Empty where nothing.
#[must_use]
pub fn renewal_allowed(term: &Term, earlier: &[Stint], start: NaiveDate, end: Option<NaiveDate>) -> Vec<Forbidden> {
    let mut served: Vec<Stint> = earlier.iter().filter(|stint| stint.start < start).copied().collect();
    served.push(Stint { appointment: AppointmentId(Uuid::nil()), start, until: end, stays: false });
    against(term, &served).forbidden
}

/// What the clause has against the last of these terms of one person, oldest first.
#[must_use]
pub fn against(term: &Term, served: &[Stint]) -> Held {
    let mut held = Held::default();
    let chain = unbroken(served);
    let Some(begun) = chain.first() else { return held };
    if let Some(renewal) = &term.renewal {
        let renewals = number(chain.len() - 1);
        if !renewal.allowed && renewals > 0 {
            held.forbidden.push(Forbidden::NotRenewable);
        } else if let Some(most) = renewal.at_most.filter(|most| renewal.allowed && renewals > *most) {
            held.forbidden.push(Forbidden::Renewals { most });
        }
    }
    for limit in &term.limits {
        limited(limit, served, chain, &mut held);
    }
    let before = &served[..served.len() - chain.len()];
    let left = before.iter().filter_map(|stint| stint.until).max();
    if let (Some(pause), Some(left)) = (term.cooling_off, left)
        && let Some(from) = pause.after(left)
        && begun.start < from
    {
        held.forbidden.push(Forbidden::TooEarly { from });
    }
    held
}

fn limited(limit: &TermLimit, served: &[Stint], chain: &[Stint], held: &mut Held) {
    let Some(last) = served.last() else { return };
    let counted = if limit.counted == LimitCounted::Consecutive { chain } else { served };
    if let Some(most) = limit.terms {
        let terms = match (limit.counted, limit.window) {
            (LimitCounted::InWindow, Some(window)) => terms_in_window(window, served, last.start),
            _ => number(counted.len()),
        };
        if terms > most {
            held.forbidden.push(Forbidden::Terms { counted: limit.counted, most });
        }
    }
    let Some(most) = limit.duration else { return };
    // Where no end is known, at least the first day is served.
    let known = last.until.or_else(|| last.start.succ_opt()).unwrap_or(last.start);
    let spans = spans(counted, known);
    let over = match (limit.counted, limit.window) {
        (LimitCounted::InWindow, Some(window)) => over_in_window(most, window, &spans, last.start, known),
        _ => spans.first().is_some_and(|first| longer(&spans, most, first.0)),
    };
    if over {
        held.forbidden.push(Forbidden::Duration { counted: limit.counted, most });
    } else if last.until.is_none() {
        held.open = true;
    }
}

/// How many of the terms have a day in the window that reaches back furthest and still has the first day of the last.
fn terms_in_window(window: CalendarDuration, served: &[Stint], first_day: NaiveDate) -> u32 {
    let Some(from) = earliest_reaching(window, first_day) else { return number(served.len()) };
    number(served.iter().filter(|stint| stint.until.is_none_or(|until| until > from)).count())
}

/// The earliest first day of a window that still has the day in it.
fn earliest_reaching(window: CalendarDuration, day: NaiveDate) -> Option<NaiveDate> {
    // Months differ by up to three days in length: going back and forth can miss by that.
    let mut from = window.before(day)?.checked_sub_days(Days::new(4))?;
    while window.after(from)? <= day {
        from = from.succ_opt()?;
    }
    Some(from)
}

/// The days served, in pieces without a break, the last up to `known`.
fn spans(stints: &[Stint], known: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(stints.len());
    for (at, stint) in stints.iter().enumerate() {
        let next = stints.get(at + 1).map_or(known, |next| next.start);
        let planned = stint.until.unwrap_or(next).max(stint.start);
        let until = if stint.stays && at + 1 < stints.len() { planned.max(next) } else { planned };
        match spans.last_mut() {
            Some(last) if last.1 >= stint.start => last.1 = last.1.max(until),
            _ => spans.push((stint.start, until)),
        }
    }
    spans
}

/// Whether these days together are longer than the duration, reckoned on the calendar: two years and two years are four
/// years, whichever of them had a leap day.
fn longer(spans: &[(NaiveDate, NaiveDate)], most: CalendarDuration, anchor: NaiveDate) -> bool {
    let mut together = CalendarDuration::default();
    for (start, until) in spans {
        let months = whole_months(*start, *until);
        let rest = start.checked_add_months(Months::new(months)).map_or(0, |from| (*until - from).num_days());
        together.months += months;
        together.days += u32::try_from(rest).unwrap_or(0);
    }
    match (together.after(anchor), most.after(anchor)) {
        (Some(served), Some(limit)) => served > limit,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

fn whole_months(start: NaiveDate, until: NaiveDate) -> u32 {
    let months = (until.year() - start.year()) * 12 + i32::try_from(until.month()).unwrap_or(0)
        - i32::try_from(start.month()).unwrap_or(0);
    let months = u32::try_from(months).unwrap_or(0);
    let reaches = start.checked_add_months(Months::new(months)).is_some_and(|end| end <= until);
    if reaches { months } else { months.saturating_sub(1) }
}

/// Whether some window that has a day of the last term in it has more service in it than the duration.
fn over_in_window(
    most: CalendarDuration,
    window: CalendarDuration,
    spans: &[(NaiveDate, NaiveDate)],
    start: NaiveDate,
    until: NaiveDate,
) -> bool {
    // Service in a window grows until the window begins with a piece or ends with one: only these have to be tried.
    let begins = spans.iter().map(|span| span.0);
    let ends = spans.iter().filter_map(|span| earliest_reaching(window, span.1.pred_opt()?));
    begins.chain(ends).any(|from| {
        let Some(to) = window.after(from) else { return false };
        if from >= until || to <= start {
            return false;
        }
        let inside: Vec<(NaiveDate, NaiveDate)> = spans
            .iter()
            .map(|span| (span.0.max(from), span.1.min(to)))
            .filter(|(start, until)| start < until)
            .collect();
        longer(&inside, most, from)
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
