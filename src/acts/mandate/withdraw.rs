//! Withdraws a mandate that was adopted and is not yet in force, as if it had not been adopted.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! What adopting it set going is taken back: the mandate before it goes on, the seats that it would have made never come,
//! and those that it would have ended stay with whoever holds them. The audit log keeps the adoption and the withdrawal.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{adopter, lapse::adopted, seats::bounds, text::as_refusals};
use crate::{
    access::acting::Acting,
    acts::{names::slug_of, standing},
    domain::{
        change::Change,
        council::{Council, Mandate, MandateStatus, Membership, Seat},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MandateId, SeatGroupId},
        mandate::clause::{Provision, relation::RelationKind, validity::ValidityKind},
        message::{Message, said},
        people::Grant,
        text::{Text, examine_line},
        time::Period,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Withdraws a mandate that is not yet in force.
#[derive(Clone, Debug)]
pub struct WithdrawMandate {
    /// The council.
    pub council: CouncilId,
    /// The mandate.
    pub mandate: MandateId,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The mandate that was.
    pub mandate: MandateId,
}

impl Act for WithdrawMandate {
    const NAME: &'static str = "withdrawMandate";
    type Outcome = Withdrawn;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    /// Whoever adopts the mandates of the council takes an adoption back; where nobody knows who that is, those who look
    /// after the council record it.
    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let ties = facts.directory.ties_to(RelationKind::AdoptsMandateOf, &council.head.slug, facts.today);
        let stated = ties.filter_map(|tie| facts.directory.body(&tie.of));
        let mut bodies: Vec<_> =
            adopted(council, self.mandate).and_then(|mandate| mandate.adopted_by).into_iter().collect();
        bodies.extend(stated.filter(|body| adopter::is_recognised(facts, &council.head, *body)));
        let (grants, who) = if let Some(first) = bodies.first() {
            let mut grants: Vec<Grant> = bodies.iter().copied().map(adopter::grant).collect();
            grants.push(Grant::Operator);
            (grants, Message::same(slug_of(facts.directory, *first)))
        } else {
            (
                standing::keepers(&council.head).to_vec(),
                said!("sekretariatet eller en registrator for eieren", "the secretariat or a registrar of the owner"),
            )
        };
        let message = said!(
            ["et vedtatt mandat trekkes av organet som vedtar det: {}", who.nb],
            ["an adopted mandate is withdrawn by the body that adopts it: {}", who.en]
        );
        let refusal = Refusal::forbidden(message);
        let refusal = match self.adoption_clause(council) {
            Some(key) => refusal.because_of(key),
            None => refusal,
        };
        standing::over_council(facts, &council.head, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Withdrawn>, Refusals> {
        let council = facts.council(self.council)?;
        let mut faults = Faults::default();
        faults.within("reason", |faults| examine_line(&self.reason, 2_000, faults));
        let mut refused = as_refusals(faults.into_found());
        let Some(mandate) = adopted(council, self.mandate) else {
            refused.push(Refusal::not_found(
                "mandate",
                said!("rådet har ikke dette vedtatte mandatet", "the council has no such adopted mandate"),
            ));
            return Err(refused);
        };
        let Some(start) = mandate.period.start.filter(|start| *start > facts.today) else {
            refused.push(in_force_already(mandate));
            return Err(refused);
        };
        let undone = Undone::of(council, mandate, start);
        refused.extend(undone.in_use);
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut changes = vec![Change::MandateWithdrawn(self.council, mandate.id)];
        changes.extend(undone.changes);
        let (version, reason) = (mandate.version, &self.reason);
        Ok(Decision {
            changes,
            outcome: Withdrawn { mandate: mandate.id },
            warnings: undone.warnings,
            summary: Text::nb_en(
                &format!("Trakk det vedtatte mandatet, versjon {version}, som skulle gjelde fra {start}: {reason}"),
                &format!(
                    "Withdrew the adopted mandate, version {version}, which was to be in force from {start} on: {reason}"
                ),
            ),
        })
    }
}

impl WithdrawMandate {
    /// The clause of the mandate, or of the one before it, that says who adopts.
    fn adoption_clause<'c>(&self, council: &'c Council) -> Option<&'c crate::domain::word::Key> {
        let own = adopted(council, self.mandate)?;
        let clauses = own.clauses.iter().map(|at| &at.clause);
        clauses
            .filter(|clause| match &clause.provision {
                Provision::Relation(relation) => relation.kind == RelationKind::AdoptsMandateOf,
                Provision::Period(period) => period.kind == ValidityKind::Adoption,
                _ => false,
            })
            .map(|clause| &clause.key)
            .next()
    }
}

