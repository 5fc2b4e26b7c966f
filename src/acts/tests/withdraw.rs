//! Taking back: a mandate before it is in force, and what was entered wrongly.

use std::sync::Arc;

use serde_json::Value;

use super::{
    appoint::{council_with, held},
    clauses::{appointed_by, chair, group, seats},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::{
        mandate::withdraw::WithdrawMandate,
        record::withdraw::{WithdrawFact, WithdrawRecord},
    },
    domain::{
        change::Change,
        council::{Body, Declared, Fact, Mandate, MandateClause, MandateStatus, Record, RecordKind, Seat},
        mandate::composition::Composition,
        people::Grant,
        time::Period,
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn ministry() -> Caller {
    with(&[Grant::Appointer(organisation_id("ministry"))])
}

fn plain(members: u32) -> Vec<Value> {
    vec![seats("members", group("members", members)), seats("chair", chair("chair")), appointed_by("who", "ministry")]
}

/// A council of three members whose second version, adopted by the ministry, has so many from June 2026 on.
fn adopted(members: u32) -> World {
    let mut world = council_with(&[]);
    let clauses: Vec<_> = plain(members).into_iter().map(clause).collect();
    let council = world.council_mut(id(1));
    council.mandates[0].period.end = Some(day("2026-06-01"));
    council.mandates.push(Mandate {
        id: id(1901),
        version: 2,
        status: MandateStatus::Adopted,
        title: None,
        url: None,
        adopted_on: Some(day("2026-02-01")),
        adopted_by: Some(Body::Organisation(organisation_id("ministry"))),
        period: Period { start: Some(day("2026-06-01")), end: None },
        template: None,
        composition: Arc::new(Composition::of(clauses.iter())),
        clauses: clauses
            .into_iter()
            .enumerate()
            .map(|(at, clause)| MandateClause { id: id(1950 + at as u128), clause: Arc::new(clause) })
            .collect(),
    });
    world
}

fn withdraw() -> WithdrawMandate {
    WithdrawMandate { council: id(1), mandate: id(1901), reason: "The ministry thought better of it.".to_owned() }
}

#[test]
fn the_mandate_before_goes_on_and_the_reason_is_told() {
    let world = adopted(3);
    let decision = decided(world.run(&ministry(), &withdraw()));
    let [Change::MandateWithdrawn(_, gone), Change::MandatePeriod(_, before, period)] = decision.changes[..] else {
        panic!("{:?}", decision.changes)
    };
    assert_eq!((gone, before), (id(1901), id(1900)));
    assert_eq!(period, Period { start: Some(day("2020-01-01")), end: None });
    assert!(decision.changes.iter().all(|change| change.touch().directory && change.touch().public));
    assert!(decision.summary.en.unwrap().contains("thought better"));
    assert_eq!(decision.warnings.len(), 1, "that it has no last day now is said");
}

#[test]
fn whoever_adopts_withdraws_and_only_before_the_first_day() {
    let mut world = adopted(3);
    assert_refused(world.run(&secretariat(), &withdraw()), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &withdraw()), Unauthenticated, "");
    let silent = WithdrawMandate { reason: " ".to_owned(), ..withdraw() };
    assert_refused(world.run(&ministry(), &silent), BadUserInput, "reason");
    let unknown = WithdrawMandate { mandate: id(5), ..withdraw() };
    assert_refused(world.run(&with(&[Grant::Operator]), &unknown), NotFound, "mandate");
    world.council_mut(id(1)).mandates[1].adopted_by = None;
    decided(world.run(&secretariat(), &withdraw()));
    let in_force = WithdrawMandate { mandate: id(1900), ..withdraw() };
    assert_refused(world.run(&secretariat(), &in_force), Conflict, "mandate");
    world.council_mut(id(1)).mandates[1].period.start = Some(day("2026-03-01"));
    assert_refused(world.run(&secretariat(), &withdraw()), Conflict, "mandate");
    world.council_mut(id(1)).mandates[1].period.start = None;
    assert_refused(world.run(&secretariat(), &withdraw()), Conflict, "mandate");
}

#[test]
fn seats_that_only_it_has_never_come_unless_somebody_has_one() {
    let mut world = adopted(4);
    let template = world.council_mut(id(1)).seats[0].clone();
    let (new, from) = (id(1150), Period { start: Some(day("2026-06-01")), end: None });
    world.council_mut(id(1)).seats.push(Seat { id: new, ordinal: 4, period: from, ..template });
    let decision = decided(world.run(&ministry(), &withdraw()));
    let taken = decision.changes.iter().filter_map(|change| match change {
        Change::SeatCorrected { was, is: None, .. } => Some(was.id),
        _ => None,
    });
    assert_eq!(taken.collect::<Vec<_>>(), [new]);
    world.council_mut(id(1)).memberships.push(held(60, 1150, "2026-06-01", None, false));
    assert_refused(world.run(&ministry(), &withdraw()), Conflict, "mandate");
}

#[test]
fn seats_that_would_have_ended_stay_with_those_who_hold_them() {
    let mut world = adopted(1);
    let council = world.council_mut(id(1));
    let ending = council.seats.iter().position(|seat| seat.id == id(1102)).unwrap();
    council.seats[ending].period.end = Some(day("2026-06-01"));
    let mut kari = held(60, 1102, "2025-02-01", Some("2027-02-01"), false);
    kari.ended = Some(day("2026-06-01"));
    kari.end_reason = Some(crate::acts::mandate::entry::seat_ceased(2));
    council.memberships.push(kari);
    let changes = decided(world.run(&ministry(), &withdraw())).changes;
    assert!(changes.iter().any(|change| matches!(change,
        Change::SeatCorrected { was, is: Some(is), .. } if was.id == id(1102) && is.period.end.is_none())));
    assert!(changes.iter().any(|change| matches!(change,
        Change::MembershipCorrected { was, is: Some(is), .. } if was.id == id(60) && is.ended.is_none())));
    // Who left on that day for another reason has left.
    world.council_mut(id(1)).memberships[0].end_reason = Some("Retired.".to_owned());
    let changes = decided(world.run(&ministry(), &withdraw())).changes;
    assert!(!changes.iter().any(|change| matches!(change, Change::MembershipCorrected { .. })));
}

#[test]
fn a_fact_that_never_was_is_taken_back_from_its_first_day() {
    let mut world = council_with(&[]);
    let known = world.persons[&id(51)].clone();
    let council = world.council_mut(id(1));
    council.persons.insert(id(51), known);
    council.facts.push(Fact {
        id: id(70),
        person: id(51),
        attribute: "field".into(),
        declared: Declared::Value("medicine".into()),
        period: Period { start: Some(day("2026-03-01")), end: None },
        source: "A mistake.".to_owned(),
        public: true,
    });
    let withdraw =
        WithdrawFact { council: id(1), person: id(51), fact: id(70), reason: "The wrong person.".to_owned() };
    let decision = decided(world.run(&secretariat(), &withdraw));
    assert!(matches!(&decision.changes[..], [Change::FactWithdrawn(_, fact)] if fact.id == id(70)));
    assert_eq!(decision.changes[0].person(), Some(id(51)));
    assert!(decision.summary.en.unwrap().contains("field: The wrong person."), "the audit log keeps why");
    assert_refused(world.run(&ministry(), &withdraw), Forbidden, "");
    let silent = WithdrawFact { reason: String::new(), ..withdraw.clone() };
    assert_refused(world.run(&secretariat(), &silent), BadUserInput, "reason");
    let other = WithdrawFact { fact: id(71), ..withdraw };
    assert_refused(world.run(&secretariat(), &other), NotFound, "fact");
}

#[test]
fn a_record_of_what_never_happened_is_taken_back() {
    let mut world = council_with(&[]);
    let record = Record {
        id: id(80),
        kind: RecordKind::Item,
        what: "advice".into(),
        subjects: Vec::new(),
        clause: None,
        on: day("2026-02-20"),
        by: Some(Body::Organisation(organisation_id("ministry"))),
        by_membership: None,
        towards: Vec::new(),
        about: None,
        title: None,
        url: None,
        source: None,
        public: true,
    };
    world.council_mut(id(1)).records.push(record.clone());
    let withdraw = WithdrawRecord { council: id(1), record: id(80), reason: "It was another council.".to_owned() };
    for caller in [secretariat(), ministry()] {
        let decision = decided(world.run(&caller, &withdraw));
        assert!(matches!(&decision.changes[..], [Change::RecordWithdrawn(_, gone)] if *gone == record));
        assert!(decision.summary.en.unwrap().contains("another council"));
    }
    let union = with(&[Grant::Appointer(organisation_id("union"))]);
    assert_refused(world.run(&union, &withdraw), Forbidden, "");
    let silent = WithdrawRecord { reason: String::new(), ..withdraw.clone() };
    assert_refused(world.run(&secretariat(), &silent), BadUserInput, "reason");
    let other = WithdrawRecord { record: id(81), ..withdraw.clone() };
    assert_refused(world.run(&secretariat(), &other), NotFound, "record");
    world.council_mut(id(1)).records.push(Record { id: id(82), about: Some(id(80)), ..record });
    assert_refused(world.run(&secretariat(), &withdraw), Conflict, "record");
}
