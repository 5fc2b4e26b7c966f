//! How much one person can serve: renewals, limits and the time that has to pass before a return.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::{Days, NaiveDate};

use super::{
    appointer::Rules,
    term::{Departure, Planned},
};
use crate::{
    domain::{
        id::{AppointmentId, PersonId},
        mandate::clause::{
            Modality,
            term::{LimitCounted, TermLimit},
        },
        time::CalendarDuration,
    },
    error::{Refusal, RefusalCode},
};

/// What is wrong with this person serving again, from what the council's roster knows of earlier terms.
pub(super) fn limits(
    rules: Rules<'_>,
    planned: Planned<'_>,
    person: PersonId,
    start: NaiveDate,
    end: Option<NaiveDate>,
) -> Vec<(Departure, Refusal)> {
    let earlier = earlier_terms(rules, person, start);
    let unbroken = unbroken(&earlier, start);
    let mut found: Vec<String> = Vec::new();
    if let Some(renewal) = &planned.term.renewal {
        let renewals = u32::try_from(unbroken.len()).unwrap_or(u32::MAX);
        let most = if renewal.allowed { renewal.at_most } else { Some(0) };
        if most.is_some_and(|most| renewals > most) {
            found.push(format!(
                "a term can be renewed {} times, and this person has served {renewals} before without a break",
                most.unwrap_or(0)
            ));
        }
    }
    found.extend(planned.term.limits.iter().filter_map(|limit| exceeded(limit, &earlier, &unbroken, start, end)));
    if let Some(pause) = planned.term.cooling_off
        && unbroken.is_empty()
        && let Some(last) = earlier.iter().filter_map(|term| term.until).max()
        && let Some(earliest) = pause.after(last)
        && start < earliest
    {
        found.push(format!("somebody who has left can come back from {earliest} on"));
    }
    let key = &planned.clause.key;
    let departure =
        if planned.clause.modality == Some(Modality::Shall) { Departure::Forbidden } else { Departure::Noticed };
    found
        .into_iter()
        .map(|what| {
            let message = format!("by the clause {key}, {what}; appoint somebody else");
            (departure, Refusal::new(RefusalCode::AgainstMandate, "person", message).because_of(key))
        })
        .collect()
}

/// One term that somebody served: everything that resulted from one act of appointing.
#[derive(Clone, Copy, Debug)]
struct Served {
    appointment: AppointmentId,
    start: NaiveDate,
    until: Option<NaiveDate>,
}

/// The terms that the person has begun before the day as a holder in the group.
fn earlier_terms(rules: Rules<'_>, person: PersonId, start: NaiveDate) -> Vec<Served> {
    let council = rules.council;
    let mut terms: Vec<Served> = Vec::new();
    let held = council
        .memberships
        .iter()
        .filter(|held| held.person == person && held.alternate_rank == 0 && held.start < start);
    for held in held {
        let group = council.seat(held.seat).and_then(|seat| council.group_by_id(seat.group));
        if group.is_none_or(|group| group.key != rules.group.key) {
            continue;
        }
        // Who becomes the chair in the middle of a term, or speaks for another organisation, still serves that term.
        match terms.iter_mut().find(|term| term.appointment == held.appointment) {
            Some(term) => {
                term.start = term.start.min(held.start);
                term.until = term.until.zip(held.until()).map(|(one, other)| one.max(other));
            }
            None => terms.push(Served { appointment: held.appointment, start: held.start, until: held.until() }),
        }
    }
    terms.sort_by_key(|term| term.start);
    terms
}

/// Those of the terms that lead up to the day without a free day between.
fn unbroken(earlier: &[Served], start: NaiveDate) -> Vec<Served> {
    let mut next = start;
    let mut chain = Vec::new();
    for term in earlier.iter().rev() {
        if term.until.is_some_and(|until| until < next) {
            break;
        }
        next = term.start;
        chain.push(*term);
    }
    chain
}

fn exceeded(
    limit: &TermLimit,
    earlier: &[Served],
    unbroken: &[Served],
    start: NaiveDate,
    end: Option<NaiveDate>,
) -> Option<String> {
    let window = limit.window.and_then(|window| window.before(end.unwrap_or(start)));
    let counted: Vec<Served> = match limit.counted {
        LimitCounted::Total => earlier.to_vec(),
        LimitCounted::Consecutive => unbroken.to_vec(),
        LimitCounted::InWindow => {
            let in_window = |term: &&Served| window.is_none_or(|from| term.until.is_none_or(|until| until > from));
            earlier.iter().filter(in_window).copied().collect()
        }
    };
    let terms = u32::try_from(counted.len() + 1).unwrap_or(u32::MAX);
    if limit.terms.is_some_and(|most| terms > most) {
        return Some(format!(
            "a person serves {} terms at most, and this would be number {terms}",
            limit.terms.unwrap_or(0)
        ));
    }
    let most = limit.duration?;
    let days =
        |from: NaiveDate, until: NaiveDate| (until - window.map_or(from, |window| from.max(window))).num_days().max(0);
    let before: i64 = counted.iter().map(|term| days(term.start, term.until.unwrap_or(start).min(start))).sum();
    let served = before + days(start, end?);
    let longest = length_in_days(most, start)?;
    (served > longest).then(|| format!("a person serves for {most} at most, and this would be more"))
}

/// A duration in days, counted up to the day: limits over broken service have no calendar of their own.
fn length_in_days(duration: CalendarDuration, around: NaiveDate) -> Option<i64> {
    let until = duration.after(around)?;
    // A term that begins on a leap day ends a day early in other years: nobody is over the limit for that.
    Some((until.checked_add_days(Days::new(1))? - around).num_days())
}
