//! What changed from one version of a mandate to another: clauses, their parameters, seats, and who loses a seat.
//!
//! May import: `domain`. Clauses are compared in the form in which they are written, sent and stored, so a parameter
//! that a shape gains is compared without a line here, and its path is the path in the input.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use chrono::NaiveDate;
use serde_json::Value;

use super::{clause::Clause, composition::GroupRules};
use crate::domain::{
    council::{Council, Mandate, MandateStatus, Membership, Seat},
    text::Text,
    time::Period,
    word::Key,
};

/// What changed from one mandate to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MandateDiff {
    /// Clauses that only the later one has: their places there.
    pub added: Vec<usize>,
    /// Clauses that only the earlier one has: their places there.
    pub removed: Vec<usize>,
    /// Clauses that both have and that say something else, in the order of the later one.
    pub changed: Vec<ClauseChange>,
    /// Seat groups that differ in their number of seats.
    pub groups: Vec<GroupChange>,
}

/// A clause that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseChange {
    /// Its place in the earlier mandate.
    pub before: usize,
    /// Its place in the later mandate.
    pub after: usize,
    /// What changed, by path; never empty.
    pub parameters: Vec<ParameterChange>,
}

/// A parameter of a clause that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterChange {
    /// Where it stands, from the clause on, such as `provision.term.length`.
    pub path: String,
    /// What it was; None where it was not there.
    pub before: Option<Value>,
    /// What it is; None where it is not there any more.
    pub after: Option<Value>,
}

/// A seat group that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupChange {
    /// Its name in the mandates.
    pub key: Key,
    /// What readers see: what the later one calls it, where that has it.
    pub label: Text,
    /// How many seats it had; None where it was not there.
    pub before: Option<SeatNumber>,
    /// How many seats it has; None where it is not there any more.
    pub after: Option<SeatNumber>,
}

/// How many seats a group has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatNumber {
    /// At least.
    pub least: u32,
    /// At most; None where nothing limits it.
    pub most: Option<u32>,
}

impl SeatNumber {
    /// What the mandate says of the group.
    #[must_use]
    pub fn of(rules: &GroupRules) -> Self {
        Self {
            least: rules.seats.unwrap_or_else(|| rules.size.least()),
            most: rules.seats.or_else(|| rules.size.most()),
        }
    }

    /// How many seats there can be, as far as the mandate says: the most, or else the least.
    const fn room(self) -> u32 {
        match self.most {
            Some(most) => most,
            None => self.least,
        }
    }
}

impl GroupChange {
    /// How many seats more there are.
    #[must_use]
    pub fn gained(&self) -> u32 {
        room(self.after).saturating_sub(room(self.before))
    }

    /// How many seats fewer there are.
    #[must_use]
    pub fn lost(&self) -> u32 {
        room(self.before).saturating_sub(room(self.after))
    }
}

fn room(number: Option<SeatNumber>) -> u32 {
    number.map_or(0, SeatNumber::room)
}

/// The place of the adopted mandate that the one at `place` follows, or will: the latest that came into force before
/// it, or the one in force on the day where nobody knows when it does.
#[must_use]
pub fn followed_by(council: &Council, place: usize, day: NaiveDate) -> Option<usize> {
    let own = council.mandates.get(place)?;
    let others = council.mandates.iter().enumerate();
    let others = others.filter(|(at, mandate)| *at != place && mandate.status == MandateStatus::Adopted);
    let before = |mandate: &Mandate| match own.period.start {
        Some(start) => mandate.period.start.is_none_or(|earlier| earlier < start),
        None => own.status != MandateStatus::Adopted && mandate.period.start.is_none_or(|earlier| earlier <= day),
    };
    let earlier = others.filter(|(_, mandate)| before(mandate));
    earlier.max_by_key(|(_, mandate)| (mandate.period.start, mandate.version)).map(|(at, _)| at)
}

/// What changed from `before` to `after`.
#[must_use]
pub fn diff(before: &Mandate, after: &Mandate) -> MandateDiff {
    let earlier: BTreeMap<&Key, usize> = places(before);
    let later: BTreeMap<&Key, usize> = places(after);
    let only = |of: &Mandate, others: &BTreeMap<&Key, usize>| {
        let clauses = of.clauses.iter().enumerate();
        clauses.filter(|(_, at)| !others.contains_key(&at.clause.key)).map(|(place, _)| place).collect()
    };
    let changed = after.clauses.iter().enumerate().filter_map(|(place, at)| {
        let was = *earlier.get(&at.clause.key)?;
        let parameters = parameters(&before.clauses[was].clause, &at.clause);
        (!parameters.is_empty()).then_some(ClauseChange { before: was, after: place, parameters })
    });
    MandateDiff {
        added: only(after, &earlier),
        removed: only(before, &later),
        changed: changed.collect(),
        groups: groups(before, after),
    }
}