fn in_force_already(mandate: &Mandate) -> Refusal {
    let version = mandate.version;
    let message = match mandate.period.start {
        Some(start) => said!(
            "versjon {version} gjelder fra {start}, og det som har vært i kraft, kan ikke trekkes; la det falle bort",
            "version {version} is in force from {start} on, and what has been in force cannot be withdrawn; let it lapse"
        ),
        None => said!(
            "versjon {version} gjelder uten en første dag, så det er i kraft og kan ikke trekkes; la det falle bort",
            "version {version} has no first day, so it is in force and cannot be withdrawn; let it lapse"
        ),
    };
    Refusal::conflict("mandate", message)
}

/// What adopting the mandate had set going, taken back.
#[derive(Default)]
struct Undone {
    changes: Vec<Change>,
    warnings: Vec<Refusal>,
    in_use: Option<Refusal>,
}

impl Undone {
    fn of(council: &Council, mandate: &Mandate, start: NaiveDate) -> Self {
        let mut undone = Self::default();
        let before = predecessor(council, mandate, start);
        if let Some(before) = before {
            undone.goes_on(council, mandate, before);
        } else {
            let message = said!(
                "ikke noe annet mandat gjelder fra {start}; rådet står uten til et annet er vedtatt",
                "no other mandate is in force from {start} on; the council is without one until another is adopted"
            );
            undone.warnings.push(Refusal::new(RefusalCode::AgainstMandate, "mandate", message));
        }
        let needed = needed(council, before);
        undone.seats_never_come(council, mandate, start, &needed);
        undone.seats_stay(council, mandate, start, &needed);
        undone
    }

    /// The mandate before goes on to where its own clause has it end, but not into a later one.
    fn goes_on(&mut self, council: &Council, mandate: &Mandate, before: &Mandate) {
        let clauses = before.clauses.iter().map(|at| &at.clause.provision);
        let said = clauses.filter_map(|provision| match provision {
            Provision::Period(period) if period.kind == ValidityKind::InForce => Some(period),
            _ => None,
        });
        let own = said
            .filter_map(|period| {
                let by_length = || period.length?.after(before.period.start?);
                period.until.map(|until| until.0).or_else(by_length)
            })
            .min();
        let others = council
            .mandates
            .iter()
            .filter(|other| other.status == MandateStatus::Adopted && other.id != mandate.id && other.id != before.id);
        let next = others.filter_map(|other| other.period.start).filter(|day| Some(*day) >= before.period.end).min();
        let end = [own, next].into_iter().flatten().min();
        if end == before.period.end {
            return;
        }
        let period = Period { end, ..before.period };
        self.changes.push(Change::MandatePeriod(council.head.id, before.id, period));
        let version = before.version;
        let message = match end {
            Some(end) => said!(
                "versjon {version} gjelder igjen til {end}; se etter at det er riktig",
                "version {version} is in force again until {end}; see that this is right"
            ),
            None => said!(
                "versjon {version} gjelder igjen uten en siste dag; la det falle bort hvis det hadde en",
                "version {version} is in force again without a last day; let it lapse if it had one"
            ),
        };
        self.warnings.push(Refusal::new(RefusalCode::AgainstMandate, "mandate", message));
    }

