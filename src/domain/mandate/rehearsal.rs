//! A council as it would be if a draft were in force: what a draft would breach is judged on that.
//!
//! May import: `domain`. The seats that the draft would bring exist in the rehearsal only; nothing leads to them.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    check::{self, Around, Facts},
    clause::{
        Provision,
        validity::{Validity, ValidityKind},
    },
    diff::{SeatNumber, seats_without_place},
    verdict::Verdict,
};
use crate::domain::{
    council::{Council, Mandate, MandateStatus, Seat, SeatGroup},
    id::{SeatGroupId, SeatId},
    time::Period,
};

/// The council as it would be on the day if the draft were its mandate from that day on.
#[must_use]
pub fn as_if_in_force(council: &Council, draft: &Mandate, on: NaiveDate) -> Council {
    let mut would = council.clone();
    let gone: Vec<SeatId> = seats_without_place(council, draft, on).into_iter().map(|seat| seat.id).collect();
    for seat in would.seats.iter_mut().filter(|seat| gone.contains(&seat.id)) {
        seat.period.end = Some(on);
    }
    // Identities of version 7 begin with the time of their making, so small numbers never meet one.
    let mut made = 0_u128;
    let mut next = || {
        made += 1;
        Uuid::from_u128(made)
    };
    for rules in &draft.composition.groups {
        let group = would.group(&rules.key).map(|group| group.id);
        let group = group.unwrap_or_else(|| {
            let group = SeatGroup { id: SeatGroupId::from(next()), key: rules.key.clone() };
            let id = group.id;
            would.groups.push(group);
            id
        });
        let present = u32::try_from(would.seats_of(group, on).count()).unwrap_or(u32::MAX);
        let highest = would.seats.iter().filter(|seat| seat.group == group).map(|seat| seat.ordinal).max().unwrap_or(0);
        let period = Period { start: Some(on), end: None };
        let missing = SeatNumber::of(rules).least.saturating_sub(present);
        would.seats.extend((1..=missing).map(|step| Seat {
            id: SeatId::from(next()),
            group,
            ordinal: highest + step,
            period,
        }));
    }
    would.mandates.retain(|mandate| mandate.id != draft.id);
    // What is in force until then ends, as it will when the draft is adopted; a mandate that is to come is no matter.
    would.mandates.retain(|mandate| mandate.period.start.is_none_or(|start| start < on));
    for mandate in would.mandates.iter_mut().filter(|mandate| mandate.period.contains(on)) {
        mandate.period.end = Some(on);
    }
    let period = Period { start: Some(on), end: draft.period.end.filter(|end| *end > on) };
    would.mandates.push(Mandate { status: MandateStatus::Adopted, period, ..draft.clone() });
    would
}

/// What the checks would find on the day if the draft were in force: the verdicts on its clauses, the worst first.
#[must_use]
pub fn rehearse(council: &Council, draft: &Mandate, around: Around<'_>, on: NaiveDate) -> Vec<Verdict> {
    let would = Arc::new(as_if_in_force(council, draft, on));
    let Some(mandate) = would.mandates.last() else { return Vec::new() };
    let facts = Facts { council: &would, mandate, around };
    let mut verdicts = of_text(&facts, on);
    check::worst_first(&mut verdicts);
    verdicts
}

/// The verdicts on the clauses of a mandate that need not be in force on the day, in their order. Clauses on when it is
/// in force are left out: it may be history, or yet to come.
#[must_use]
pub fn of_text(facts: &Facts<'_>, on: NaiveDate) -> Vec<Verdict> {
    let about_its_period =
        |provision: &Provision| matches!(provision, Provision::Period(Validity { kind: ValidityKind::InForce, .. }));
    let clauses = facts.mandate.clauses.iter().enumerate().filter(|(_, at)| !about_its_period(&at.clause.provision));
    clauses.filter_map(|(place, at)| check::verdict(place, &at.clause, facts, on).ok()).collect()
}
