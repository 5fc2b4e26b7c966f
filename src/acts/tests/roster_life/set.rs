//! Appointing a whole set of people.

use super::*;
use crate::acts::roster::{
    appoint_set::{AppointSet, Appointee},
    place::Place,
};

fn one(place: Place, person: u128) -> Appointee {
    Appointee { place, person: id(person), on_behalf_of: None, alternate_rank: 0, role: None }
}

fn set(appointments: Vec<Appointee>) -> AppointSet {
    AppointSet {
        council: id(1),
        start: day("2026-03-01"),
        expected_end: None,
        decided_by: None,
        decided_on: None,
        basis: None,
        appointments,
    }
}

fn members() -> Place {
    Place::Group("members".into())
}

#[test]
fn all_are_appointed_in_one_act() {
    let world = council_with(&[term("SHALL", json!({ "length": "P2Y" }))]);
    let all = set(vec![one(members(), 50), one(Place::Seat(id(1201)), 51)]);
    let decision = decided(world.run(&ministry(), &all));
    assert_eq!(kinds(&decision.changes), ["appointment", "membership", "appointment", "membership"]);
    assert_eq!(decision.outcome.memberships.len(), 2);
    let two_of_a_group = set(vec![one(members(), 50), one(members(), 51)]);
    let decision = decided(world.run(&ministry(), &two_of_a_group));
    let seats: Vec<_> = decision
        .changes
        .iter()
        .filter_map(|change| if let Change::Membership(_, held) = change { Some(held.seat) } else { None })
        .collect();
    assert_eq!(seats, [id(1101), id(1102)]);
    let same_person = set(vec![one(members(), 50), one(members(), 50)]);
    let decision = decided(world.run(&ministry(), &same_person));
    assert_eq!(words(&decision.warnings), [(Some("appointments[1].person"), None)]);
}

#[test]
fn or_nobody_is_and_every_fault_is_told_with_its_place() {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).memberships.push(held(60, 1102, "2025-01-01", None, false));
    let all = set(vec![one(members(), 50), one(Place::Seat(id(1102)), 51), one(Place::Seat(id(1201)), 99)]);
    let found: Vec<_> =
        refusals(world.run(&ministry(), &all)).into_iter().map(|(code, field, _)| (code, field.unwrap())).collect();
    assert_eq!(found, [(Conflict, "appointments[1].seat".to_owned()), (NotFound, "appointments[2].person".to_owned())]);
    let too_many = set(vec![one(members(), 50), one(members(), 51)]);
    assert_refused_by(world.run(&ministry(), &too_many), Conflict, "appointments[1].group", "members");
    assert_refused(world.run(&ministry(), &set(Vec::new())), BadUserInput, "appointments");
    assert_refused(world.run(&ministry(), &set(vec![one(members(), 50); 201])), BadUserInput, "appointments");
}

#[test]
fn whoever_fills_some_of_the_seats_fills_none_of_the_others() {
    let world = council_with(&[json!({ "key": "chair-who", "modality": "SHALL", "appliesTo": { "groups": ["chair"] },
        "provision": { "procedure": { "steps": [{ "act": "APPOINT", "by": [{ "organisation": { "slug": "agency" } }] }] } } })]);
    let all = set(vec![one(members(), 50), one(Place::Seat(id(1201)), 51)]);
    assert_refused_by(world.run(&ministry(), &all), Forbidden, "appointments[1]", "chair-who");
    assert_refused_by(world.run(&owner(), &all), Forbidden, "appointments[0]", "who");
    assert_refused(world.run(&Caller::anonymous(), &all), Unauthenticated, "appointments[0]");
    decided(world.run(
        &with(&[Grant::Appointer(organisation_id("ministry")), Grant::Appointer(organisation_id("agency"))]),
        &all,
    ));
}