    /// Seats that only this mandate makes are taken out, unless somebody has been given one.
    fn seats_never_come(
        &mut self,
        council: &Council,
        mandate: &Mandate,
        start: NaiveDate,
        needed: &BTreeMap<SeatGroupId, u32>,
    ) {
        for rules in &mandate.composition.groups {
            let Some(group) = council.group(&rules.key) else { continue };
            let of_group = || council.seats.iter().filter(|seat| seat.group == group.id);
            let standing = of_group().filter(|seat| seat.period.start.is_none_or(|first| first < start)).count();
            let kept = needed.get(&group.id).copied().unwrap_or(0);
            let kept = usize::try_from(kept).unwrap_or(usize::MAX).saturating_sub(standing);
            let mut new: Vec<&Seat> =
                of_group().filter(|seat| seat.period.start.is_some_and(|first| first >= start)).collect();
            new.sort_by_key(|seat| seat.ordinal);
            for seat in new.into_iter().skip(kept) {
                if is_used(council, seat) {
                    let message = said!(
                        "noen er oppnevnt eller foreslått til plass {} i {}, som bare dette mandatet har; rett det først",
                        "somebody is appointed to or nominated for seat {} of {}, which only this mandate has; correct \
                         that first",
                        seat.ordinal,
                        rules.key
                    );
                    self.in_use = self.in_use.take().or(Some(Refusal::conflict("mandate", message)));
                }
                self.changes.push(Change::SeatCorrected { council: council.head.id, was: seat.clone(), is: None });
            }
        }
    }

    /// Seats that would have ended stay, and whoever would have lost them keeps them.
    fn seats_stay(
        &mut self,
        council: &Council,
        mandate: &Mandate,
        start: NaiveDate,
        needed: &BTreeMap<SeatGroupId, u32>,
    ) {
        let ending =
            council.seats.iter().filter(|seat| seat.period.end == Some(start) && needed.contains_key(&seat.group));
        for seat in ending {
            let is = Seat { period: Period { end: None, ..seat.period }, ..seat.clone() };
            self.changes.push(Change::SeatCorrected { council: council.head.id, was: seat.clone(), is: Some(is) });
            let lost = |held: &&Membership| {
                held.seat == seat.id
                    && held.ended == Some(start)
                    && held.end_reason.as_deref() == Some(&*super::entry::seat_ceased(mandate.version))
            };
            for held in council.memberships.iter().filter(lost) {
                let is = Membership { ended: None, end_ground: None, end_reason: None, ..held.clone() };
                self.changes.push(Change::MembershipCorrected {
                    council: council.head.id,
                    was: held.clone(),
                    is: Some(is),
                });
            }
        }
    }
}

/// The mandate that ends because this one begins.
fn predecessor<'c>(council: &'c Council, mandate: &Mandate, start: NaiveDate) -> Option<&'c Mandate> {
    council.mandates.iter().rev().find(|other| {
        other.status == MandateStatus::Adopted && other.id != mandate.id && other.period.end == Some(start)
    })
}

/// How many seats the mandate before has at least, group by group.
fn needed(council: &Council, before: Option<&Mandate>) -> BTreeMap<SeatGroupId, u32> {
    let groups = before.into_iter().flat_map(|before| &before.composition.groups);
    groups.filter_map(|rules| Some((council.group(&rules.key)?.id, bounds(rules).0))).collect()
}

/// Whether anything in the register is about the seat.
fn is_used(council: &Council, seat: &Seat) -> bool {
    council.memberships.iter().any(|held| held.seat == seat.id)
        || council.appointments.values().any(|act| act.seat == seat.id)
        || council.steps.iter().any(|step| step.seat == seat.id)
        || council.exemptions.iter().any(|exemption| exemption.seat == Some(seat.id))
        || council.attendance.iter().any(|present| present.seat == seat.id)
}
