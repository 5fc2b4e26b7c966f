//! The seats that a mandate brings about: new groups, new seats, and seats that cease to exist.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! A group of a fixed number has so many seats, each of which can be vacant. A number that is a range or a maximum
//! makes no vacancy: only the least number of seats is made, and an appointment makes a further one while the mandate
//! has room for it. A group that is deferred to a day gets its seats from that day, one deferred to an event gets none
//! until a later mandate says so.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    domain::{
        council::{Seat, SeatGroup},
        id::SeatGroupId,
        mandate::{
            clause::{Clause, Provision, seat_count::MOST_SEATS, seats::DeferredSeats},
            composition::{Composition, GroupRules},
            diff::SeatNumber,
        },
        message::said,
        time::Period,
        word::Key,
    },
    error::Refusal,
    store::act::Facts,
};

/// What changes about the seats of a council.
#[derive(Debug, Default)]
pub(in crate::acts) struct SeatChanges {
    /// New groups, with their place among all groups.
    pub groups: Vec<(SeatGroup, u32)>,
    /// New seats.
    pub seats: Vec<Seat>,
    /// Seats that cease to exist on a day.
    pub ends: Vec<(Seat, NaiveDate)>,
}

/// What there is already.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::acts) struct Standing<'a> {
    /// The groups.
    pub groups: &'a [SeatGroup],
    /// The seats, of now and of before.
    pub seats: &'a [Seat],
    /// Whether a later mandate needs the seats: then none of them ends.
    pub needed_later: bool,
}

/// How many seats a group has at least, and at most where there is a limit.
pub(in crate::acts) fn bounds(rules: &GroupRules) -> (u32, Option<u32>) {
    let SeatNumber { least, most } = SeatNumber::of(rules);
    (least, most)
}

/// The refusal of more seats than a council can have.
pub(in crate::acts) fn too_many(composition: &Composition) -> Option<Refusal> {
    let least = composition.groups.iter().fold(0_u32, |sum, rules| sum.saturating_add(bounds(rules).0));
    let message = said!(
        "bestemmelsene gir {least} plasser; et råd har høyst {MOST_SEATS}",
        "the clauses make {least} seats; a council has at most {MOST_SEATS}"
    );
    (least > MOST_SEATS).then(|| Refusal::bad_input("clauses", message))
}

/// What changes when a mandate of this composition comes into force for the days of the period. `vacant` says which
/// seats nobody holds or will hold then: those end first.
pub(in crate::acts) fn changes(
    facts: &Facts<'_>,
    composition: &Composition,
    clauses: &[Clause],
    period: Period,
    standing: Standing<'_>,
    vacant: impl Fn(&Seat) -> bool,
) -> SeatChanges {
    let mut made = SeatChanges::default();
    let known: BTreeMap<&Key, SeatGroupId> = standing.groups.iter().map(|group| (&group.key, group.id)).collect();
    let exists = |seat: &&Seat| seat.period.overlaps(&period);
    for rules in &composition.groups {
        let group = known.get(&rules.key).copied().unwrap_or_else(|| {
            let group = SeatGroup { id: facts.new_id(), key: rules.key.clone() };
            let place = u32::try_from(standing.groups.len() + made.groups.len()).unwrap_or(u32::MAX);
            let id = group.id;
            made.groups.push((group, place));
            id
        });
        let Some(seats_period) = from_when(deferred(clauses, rules), period) else { continue };
        let of_group = || standing.seats.iter().filter(|seat| seat.group == group);
        let present: Vec<&Seat> = of_group().filter(exists).collect();
        let count = u32::try_from(present.len()).unwrap_or(u32::MAX);
        let (least, most) = bounds(rules);
        let highest = of_group().map(|seat| seat.ordinal).max().unwrap_or(0);
        let end = if standing.needed_later { seats_period.end } else { None };
        made.seats.extend((1..=least.saturating_sub(count)).map(|step| Seat {
            id: facts.new_id(),
            group,
            ordinal: highest + step,
            period: Period { start: seats_period.start, end },
        }));
        made.end(count.saturating_sub(most.unwrap_or(count)), present, period, standing, &vacant);
    }
    for group in standing.groups.iter().filter(|group| composition.group(&group.key).is_none()) {
        let present: Vec<&Seat> = standing.seats.iter().filter(|seat| seat.group == group.id).filter(exists).collect();
        made.end(u32::MAX, present, period, standing, &vacant);
    }
    made
}

impl SeatChanges {
    /// Ends so many seats: vacant ones first, then those of the highest ordinals.
    fn end(
        &mut self,
        number: u32,
        mut present: Vec<&Seat>,
        period: Period,
        standing: Standing<'_>,
        vacant: impl Fn(&Seat) -> bool,
    ) {
        let Some(on) = period.start.filter(|_| !standing.needed_later) else { return };
        present.sort_by_key(|seat| (!vacant(seat), std::cmp::Reverse(seat.ordinal)));
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        // A seat that was to begin later than the mandate without it ends with its first day: it never existed.
        let ending = present.into_iter().take(number).filter(|seat| seat.period.start.is_none_or(|start| start < on));
        self.ends.extend(ending.map(|seat| (seat.clone(), on)));
    }
}

fn deferred<'c>(clauses: &'c [Clause], rules: &GroupRules) -> Option<&'c DeferredSeats> {
    match &clauses.get(rules.clause)?.provision {
        Provision::Seats(seats) => seats.group.as_ref()?.deferred.as_ref(),
        _ => None,
    }
}

/// The days of the seats: those of the mandate, from the day to which they are deferred; None where nobody knows it.
fn from_when(deferred: Option<&DeferredSeats>, period: Period) -> Option<Period> {
    let Some(deferred) = deferred else { return Some(period) };
    let until = deferred.until?.0;
    let start = Some(period.start.map_or(until, |start| start.max(until)));
    Some(Period { start, ..period })
}
