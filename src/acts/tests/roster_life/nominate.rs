//! Nominating somebody for a seat.

use super::*;
use crate::{
    acts::roster::{nominate::Nominate, place::Place, who::Who},
    domain::{
        council::{Body, StepTaken},
        mandate::clause::procedure::StepAct,
    },
};

fn nominate() -> Nominate {
    Nominate {
        council: id(1),
        place: Place::Group("members".into()),
        who: Who::Known(id(50)),
        by: None,
        on: None,
        note: None,
    }
}

fn named(by: Value) -> Value {
    json!({ "key": "call", "modality": "SHALL", "appliesTo": { "groups": ["members"] },
        "provision": { "procedure": { "steps": [{ "act": "NOMINATE", "by": by }] } } })
}

fn union() -> Caller {
    with(&[Grant::Appointer(organisation_id("union"))])
}

#[track_caller]
fn step(changes: &[Change]) -> &StepTaken {
    let Some(Change::Step(_, step)) = changes.last() else { panic!("{changes:?}") };
    step
}

#[test]
fn those_whom_the_mandate_names_nominate_and_those_whose_seat_it_is() {
    let mut world = council_with(&[named(json!([{ "organisation": { "slug": "union" } }]))]);
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-01-01", None, false));
    let decision = decided(world.run(&union(), &nominate()));
    assert_eq!(kinds(&decision.changes), ["step"]);
    let taken = step(&decision.changes);
    assert_eq!((taken.act, taken.seat, taken.person), (StepAct::Nominate, id(1102), Some(id(50))), "the vacant seat");
    assert_eq!((taken.by, taken.on), (Some(Body::Organisation(organisation_id("union"))), today()));
    decided(world.run(&ministry(), &nominate()));
    assert_refused_by(world.run(&owner(), &nominate()), Forbidden, "", "call");
    assert_refused_by(world.run(&with(&[]), &nominate()), Forbidden, "", "call");
    assert_refused(world.run(&Caller::anonymous(), &nominate()), Unauthenticated, "");
    // The seat of the chair is for the agency.
    decided(world.run(&owner(), &Nominate { place: Place::Seat(id(1201)), ..nominate() }));
    let new = decided(world.run(&union(), &Nominate { who: Who::New("Eva Ny".to_owned()), ..nominate() }));
    assert_eq!(kinds(&new.changes), ["person", "step"]);
}

#[test]
fn anybody_nominates_where_nobody_is_named_but_enters_no_people() {
    let world = council_with(&[named(json!([]))]);
    let decision = decided(world.run(&with(&[]), &nominate()));
    assert_eq!(step(&decision.changes).by, None);
    assert_refused(world.run(&Caller::anonymous(), &nominate()), Unauthenticated, "");
    let new = Nominate { who: Who::New("Eva Ny".to_owned()), ..nominate() };
    assert_refused(world.run(&with(&[]), &new), Forbidden, "");
    let members = council_with(&[named(json!([{ "part": { "part": "MEMBERS" } }]))]);
    assert_refused_by(members.run(&linked(&[], Some(id(51))), &nominate()), Forbidden, "", "call");
    let mut seated = members;
    seated.council_mut(id(1)).memberships.push(held(60, 1101, "2025-01-01", None, false));
    decided(seated.run(&linked(&[], Some(id(51))), &nominate()));
}

#[test]
fn the_secretariat_writes_down_what_others_say_and_nobody_else_does() {
    let world = council_with(&[named(json!([{ "organisation": { "slug": "union" } }]))]);
    let of = |slug| Nominate { by: Some(Body::Organisation(organisation_id(slug))), ..nominate() };
    assert_eq!(
        step(&decided(world.run(&secretariat(), &of("union"))).changes).by,
        Some(Body::Organisation(organisation_id("union")))
    );
    assert_refused_by(world.run(&secretariat(), &of("agency")), AgainstMandate, "by", "call");
    assert_refused(world.run(&union(), &of("ministry")), Forbidden, "by");
}

#[test]
fn a_nomination_is_made_once_of_somebody_who_exists() {
    let mut world = council_with(&[]);
    assert_refused(world.run(&ministry(), &Nominate { who: Who::Known(id(99)), ..nominate() }), NotFound, "person");
    assert_refused(world.run(&ministry(), &Nominate { on: Some(day("2026-03-02")), ..nominate() }), BadUserInput, "on");
    let decision = decided(world.run(&ministry(), &nominate()));
    let taken = step(&decision.changes).clone();
    world.council_mut(id(1)).steps.push(taken);
    assert_refused(world.run(&ministry(), &nominate()), Conflict, "person");
    decided(world.run(&secretariat(), &nominate()));
}
