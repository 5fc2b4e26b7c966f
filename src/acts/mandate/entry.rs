//! A further mandate comes into the register: its predecessor ends, seats come and go, and statements are made.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    adopt::{MandateEntered, in_words},
    adopter,
    claims::Stated,
    head::Head,
    seats::{self, SeatChanges, Standing},
    text::MandateText,
    warnings,
};
use crate::{
    access::acting::Acting,
    acts::names::Names,
    domain::{
        change::{Change, MembershipEnd},
        council::{ClaimRole, Council, Mandate, MandateClause, MandateStatus, Seat},
        mandate::{clause::Clause, composition::Composition},
        message::said,
        time::Period,
    },
    error::{Refusal, Refusals},
    store::act::{Decision, Facts},
};

/// A mandate to be entered.
pub(super) struct Entry<'a> {
    /// What the act sees.
    pub facts: &'a Facts<'a>,
    /// Who acts.
    pub acting: Acting,
    /// The council.
    pub council: &'a Council,
    /// How the mandate came about.
    pub head: Head,
    /// What it says.
    pub text: MandateText<'a>,
    /// The names that it uses.
    pub names: Names<'a>,
}

impl Entry<'_> {
    /// Enters the mandate as the next version, unless something was refused.
    pub fn enter(self, mut refused: Refusals) -> Result<Decision<MandateEntered>, Refusals> {
        let Self { facts, acting, council, head, text, mut names } = self;
        let mandate = mandate(facts, next_version(council), head, &text);
        let id = council.head.id;
        let consequences = if mandate.status == MandateStatus::Adopted {
            consequences(facts, acting, council, &mandate, &text.clauses, &names, &mut refused)
        } else {
            Consequences::default()
        };
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut warnings = std::mem::take(&mut names.warnings);
        warnings.extend(consequences.warnings);
        let mut changes = std::mem::take(&mut names.changes);
        changes.extend(consequences.before);
        let (outcome, summary) = (MandateEntered { mandate: mandate.id }, in_words(&mandate));
        changes.push(Change::Mandate(id, mandate));
        changes.extend(consequences.after);
        Ok(Decision { changes, outcome, warnings, summary })
    }
}

/// A mandate with these clauses.
pub(in crate::acts) fn mandate(facts: &Facts<'_>, version: u32, head: Head, text: &MandateText<'_>) -> Mandate {
    let made = |clause: &Clause| MandateClause { id: facts.new_id(), clause: Arc::new(clause.clone()) };
    Mandate {
        id: facts.new_id(),
        version,
        status: if head.draft { MandateStatus::Draft } else { MandateStatus::Adopted },
        title: head.title,
        url: head.url,
        adopted_on: head.adopted_on,
        adopted_by: head.adopted_by,
        period: head.period,
        template: text.template,
        clauses: text.clauses.iter().map(made).collect(),
        composition: Arc::new(Composition::of(text.clauses.iter())),
    }
}

/// The version that is adopted next. Drafts do not count: a gap in the numbers would tell everybody of them.
pub(super) fn next_version(council: &Council) -> u32 {
    let adopted = council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
    adopted.map(|mandate| mandate.version).max().unwrap_or(0) + 1
}

/// What an adopted mandate brings with it.
#[derive(Default)]
pub(super) struct Consequences {
    /// What has to change before the mandate is there.
    pub before: Vec<Change>,
    /// What follows from it.
    pub after: Vec<Change>,
    /// What is noticed.
    pub warnings: Vec<Refusal>,
}