fn places(mandate: &Mandate) -> BTreeMap<&Key, usize> {
    mandate.clauses.iter().enumerate().map(|(place, at)| (&at.clause.key, place)).collect()
}

fn groups(before: &Mandate, after: &Mandate) -> Vec<GroupChange> {
    let (earlier, later) = (&before.composition, &after.composition);
    let gone = earlier.groups.iter().filter(|group| later.group(&group.key).is_none());
    let all = later.groups.iter().chain(gone);
    let changes = all.map(|group| GroupChange {
        key: group.key.clone(),
        label: group.label.clone(),
        before: earlier.group(&group.key).map(SeatNumber::of),
        after: later.group(&group.key).map(SeatNumber::of),
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// The parameters in which two clauses differ, by path.
#[must_use]
pub fn parameters(before: &Clause, after: &Clause) -> Vec<ParameterChange> {
    let mut found = Vec::new();
    // A clause always has a JSON form: it is stored in it.
    let form = |clause: &Clause| serde_json::to_value(clause).unwrap_or_default();
    compare(String::new(), &form(before), &form(after), &mut found);
    found
}

/// Descends as long as both sides are objects, or lists of the same length; below that, one value became another.
fn compare(path: String, before: &Value, after: &Value, found: &mut Vec<ParameterChange>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Value::Object(earlier), Value::Object(later)) => {
            let names: BTreeSet<&String> = earlier.keys().chain(later.keys()).collect();
            for name in names {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                let side = |fields: &serde_json::Map<String, Value>| fields.get(name).cloned().unwrap_or_default();
                compare(path, &side(earlier), &side(later), found);
            }
        }
        (Value::Array(earlier), Value::Array(later)) if earlier.len() == later.len() => {
            for (index, (was, is)) in earlier.iter().zip(later).enumerate() {
                compare(format!("{path}[{index}]"), was, is, found);
            }
        }
        _ => {
            let told = |value: &Value| (!value.is_null()).then(|| value.clone());
            found.push(ParameterChange { path, before: told(before), after: told(after) });
        }
    }
}

/// The seats of the council that exist on the day and that the mandate has no place for: those of groups that it does
/// not have, and what a group has too many, vacant ones first and then those of the highest numbers.
#[must_use]
pub fn seats_without_place<'c>(council: &'c Council, mandate: &Mandate, on: NaiveDate) -> Vec<&'c Seat> {
    let mut without = Vec::new();
    for group in &council.groups {
        let mut present: Vec<&Seat> = council.seats_of(group.id, on).collect();
        let room = mandate.composition.group(&group.key).map(SeatNumber::of);
        let kept = match room {
            None => 0,
            Some(SeatNumber { most: None, .. }) => continue,
            Some(SeatNumber { most: Some(most), .. }) => usize::try_from(most).unwrap_or(usize::MAX),
        };
        // A seat that is said to end is the one that goes, where the mandate has been adopted already.
        present.sort_by_key(|seat| {
            (seat.period.end.is_none(), held_from(council, seat, on).next().is_some(), Reverse(seat.ordinal))
        });
        let number = present.len().saturating_sub(kept);
        without.extend(present.into_iter().take(number));
    }
    without
}

/// The memberships, from the day on, of seats that the mandate has no place for.
#[must_use]
pub fn memberships_without_seat<'c>(council: &'c Council, mandate: &Mandate, on: NaiveDate) -> Vec<&'c Membership> {
    let seats = seats_without_place(council, mandate, on);
    seats.into_iter().flat_map(|seat| held_from(council, seat, on)).collect()
}

fn held_from<'c>(council: &'c Council, seat: &Seat, on: NaiveDate) -> impl Iterator<Item = &'c Membership> {
    let (from, seat) = (Period { start: Some(on), end: None }, seat.id);
    council.memberships.iter().filter(move |held| held.seat == seat && held.period().overlaps(&from))
}
