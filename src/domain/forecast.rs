//! What will happen as far as it is recorded: who leaves, which mandates end, which seats will be empty.
//!
//! May import: `domain`. Nothing here guesses: who may be renewed or replaced shows once somebody has decided it.

use chrono::{Days, NaiveDate};

use super::{
    council::{Council, Mandate, MandateStatus, Membership, Seat},
    time::Period,
};

/// The day so many days later, or the last day there is.
#[must_use]
pub fn days_after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// When a membership is known to end: its end where it has one, else the planned end, which may have passed where the
/// holder stays until replaced.
#[must_use]
pub fn end_of(membership: &Membership) -> Option<NaiveDate> {
    membership.ended.or(membership.expected_end)
}

/// The memberships in force on the day that end or are planned to end up to and with `until`, the first to end first.
/// Those whose planned end has passed come along: they wait for a decision.
#[must_use]
pub fn expiring_memberships(council: &Council, on: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, &Membership)> {
    let ends = council.in_office(on).filter_map(|held| Some((end_of(held)?, held)));
    let mut expiring: Vec<_> = ends.filter(|(end, _)| *end <= until).collect();
    expiring.sort_by_key(|(end, held)| (*end, held.id));
    expiring
}

/// A mandate that ends.
#[derive(Clone, Copy, Debug)]
pub struct ExpiringMandate<'c> {
    /// The mandate.
    pub mandate: &'c Mandate,
    /// The first day on which it is no longer in force.
    pub end: NaiveDate,
    /// Whether another one is in force on that day.
    pub followed: bool,
}

/// The mandate in force on the day, where it ends up to and with `until`.
#[must_use]
pub fn expiring_mandate(council: &Council, on: NaiveDate, until: NaiveDate) -> Option<ExpiringMandate<'_>> {
    let mandate = council.mandate_on(on)?;
    let end = mandate.period.end.filter(|end| *end <= until)?;
    Some(ExpiringMandate { mandate, end, followed: council.mandate_on(end).is_some() })
}

/// A seat that will be empty.
#[derive(Clone, Copy, Debug)]
pub struct FutureVacancy<'c> {
    /// The seat.
    pub seat: &'c Seat,
    /// The first day on which nobody holds it; None where nobody is known ever to have held it.
    pub since: Option<NaiveDate>,
}

/// The seats that nobody will hold on the day, as far as recorded, of the groups whose number of seats is fixed by the
/// mandate then in force; in the order of its groups.
#[must_use]
pub fn vacancies(council: &Council, on: NaiveDate) -> Vec<FutureVacancy<'_>> {
    let Some(mandate) = council.mandate_on(on) else { return Vec::new() };
    let fixed = mandate.composition.groups.iter().filter(|rules| rules.seats.is_some());
    let groups = fixed.filter_map(|rules| council.group(&rules.key));
    let seats = groups.flat_map(|group| council.seats_of(group.id, on));
    let vacant = seats.filter(|seat| council.holder(seat.id, on).is_none());
    vacant.map(|seat| FutureVacancy { seat, since: council.vacant_since(seat.id, on) }).collect()
}

/// Drafts whose planned first day in force lies after the day, up to and with `until`: they wait to be adopted.
#[must_use]
pub fn drafts_to_come(council: &Council, on: NaiveDate, until: NaiveDate) -> Vec<&Mandate> {
    let days = Period { start: on.succ_opt(), end: until.succ_opt() };
    let drafts = council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Draft);
    let mut coming: Vec<_> = drafts.filter(|draft| draft.period.start.is_some_and(|day| days.contains(day))).collect();
    coming.sort_by_key(|draft| (draft.period.start, draft.version));
    coming
}