/// What the adopted mandate brings with it; what forbids it is noted.
pub(super) fn consequences(
    facts: &Facts<'_>,
    acting: Acting,
    council: &Council,
    mandate: &Mandate,
    clauses: &[Clause],
    names: &Names<'_>,
    refused: &mut Refusals,
) -> Consequences {
    let id = council.head.id;
    let mut made = Consequences::default();
    if !refused.is_empty() {
        return made;
    }
    refused.extend(seats::too_many(&mandate.composition));
    refused.extend(adopter::circle(facts, id, mandate.period, mandate.adopted_by, clauses, names));
    let others =
        || council.mandates.iter().filter(|other| other.status == MandateStatus::Adopted && other.id != mandate.id);
    for other in others().filter(|other| other.period.overlaps(&mandate.period)) {
        match mandate.period.start {
            Some(start) if other.period.start.is_none_or(|earlier| earlier < start) => {
                made.before.push(Change::MandateEnd(id, other.id, start));
            }
            _ => refused.push(overlap(mandate, other)),
        }
    }
    if !refused.is_empty() {
        return made;
    }

    let later =
        |other: &&Mandate| mandate.period.end.is_some_and(|end| other.period.start.is_some_and(|start| start >= end));
    let standing =
        Standing { groups: &council.groups, seats: &council.seats, needed_later: others().any(|other| later(&other)) };
    let vacant = |seat: &Seat| mandate.period.start.is_none_or(|day| held_from(council, seat, day).next().is_none());
    let seats = seats::changes(facts, &mandate.composition, clauses, mandate.period, standing, vacant);
    for (seat, on) in &seats.ends {
        end_holders(council, seat, *on, mandate.version, &mut made.after, refused);
    }
    let seen = as_seen(council, mandate, &made.before, &seats);
    made.warnings = warnings::of_mandate(facts.directory, &seen, mandate, facts.today);
    made.after.extend(seats.groups.into_iter().map(|(group, place)| Change::SeatGroup(id, group, place)));
    made.after.extend(seats.seats.into_iter().map(|seat| Change::Seat(id, seat)));
    made.after.extend(seats.ends.into_iter().map(|(seat, on)| Change::SeatEnd(id, seat.id, on)));

    let mut stated = Stated::default();
    stated.state_of(mandate.adopted_by, ClaimRole::Adopter);
    stated.state_clauses(clauses, &mandate.composition, id, names);
    made.after.extend(stated.claims(facts, acting, &council.claims).into_iter().map(|claim| Change::Claim(id, claim)));
    made
}

/// The council as it will be, for the checks.
fn as_seen(council: &Council, mandate: &Mandate, before: &[Change], seats: &SeatChanges) -> Council {
    let mut seen = council.clone();
    seen.mandates.retain(|other| other.id != mandate.id);
    for change in before {
        let Change::MandateEnd(_, ending, on) = change else { continue };
        for other in seen.mandates.iter_mut().filter(|other| other.id == *ending) {
            other.period.end = Some(*on);
        }
    }
    seen.mandates.push(mandate.clone());
    seen.groups.extend(seats.groups.iter().map(|(group, _)| group.clone()));
    for (ending, on) in &seats.ends {
        for seat in seen.seats.iter_mut().filter(|seat| seat.id == ending.id) {
            seat.period.end = Some(*on);
        }
    }
    seen.seats.extend(seats.seats.iter().cloned());
    seen
}

fn overlap(mandate: &Mandate, other: &Mandate) -> Refusal {
    let version = other.version;
    let message = match (mandate.period.start, other.period.start) {
        (None, _) => {
            said!(
                "versjon {version} gjelder samtidig; si en første dag den nye gjelder, så ender den der",
                "version {version} is in force at the same time; say a first day in force, and it ends there"
            )
        }
        (Some(_), Some(from)) => said!(
            "versjon {version} gjelder fra {from}; si en første dag etter det, så ender den der, eller en første dag \
             uten virkning senest da",
            "version {version} is in force from {from} on; say a first day after that, and it ends there, or a first \
             day no longer in force that is no later"
        ),
        (Some(_), None) => said!(
            "versjon {version} gjelder samtidig; si en annen tid",
            "version {version} is in force at the same time; say another period"
        ),
    };
    let field = if mandate.period.start.is_none() || other.period.start == mandate.period.start {
        "mandate.validFrom"
    } else {
        "mandate.validTo"
    };
    Refusal::conflict(field, message)
}

fn held_from<'c>(
    council: &'c Council,
    seat: &Seat,
    day: NaiveDate,
) -> impl Iterator<Item = &'c crate::domain::council::Membership> {
    let from = Period { start: Some(day), end: None };
    let seat = seat.id;
    council.memberships.iter().filter(move |held| held.seat == seat && held.period().overlaps(&from))
}

/// Why somebody holds a seat no longer that this version does not have.
pub(in crate::acts) fn seat_ceased(version: u32) -> String {
    format!("The seat ceased to exist with version {version} of the mandate.")
}

/// Who holds a seat that ceases to exist holds it no longer.
fn end_holders(
    council: &Council,
    seat: &Seat,
    on: NaiveDate,
    version: u32,
    after: &mut Vec<Change>,
    refused: &mut Refusals,
) {
    for held in held_from(council, seat, on) {
        if held.start >= on {
            let message = said!(
                "noen er oppnevnt fra {} til en plass som faller bort {on}; avslutt det medlemskapet først, eller \
                 behold plassen",
                "somebody is appointed from {} on to a seat that ceases to exist on {on}; end that membership first, \
                 or keep the seat",
                held.start
            );
            refused.push(Refusal::conflict("clauses", message));
            continue;
        }
        let reason = Some(seat_ceased(version));
        after.push(Change::MembershipEnd(
            council.head.id,
            MembershipEnd { membership: held.id, on, ground: None, reason },
        ));
    }
}
