//! Ending a membership, and saying that the roster is complete.

use super::{
    appoint::{council_with, held},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::roster::{assert_complete::AssertComplete, end::EndMembership},
    domain::{change::Change, council::Completeness, people::Grant, time::Period},
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn world() -> World {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-02-01", Some("2027-02-01"), false));
    world
}

fn end() -> EndMembership {
    EndMembership {
        council: id(1),
        membership: id(60),
        on: day("2026-02-01"),
        ground: Some("resignation".into()),
        reason: None,
    }
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

#[test]
fn a_membership_is_ended_by_those_who_run_the_council_and_those_who_fill_the_seat() {
    let world = world();
    for caller in [secretariat(), Caller::console(), with(&[Grant::Appointer(organisation_id("ministry"))])] {
        let decision = decided(world.run(&caller, &end()));
        let Change::MembershipEnd(_, ended) = &decision.changes[0] else { panic!() };
        assert_eq!((ended.membership, ended.on), (id(60), day("2026-02-01")));
    }
    assert_refused(world.run(&Caller::anonymous(), &end()), Unauthenticated, "");
    for other in [with(&[]), with(&[Grant::Appointer(organisation_id("agency"))]), with(&[Grant::Secretariat(id(2))])] {
        assert_refused(world.run(&other, &end()), Forbidden, "");
    }
}

#[test]
fn an_end_lies_after_the_start_and_comes_once() {
    let mut world = world();
    for on in ["2025-02-01", "2025-01-01", "2027-02-02"] {
        assert_refused(world.run(&secretariat(), &EndMembership { on: day(on), ..end() }), BadUserInput, "on");
    }
    assert_refused(world.run(&secretariat(), &EndMembership { membership: id(61), ..end() }), NotFound, "membership");
    assert_refused(
        world.run(&secretariat(), &EndMembership { ground: Some("boredom".into()), ..end() }),
        NotFound,
        "ground",
    );
    assert_refused(
        world.run(&secretariat(), &EndMembership { ground: Some("No code".into()), ..end() }),
        BadUserInput,
        "ground",
    );
    let national = EndMembership { reason: Some("31129956715".to_owned()), ..end() };
    assert_refused(world.run(&secretariat(), &national), BadUserInput, "reason");
    world.council_mut(id(1)).memberships[0].ended = Some(day("2026-01-01"));
    assert_refused(world.run(&secretariat(), &end()), Conflict, "membership");
    world.parts.codes.clear();
    world.council_mut(id(1)).memberships[0].ended = None;
    decided(world.run(&secretariat(), &EndMembership { ground: Some("boredom".into()), ..end() }));
}

#[test]
fn the_secretariat_says_from_when_the_roster_is_complete() {
    let mut world = world();
    let complete =
        |since: &str| AssertComplete { council: id(1), subject: "roster".into(), since: day(since), until: None };
    let decision = decided(world.run(&secretariat(), &complete("2025-01-01")));
    assert_eq!(kinds(&decision.changes), ["completeness"]);
    assert_refused(
        world.run(&with(&[Grant::Appointer(organisation_id("ministry"))]), &complete("2025-01-01")),
        Forbidden,
        "",
    );
    assert_refused(world.run(&secretariat(), &complete("2026-03-02")), BadUserInput, "since");
    let other = AssertComplete { subject: "weather".into(), ..complete("2025-01-01") };
    assert_refused(world.run(&secretariat(), &other), BadUserInput, "subject");
    world.council_mut(id(1)).completeness.push(Completeness {
        id: id(80),
        subject: "roster".into(),
        period: Period { start: Some(day("2025-01-01")), end: None },
        asserted_by: None,
    });
    assert_refused(world.run(&secretariat(), &complete("2025-06-01")), Conflict, "since");
    decided(world.run(&secretariat(), &complete("2024-06-01")));
}
